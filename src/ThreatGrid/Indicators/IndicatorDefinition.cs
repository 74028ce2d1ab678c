using System;

namespace ThreatGrid;

/// <summary>The definition of a behavioural indicator (section 6.6 of the API reference).</summary>
public sealed class IndicatorDefinition : ApiObject
{
    /// <summary>Its name, as feeds and analyses have it.</summary>
    public string? Name { get; internal set; }

    /// <summary>Its title.</summary>
    public string? Title { get; internal set; }

    /// <summary>What it means.</summary>
    public string? Description { get; internal set; }

    /// <summary>What triggers it.</summary>
    public string? Trigger { get; internal set; }

    /// <summary>Its categories, as <c>Get-TGIndicatorCategory</c> lists them.</summary>
    public TextList Categories { get; internal set; } = TextList.Empty;

    /// <summary>Its tags.</summary>
    public TextList Tags { get; internal set; } = TextList.Empty;

    /// <summary>How bad it is, 0 to 100.</summary>
    public int? Severity { get; internal set; }

    /// <summary>How sure it is, 0 to 100.</summary>
    public int? Confidence { get; internal set; }

    /// <summary>The names of the members that its rows have in an analysis.</summary>
    public TextList Variables { get; internal set; } = TextList.Empty;

    /// <summary>The tactics of MITRE ATT&amp;CK.</summary>
    public TextList Tactics { get; internal set; } = TextList.Empty;

    /// <summary>The techniques of MITRE ATT&amp;CK.</summary>
    public TextList Techniques { get; internal set; } = TextList.Empty;

    /// <summary>Whether only the cloud has it, not appliances.</summary>
    public bool? IsCloudOnly { get; internal set; }

    /// <summary>When it was made, in local time.</summary>
    public DateTime? CreatedAt => UtcTime.Local(CreatedTicks);

    /// <summary>When it was made, in UTC.</summary>
    public DateTime? CreatedAtUtc => UtcTime.Utc(CreatedTicks);

    /// <summary>When it was last changed, in local time.</summary>
    public DateTime? LastModifiedAt => UtcTime.Local(ModifiedTicks);

    /// <summary>When it was last changed, in UTC.</summary>
    public DateTime? LastModifiedAtUtc => UtcTime.Utc(ModifiedTicks);

    /// <summary>When it was retired, in local time; null while it is in use.</summary>
    public DateTime? RetiredAt => UtcTime.Local(RetiredTicks);

    /// <summary>When it was retired, in UTC; null while it is in use.</summary>
    public DateTime? RetiredAtUtc => UtcTime.Utc(RetiredTicks);

    /// <summary>More about it.</summary>
    public string? AdditionalInformation { get; internal set; }

    /// <summary>Pages that tell more; prints their addresses.</summary>
    public ItemList<IndicatorReference> Links { get; internal set; } = ItemList<IndicatorReference>.Empty;

    /// <summary>Queries for Cisco Orbital.</summary>
    public TextList OrbitalQueries { get; internal set; } = TextList.Empty;

    /// <inheritdoc />
    public override string ToString() => Name ?? string.Empty;

    internal long? CreatedTicks { get; set; }

    internal long? ModifiedTicks { get; set; }

    internal long? RetiredTicks { get; set; }
}
