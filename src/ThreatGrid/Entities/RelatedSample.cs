using System;
using System.Linq;

namespace ThreatGrid;

/// <summary>A sample that met an entity (section 6.4 of the API reference).</summary>
public sealed class RelatedSample : RelatedObject, ITimed
{
    /// <summary>The id of the sample, 32 hexadecimal digits.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The name of the file, as it was submitted.</summary>
    public string? FileName { get; internal set; }

    /// <summary>The SHA-256 of the file.</summary>
    public string? Sha256 { get; internal set; }

    /// <summary>When it was submitted, in local time.</summary>
    public DateTime? Timestamp => UtcTime.Local(TimestampTicks);

    /// <summary>When it was submitted, in UTC.</summary>
    public DateTime? TimestampUtc => UtcTime.Utc(TimestampTicks);

    /// <summary>Whether only the submitter's organisation sees it.</summary>
    public bool? IsPrivate { get; internal set; }

    /// <summary>Who submitted it; null for samples of other organisations.</summary>
    public string? Login { get; internal set; }

    /// <summary><c>self</c> for own samples; null for those of others.</summary>
    public string? Owner { get; internal set; }

    /// <summary>How the sample came by the entity, where the server says it.</summary>
    public string? Relation { get; internal set; }

    /// <summary>The indicators it triggered; prints their names.</summary>
    public ItemList<RelatedIndicator> Indicators { get; internal set; } = ItemList<RelatedIndicator>.Empty;

    /// <summary>The highest severity among its indicators; null where it has none.</summary>
    public int? HighestSeverity => Indicators.Max(i => i.Severity);

    /// <summary>The highest confidence among its indicators; null where it has none.</summary>
    public int? HighestConfidence => Indicators.Max(i => i.Confidence);

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);

    long? ITimed.UtcTicks => null;

    internal long? TimestampTicks { get; set; }
}
