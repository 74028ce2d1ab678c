namespace ThreatGrid;

/// <summary>Keeps the members of a server's answer that no property models, until somebody asks for them.</summary>
internal interface IMemberSource
{
    /// <summary>The members as plain .NET values: text, numbers, booleans, null, lists and case-sensitive dictionaries.</summary>
    MemberDictionary Read();
}
