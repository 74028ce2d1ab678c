namespace ThreatGrid.Emulator.Analysis;

/// <summary>Which of the members that came over the years an indicator has.</summary>
internal enum IndicatorForm
{
    /// <summary>None of MITRE's names.</summary>
    Old,

    /// <summary>Two flat lists, and Orbital queries.</summary>
    Flat,

    /// <summary>The flat lists and the nested one.</summary>
    Nested,
}
