using System;

namespace ThreatGrid;

/// <summary>What is known of an address that a run met (section 5.7 of the API reference).</summary>
public sealed class SampleAnnotation : SampleDetail, IKeyed
{
    /// <summary>The address.</summary>
    public string? Ip { get; internal set; }

    /// <summary>The number of the autonomous system.</summary>
    public long? Asn { get; internal set; }

    /// <summary>Who holds the address.</summary>
    public string? Organization { get; internal set; }

    /// <summary>The country, two letters.</summary>
    public string? Country { get; internal set; }

    /// <summary>The name of the country.</summary>
    public string? CountryName { get; internal set; }

    /// <summary>The region, short.</summary>
    public string? Region { get; internal set; }

    /// <summary>The name of the region.</summary>
    public string? RegionName { get; internal set; }

    /// <summary>The city.</summary>
    public string? City { get; internal set; }

    /// <summary>The names the address has.</summary>
    public TextList ReverseDns { get; internal set; } = TextList.Empty;

    /// <summary>When it was looked up, in local time.</summary>
    public DateTime? Timestamp => UtcTime.Local(TimestampTicks);

    /// <summary>When it was looked up, in UTC.</summary>
    public DateTime? TimestampUtc => UtcTime.Utc(TimestampTicks);

    string? IKeyed.Key
    {
        get => Ip;
        set => Ip = value;
    }

    internal long? TimestampTicks { get; set; }
}
