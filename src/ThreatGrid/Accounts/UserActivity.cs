using System;

namespace ThreatGrid;

/// <summary>An entry of an activity log (sections 3.4 and 3.6 of the API reference; its form is not on record, so what is not understood stays in <see cref="ApiObject.AdditionalProperties"/>).</summary>
public sealed class UserActivity : ApiObject, ITimed
{
    /// <summary>Who did it.</summary>
    public string? Login { get; internal set; }

    /// <summary>What was done, as the server says it.</summary>
    public string? Activity { get; internal set; }

    /// <summary>When it was done, in local time.</summary>
    public DateTime? Timestamp => UtcTime.Local(TimestampTicks);

    /// <summary>When it was done, in UTC.</summary>
    public DateTime? TimestampUtc => UtcTime.Utc(TimestampTicks);

    /// <summary>The address it was done from, where the server says so.</summary>
    public string? Ip { get; internal set; }

    long? ITimed.UtcTicks => null;

    internal long? TimestampTicks { get; set; }
}
