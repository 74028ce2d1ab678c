using System;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Files;

/// <summary>
/// What the first bytes of a download must be. Neither the status nor the content type of an answer can be trusted: servers are known to
/// send an error as the file.
/// </summary>
internal sealed class FileSignature
{
    private readonly byte[][] _starts;

    private FileSignature(string name, params byte[][] starts) => (Name, _starts) = (name, starts);

    public static FileSignature Html { get; } = new("a page of HTML");

    public static FileSignature Json { get; } = new("JSON", [(byte)'{'], [(byte)'[']);

    /// <summary>Reported to be broken, so that only an error page is told from it.</summary>
    public static FileSignature BrokenJson { get; } = new("JSON");

    public static FileSignature Png { get; } = new("a PNG image", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    public static FileSignature WebM { get; } = new("a WebM video", [0x1A, 0x45, 0xDF, 0xA3]);

    /// <summary>libpcap in both byte orders, with micro- and nanoseconds, and pcapng.</summary>
    public static FileSignature Pcap { get; } = new(
        "a network capture",
        [0xD4, 0xC3, 0xB2, 0xA1],
        [0xA1, 0xB2, 0xC3, 0xD4],
        [0x4D, 0x3C, 0xB2, 0xA1],
        [0xA1, 0xB2, 0x3C, 0x4D],
        [0x0A, 0x0D, 0x0D, 0x0A]);

    public static FileSignature Zip { get; } = new("a ZIP archive", [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06]);

    public string Name { get; }

    /// <summary>Whether the bytes begin as this kind of file does.</summary>
    public bool Matches(byte[] start)
    {
        int from = _starts.Length > 0 && _starts[0].Length == 1 ? SkipBlanks(start) : 0;
        return _starts.Length == 0 || Array.Exists(_starts, s => StartsWith(start, from, s));
    }

    /// <summary>Refuses a body that does not begin as it must.</summary>
    /// <exception cref="UnexpectedAnswerException">It begins otherwise, or is empty.</exception>
    public void Check(ApiAnswer answer, byte[] start)
    {
        if (start.Length == 0)
        {
            throw new UnexpectedAnswerException($"The server answered with nothing where {Name} was expected.")
            {
                IsTransient = true,
                RecommendedAction = "Try again. If it goes on, the server has no such file for this sample.",
            };
        }

        ErrorPage.Refuse(answer, start, BodyCopy.PageAction, refuseMarkup: false, isMarkup: ReferenceEquals(this, Html));
        if (!Matches(start))
        {
            throw new UnexpectedAnswerException($"The server answered with something else than {Name}: it begins with {BitConverter.ToString(start, 0, Math.Min(8, start.Length))}.")
            {
                RecommendedAction = "Nothing was written. Invoke-TGApi -OutFile saves what the server sends, whatever it is.",
            };
        }
    }

    private static int SkipBlanks(byte[] start)
    {
        int at = 0;
        while (at < start.Length && start[at] is 0x20 or 0x09 or 0x0A or 0x0D or 0xEF or 0xBB or 0xBF)
        {
            at++;
        }

        return at;
    }

    private static bool StartsWith(byte[] bytes, int from, byte[] start)
    {
        for (int i = 0; i < start.Length; i++)
        {
            if (from + i >= bytes.Length || bytes[from + i] != start[i])
            {
                return false;
            }
        }

        return true;
    }
}
