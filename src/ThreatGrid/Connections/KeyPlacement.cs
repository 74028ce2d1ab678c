namespace ThreatGrid;

/// <summary>Where the API key goes in a request (section 2.2 of the API reference).</summary>
public enum KeyPlacement
{
    /// <summary>In the <c>Authorization</c> header: the default, and the only place that no log shows.</summary>
    Header,

    /// <summary>In the query, as <c>api_key</c>: for servers that do not read the header.</summary>
    Query,

    /// <summary>In the form body of requests that have one, in the query of the others.</summary>
    Form,
}
