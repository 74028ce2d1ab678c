using System;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>
/// The endless IOC feeds: row <c>g</c> of a feed is computed from its number. <c>g / rowsPerHour</c> is its hour since 1970, and
/// <c>g % 10</c> its scores, so that the n-th row of a window that passes the scores is found without looking at the others.
/// </summary>
internal sealed class IocRows(EmulatorOptions options)
{
    private const long SecondsPerHour = 3600;

    private static readonly (int Confidence, int Severity)[] Scores =
        [(95, 90), (75, 75), (100, 100), (30, 40), (90, 95), (78, 76), (60, 85), (85, 80), (80, 75), (50, 50)];

    private static readonly (int Confidence, int Severity)[] DenseScores =
        [(95, 90), (80, 80), (100, 100), (90, 85), (90, 95), (85, 95), (80, 85), (85, 80), (80, 90), (95, 95)];

    private readonly long _rowsPerHour = options.RowsPerHour;
    private readonly (int Confidence, int Severity)[] _scores = options.Dense ? DenseScores : Scores;

    public ulong Seed { get; } = options.Seed;

    public (int Confidence, int Severity) ScoresOf(long row) => _scores[row % 10];

    /// <summary>Seconds since 1970.</summary>
    public long TimeOf(long row) => (row / _rowsPerHour * SecondsPerHour) + (row % _rowsPerHour * SecondsPerHour / _rowsPerHour);

    /// <summary>The first row that is not before a time.</summary>
    public long FirstAt(long seconds)
    {
        long hour = seconds / SecondsPerHour;
        long rest = seconds % SecondsPerHour;
        return (hour * _rowsPerHour) + (((rest * _rowsPerHour) + SecondsPerHour - 1) / SecondsPerHour);
    }

    /// <summary>The scores that pass, as positions in a block of ten.</summary>
    public int[] Passing(long confidence, long severity)
        => Array.FindAll([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], i => _scores[i].Confidence >= confidence && _scores[i].Severity >= severity);

    /// <summary>Several neighbouring rows come from one sample.</summary>
    public static ulong SampleOf(long row) => (ulong)(row / 3);

    public string IndicatorOf(long row) => Names.Indicators[Mix.Of(Seed, (ulong)row, 1) % (ulong)Names.Indicators.Length];

    /// <summary>A third of the samples is the organisation's own, half of those the user's.</summary>
    public static bool IsOwnOrganization(long row) => SampleOf(row) % 3 == 0;

    public static bool IsOwn(long row) => SampleOf(row) % 6 == 0;
}
