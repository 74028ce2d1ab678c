namespace ThreatGrid;

/// <summary>What every object read from a server has: where it came from, and the members that no property models.</summary>
public abstract class ApiObject
{
    private static readonly MemberDictionary NoMembers = new();

    private MemberDictionary? _additional;

    private protected ApiObject()
    {
    }

    /// <summary>The name of the connection the object came from. Commands further down the pipeline use the same one.</summary>
    public string? Connection => Origin?.Name;

    /// <summary>
    /// Members of the server's answer that this version does not model, as plain .NET values; also a known member whose value
    /// had another form than expected. Built when asked for.
    /// </summary>
    public MemberDictionary AdditionalProperties => _additional ??= MemberSource?.Read() ?? NoMembers;

    internal Origin? Origin { get; set; }

    internal IMemberSource? MemberSource { get; set; }
}
