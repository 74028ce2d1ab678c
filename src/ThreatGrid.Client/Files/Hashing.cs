using System.Security.Cryptography;

namespace ThreatGrid.Client.Files;

/// <summary>Hashes of streams, in the form everybody writes them.</summary>
internal static class Hashing
{
    public const int BufferSize = 81920;

    /// <summary>The hash so far, lower-case hexadecimal.</summary>
    public static string Finish(IncrementalHash hash) => Hex.Of(hash.GetHashAndReset());
}
