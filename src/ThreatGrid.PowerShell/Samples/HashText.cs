using System.Linq;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>Tells hashes by their form.</summary>
internal static class HashText
{
    /// <summary>What the API calls a hash of this form; null where it is none.</summary>
    public static string? ParameterOf(string text)
        => !text.All(c => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F'))
            ? null
            : text.Length switch
            {
                32 => "md5",
                40 => "sha1",
                64 => "sha256",
                _ => null,
            };
}
