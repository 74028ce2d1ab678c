using System.Globalization;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables;

/// <summary>
/// The identity of a row of a feed: the same on every computer, in every run and in every later version, since checkpoints and the
/// documents of a SIEM rest on it. Feed, kind, value, sample, indicator and time all count: fewer would take two events for one.
/// </summary>
internal static class Fingerprint
{
    private const int Bytes = 16;

    [MethodImpl(HotPath.Optimized)]
    public static string Of(string? feed, ObservableType? type, string? value, string? sampleId, string? indicator, long? utcTicks, string? detail)
    {
        string text = string.Join("\n", feed, type?.ToString(), value, sampleId, indicator, utcTicks?.ToString(CultureInfo.InvariantCulture), detail);
        return Hex.Of(TextHash.Sha256(text), Bytes);
    }
}
