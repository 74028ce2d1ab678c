using System.Globalization;
using ThreatGrid.Observables;

namespace ThreatGrid.Client.Sync;

/// <summary>What rows and values are remembered by: the first eight bytes of their fingerprints, the same in every version and on every computer.</summary>
internal static class RowKey
{
    private const int Digits = 16;

    public static ulong Of(FeedItem row) => Of(row.Id);

    public static ulong OfValue(FeedItem row)
        => Of(Fingerprint.Of("value", row.Kind, row.CanonicalValue, null, null, null, null));

    /// <summary>A row that cannot be read is known by its text: it is reported once.</summary>
    public static ulong OfFailure(string text) => Of(Fingerprint.Of("unreadable", null, text, null, null, null, null));

    private static ulong Of(string fingerprint) => ulong.Parse(fingerprint.Substring(0, Digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
