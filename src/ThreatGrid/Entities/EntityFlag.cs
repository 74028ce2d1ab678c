using System;

namespace ThreatGrid;

/// <summary>What somebody marked an entity or a sample as (sections 4.9 and 6.4 of the API reference).</summary>
public sealed class EntityFlag : RelatedObject
{
    /// <summary>The flag, as a number; what the numbers mean is not on record.</summary>
    public int? Flag { get; internal set; }

    /// <summary>Why it was set.</summary>
    public string? Reason { get; internal set; }

    /// <summary>Who set it.</summary>
    public string? Login { get; internal set; }

    /// <summary>Whether the key's owner set it.</summary>
    public bool? IsMine { get; internal set; }

    /// <summary>When it was set, in local time.</summary>
    public DateTime? CreatedAt => UtcTime.Local(CreatedTicks);

    /// <summary>When it was set, in UTC.</summary>
    public DateTime? CreatedAtUtc => UtcTime.Utc(CreatedTicks);

    /// <summary>When it ends, in local time.</summary>
    public DateTime? ExpiresAt => UtcTime.Local(ExpiryTicks);

    /// <summary>When it ends, in UTC.</summary>
    public DateTime? ExpiresAtUtc => UtcTime.Utc(ExpiryTicks);

    internal long? CreatedTicks { get; set; }

    internal long? ExpiryTicks { get; set; }

    /// <inheritdoc />
    public override string ToString() => Reason ?? Flag?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? string.Empty;
}
