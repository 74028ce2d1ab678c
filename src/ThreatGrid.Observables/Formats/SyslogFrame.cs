using System.Globalization;

namespace ThreatGrid.Observables.Formats;

/// <summary>Lines in the frame of RFC 5424: <c>&lt;PRI&gt;1 TIME HOST APP PROCID MSGID DATA MESSAGE</c>. The host is the one the observable came from, so that the same row is the same line everywhere.</summary>
internal sealed class SyslogFrame(LineFormat inner, FormatOptions options) : LineFormat
{
    private const int Local0 = 16 * 8;

    public override string Render(Observable item) => string.Format(
        CultureInfo.InvariantCulture,
        "<{0}>1 {1} {2} threatgrid - - - {3}",
        Local0 + Score.ToSyslog(item.Severity),
        TimeText.Iso(item.UtcTicks ?? options.NowUtc.Ticks),
        item.Connection is { Length: > 0 } host ? Printable(host) : "-",
        inner.Render(item));

    public override string? Refusal(Observable item) => inner.Refusal(item);

    /// <summary>A host name has printable ASCII without blanks.</summary>
    private static string Printable(string text)
    {
        char[] characters = text.ToCharArray();
        for (int i = 0; i < characters.Length; i++)
        {
            characters[i] = characters[i] is > ' ' and < (char)0x7F ? characters[i] : '_';
        }

        return new string(characters);
    }
}
