namespace ThreatGrid;

/// <summary>A virtual machine that a submission can choose (section 4.10 of the API reference).</summary>
public sealed class VirtualMachine : ApiObject
{
    /// <summary>The id that <c>Submit-TGSample -VirtualMachine</c> takes.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name that the portal shows.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>The software on it.</summary>
    public TextList Software { get; internal set; } = TextList.Empty;

    /// <summary>Whether only the portal can choose it.</summary>
    public bool? IsPortalOnly { get; internal set; }
}
