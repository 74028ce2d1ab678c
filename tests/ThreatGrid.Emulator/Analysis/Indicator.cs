namespace ThreatGrid.Emulator.Analysis;

/// <summary>A behavioural indicator. <see cref="Mitre"/> has a tactic and its technique in turn.</summary>
internal sealed record Indicator(
    string Name,
    string Title,
    int Severity,
    int Confidence,
    string Category,
    string[] Tags,
    string[] Mitre,
    IndicatorForm Form,
    IndicatorData Data)
{
    public int Score => Severity * Confidence / 100;
}
