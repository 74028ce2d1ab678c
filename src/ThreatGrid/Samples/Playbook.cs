namespace ThreatGrid;

/// <summary>What is done on the virtual machine as a user would (section 4.10 of the API reference).</summary>
public sealed class Playbook : ApiObject
{
    /// <summary>The id that <c>Submit-TGSample -Playbook</c> takes.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name that the portal shows.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>What it does.</summary>
    public string? Description { get; internal set; }
}
