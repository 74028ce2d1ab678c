using System;

namespace ThreatGrid;

/// <summary>What the rows of all feeds share: a time, a sample and a value.</summary>
public abstract class FeedItem : ApiObject, ITimed
{
    private protected FeedItem()
    {
    }

    /// <summary>The observable: the address, domain, URL, path, hash or key itself.</summary>
    public abstract string? Value { get; }

    /// <summary>The observable in a form that nobody opens by a click: <c>evil[.]example</c>, <c>hxxp://…</c>.</summary>
    public virtual string? Defanged => Value;

    /// <summary>When it was seen, in local time; null where the server sent no time that can be read.</summary>
    public DateTime? Timestamp => TimestampUtc?.ToLocalTime();

    /// <summary>When it was seen, in UTC; null where the server sent no time that can be read.</summary>
    public DateTime? TimestampUtc => UtcTicks is { } ticks ? new DateTime(ticks, DateTimeKind.Utc) : null;

    /// <summary>The id of the sample, 32 hexadecimal digits.</summary>
    public string? SampleId { get; internal set; }

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);

    long? ITimed.UtcTicks => UtcTicks;

    internal long? UtcTicks { get; set; }
}
