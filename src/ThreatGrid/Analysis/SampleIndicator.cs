using System.Linq;

namespace ThreatGrid;

/// <summary>A behavioural indicator that a sample triggered (section 5.3 of the API reference).</summary>
public sealed class SampleIndicator : SampleDetail
{
    private TextList _tactics = TextList.Empty;
    private TextList _techniques = TextList.Empty;

    /// <summary>The name of the indicator.</summary>
    public string? Indicator { get; internal set; }

    /// <summary>The title of the indicator.</summary>
    public string? Title { get; internal set; }

    /// <summary>How bad it is, 0 to 100.</summary>
    public int? Severity { get; internal set; }

    /// <summary>How sure it is, 0 to 100.</summary>
    public int? Confidence { get; internal set; }

    /// <summary>How often it was triggered; more than there are rows in <see cref="Data"/> where <see cref="IsTruncated"/>.</summary>
    public long? Hits { get; internal set; }

    /// <summary>Whether the server left rows out of <see cref="Data"/>.</summary>
    public bool? IsTruncated { get; internal set; }

    /// <summary>The categories of the indicator.</summary>
    public TextList Categories { get; internal set; } = TextList.Empty;

    /// <summary>The tags of the indicator.</summary>
    public TextList Tags { get; internal set; } = TextList.Empty;

    /// <summary>The tactics of MITRE ATT&amp;CK, from whichever form the server has.</summary>
    public TextList Tactics
    {
        get => _tactics.Count > 0 ? _tactics : Distinct(m => [m.Text("tactic")]);
        internal set => _tactics = value;
    }

    /// <summary>The techniques of MITRE ATT&amp;CK, from whichever form the server has.</summary>
    public TextList Techniques
    {
        get => _techniques.Count > 0 ? _techniques : Distinct(m => Members.Objects(m["techniques"]).Select(t => t.Text("technique")));
        internal set => _techniques = value;
    }

    /// <summary>What the indicator is about.</summary>
    public string? Description { get; internal set; }

    /// <summary>The weight of the indicator in the heuristic score; may be negative.</summary>
    public double? HeuristicCoefficient { get; internal set; }

    /// <summary>What triggered it: a row each, its members named by the server, for example <c>Path</c> or <c>Network_Stream</c>.</summary>
    public ItemList<MemberDictionary> Data => new(Members.Objects(AdditionalProperties["data"]));

    /// <summary>The indicator on the portal page of the sample.</summary>
    public string? IndicatorLink => Origin?.IndicatorLink(SampleId, Indicator);

    private TextList Distinct(System.Func<MemberDictionary, System.Collections.Generic.IEnumerable<string?>> select)
        => new(Members.Objects(AdditionalProperties["mitre"]).SelectMany(select).OfType<string>().Distinct());
}
