using System;

namespace ThreatGrid;

/// <summary>A submission that counts against a quota (section 3.4 of the API reference; its form is not on record, so what is not understood stays in <see cref="ApiObject.AdditionalProperties"/>).</summary>
public sealed class RateLimitEntry : ApiObject
{
    /// <summary>Whose quota it counts against.</summary>
    public string? Login { get; internal set; }

    /// <summary>The sample, where the server names it.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>When it was submitted, in local time.</summary>
    public DateTime? Timestamp => UtcTime.Local(TimestampTicks);

    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? TimestampUtc => UtcTime.Utc(TimestampTicks);

    internal long? TimestampTicks { get; set; }
}
