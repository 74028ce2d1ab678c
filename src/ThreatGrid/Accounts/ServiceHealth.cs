namespace ThreatGrid;

/// <summary>What a server says of its health (section 3.8 of the API reference; the form is not on record, so all of it is in <see cref="ApiObject.AdditionalProperties"/> too).</summary>
public sealed class ServiceHealth : ApiObject
{
    /// <summary><c>Service</c> or <c>Submission</c>.</summary>
    public string Scope { get; internal set; } = string.Empty;

    /// <summary>What the server calls its state; null where it does not say.</summary>
    public string? Status { get; internal set; }
}
