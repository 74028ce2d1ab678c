namespace ThreatGrid;

/// <summary>Where the traffic of a run leaves to the Internet, or that it is simulated (section 4.10 of the API reference).</summary>
public sealed class NetworkExit : ApiObject
{
    /// <summary>The id that <c>Submit-TGSample -NetworkExit</c> takes.</summary>
    public string? Name { get; internal set; }

    /// <summary>The name that the portal shows.</summary>
    public string? DisplayName { get; internal set; }

    /// <summary>Whether the network is simulated: <c>none</c>, or how.</summary>
    public string? Simulation { get; internal set; }
}
