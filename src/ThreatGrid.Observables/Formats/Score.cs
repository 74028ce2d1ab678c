namespace ThreatGrid.Observables.Formats;

/// <summary>Scores of 0 to 100 in the scales of others.</summary>
internal static class Score
{
    /// <summary>What stands for no score: the middle. Nobody said that it is harmless.</summary>
    public const int OfNone = 5;

    /// <summary>0 to 10: 0 is 0, 1 to 10 is 1, 80 is 8, 91 to 100 is 10.</summary>
    public static int ToTen(int? score) => score is { } s ? s <= 0 ? 0 : s >= 100 ? 10 : (s + 9) / 10 : OfNone;

    /// <summary>The four words of STIX, and none where there is no score.</summary>
    public static string ToWord(int? score) => score switch
    {
        null => "Not Specified",
        <= 0 => "None",
        < 30 => "Low",
        < 70 => "Medium",
        _ => "High",
    };

    /// <summary>The severity of syslog: 2 critical to 6 informational.</summary>
    public static int ToSyslog(int? score) => score switch
    {
        null => 5,
        >= 90 => 2,
        >= 70 => 3,
        >= 40 => 4,
        >= 1 => 5,
        _ => 6,
    };
}
