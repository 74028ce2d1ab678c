using System;

namespace ThreatGrid;

/// <summary>What an organisation has licensed (section 3.6 of the API reference; its form is not on record, so what is not understood stays in <see cref="ApiObject.AdditionalProperties"/>).</summary>
public sealed class Entitlement : ApiObject
{
    /// <summary>Its id.</summary>
    public string? EntitlementId { get; internal set; }

    /// <summary>Its name.</summary>
    public string? Name { get; internal set; }

    /// <summary>From when it holds, in local time.</summary>
    public DateTime? StartsAt => UtcTime.Local(StartTicks);

    /// <summary>From when it holds, in UTC.</summary>
    public DateTime? StartsAtUtc => UtcTime.Utc(StartTicks);

    /// <summary>Until when it holds, in local time.</summary>
    public DateTime? ExpiresAt => UtcTime.Local(EndTicks);

    /// <summary>Until when it holds, in UTC.</summary>
    public DateTime? ExpiresAtUtc => UtcTime.Utc(EndTicks);

    internal long? StartTicks { get; set; }

    internal long? EndTicks { get; set; }
}
