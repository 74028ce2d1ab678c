using System.Globalization;

namespace ThreatGrid.Client.Json;

/// <summary>
/// More than any honest answer holds. What goes beyond is broken, or made to eat the memory of who reads it: a body that never ends, or a
/// small one that unpacks to gigabytes.
/// </summary>
internal static class AnswerLimits
{
    /// <summary>Bytes of one row, or of any other piece that must be looked at as a whole.</summary>
    public const int Row = 32 << 20;

    /// <summary>Rows of an answer that is kept until it ends.</summary>
    public const int Rows = 1_000_000;

    /// <summary>Bytes of an answer whose rows are kept until it ends.</summary>
    public const int Page = 256 << 20;

    /// <summary>Bytes of an answer that is read as one value; as objects it takes many times that.</summary>
    public const int Document = 16 << 20;

    /// <summary>Bytes of an answer that a user wants as it comes, and not in a file.</summary>
    public const int Text = 64 << 20;

    public static UnexpectedAnswerException Exceeded(string what, long most) => new(string.Format(CultureInfo.InvariantCulture, "The answer is larger than it can be: {0}; at most {1:N0} are taken.", what, most))
    {
        RecommendedAction = "Check -Server: the address may not be the API's. Invoke-TGApi -OutFile saves what the server sends, whatever it is.",
    };
}
