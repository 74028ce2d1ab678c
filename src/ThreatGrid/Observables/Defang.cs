using System;
using System.Runtime.CompilerServices;
using System.Text;

namespace ThreatGrid.Observables;

/// <summary>
/// Makes a domain, address or URL harmless to click, for screens and mails, and takes that back. What a value itself holds of the
/// signs used for it is set in brackets once more, so that nothing is lost on the way there and back.
/// </summary>
internal static class Defang
{
    private static readonly (string Sign, string Plain)[] Signs =
    [
        ("[.]", "."), ("(.)", "."), ("{.}", "."), ("[dot]", "."), ("(dot)", "."), ("[:]", ":"), ("[://]", "://"), ("[:/]", ":/"), ("[/]", "/"), ("[@]", "@"),
    ];

    private static readonly char[] Openings = ['[', '(', '{'];

    private static readonly char[] HostEnds = ['/', '?', '#'];

    /// <summary>A domain or an IPv4 address: dots become <c>[.]</c>; an IPv6 address: colons become <c>[:]</c>.</summary>
    public static string? Host(string? host)
    {
        if (host is null)
        {
            return null;
        }

        return host.IndexOf(':') >= 0 && host.IndexOf('.') < 0
            ? host.Replace(":", "[:]")
            : host.Replace(".", "[.]");
    }

    /// <summary>A URL: <c>http</c> becomes <c>hxxp</c> and the dots of the host become <c>[.]</c>; path and query stay as they are.</summary>
    public static string? Url(string? url)
    {
        if (url is null)
        {
            return null;
        }

        int schemeEnd = url.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            return Host(url);
        }

        string scheme = url.Substring(0, schemeEnd);
        int hostStart = schemeEnd + 3;
        int hostEnd = url.IndexOfAny(HostEnds, hostStart);
        if (hostEnd < 0)
        {
            hostEnd = url.Length;
        }

        bool isWeb = string.Equals(scheme, "http", StringComparison.OrdinalIgnoreCase) || string.Equals(scheme, "https", StringComparison.OrdinalIgnoreCase);
        string safeScheme = isWeb
            ? scheme.Substring(0, 1) + Exchanged(scheme.Substring(1, 2), 't', 'x') + scheme.Substring(3)
            : scheme;
        return safeScheme + "://" + url.Substring(hostStart, hostEnd - hostStart).Replace(".", "[.]") + Quote(url.Substring(hostEnd));
    }

    /// <summary>A value of any kind; hashes, paths and keys are harmless as they are.</summary>
    public static string Of(ObservableType type, string value) => type switch
    {
        ObservableType.Ip or ObservableType.Domain => Host(value)!,
        ObservableType.Url => Url(value)!,
        _ => value,
    };

    /// <summary>A text of which nobody says what it is: a URL where it has a scheme, a host where it is an address or a name, else left harmless as it is.</summary>
    public static string Text(string text)
    {
        string plain = Undo(text);
        if (plain.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            return Url(UndoUrl(text))!;
        }

        return Canonical.Ip(plain) is not null || Canonical.Domain(plain) is not null ? Host(plain)! : Quote(text);
    }

    /// <summary>The way back: <c>hxxp</c>, <c>[.]</c>, <c>(.)</c>, <c>[dot]</c>, <c>[:]</c>, <c>[://]</c> and <c>[/]</c> become what they stand for. Other text stays as it is.</summary>
    public static string Undo(string text) => RestoredScheme(HasSign(text) ? Unquote(text) : text);

    /// <summary>The way back for a URL: one that is as it should be up to the end of its host is not defanged, and keeps what its path has of the signs.</summary>
    public static string UndoUrl(string text)
    {
        int schemeEnd = text.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd < 0)
        {
            return Undo(text);
        }

        // A sign may hold a slash itself: it counts where it begins before the end of the host.
        int hostEnd = text.IndexOfAny(HostEnds, schemeEnd + 3);
        bool isDefanged = HasSign(text, hostEnd < 0 ? text.Length : hostEnd) || !ReferenceEquals(RestoredScheme(text), text);
        return isDefanged ? Undo(text) : text;
    }

    private static bool HasSign(string text) => HasSign(text, text.Length);

    [MethodImpl(HotPath.Optimized)]
    private static bool HasSign(string text, int end)
    {
        for (int at = text.IndexOfAny(Openings); at >= 0 && at < end; at = text.IndexOfAny(Openings, at + 1))
        {
            if (SignAt(text, at) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string RestoredScheme(string text)
    {
        foreach (string scheme in (string[])["hxxps", "hxxp", "fxp"])
        {
            if (text.StartsWith(scheme + "://", StringComparison.OrdinalIgnoreCase))
            {
                return Exchanged(text.Substring(0, scheme.Length), 'x', 't') + text.Substring(scheme.Length);
            }
        }

        return text;
    }

    private static string Exchanged(string text, char from, char to)
        => text.Replace(from, to).Replace(char.ToUpperInvariant(from), char.ToUpperInvariant(to));

    /// <summary>Sets signs that belong to the value in brackets.</summary>
    private static string Quote(string text)
    {
        if (!HasSign(text))
        {
            return text;
        }

        var quoted = new StringBuilder(text.Length + 8);
        for (int i = 0; i < text.Length; i++)
        {
            int sign = SignAt(text, i);
            if (sign < 0)
            {
                quoted.Append(text[i]);
                continue;
            }

            string found = Signs[sign].Sign;
            quoted.Append('[').Append(text, i, found.Length).Append(']');
            i += found.Length - 1;
        }

        return quoted.ToString();
    }

    private static string Unquote(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            int quoted = text[i] == '[' && i + 1 < text.Length ? SignAt(text, i + 1) : -1;
            if (quoted >= 0 && i + 1 + Signs[quoted].Sign.Length < text.Length && text[i + 1 + Signs[quoted].Sign.Length] == ']')
            {
                plain.Append(text, i + 1, Signs[quoted].Sign.Length);
                i += Signs[quoted].Sign.Length + 1;
                continue;
            }

            int sign = SignAt(text, i);
            if (sign < 0)
            {
                plain.Append(text[i]);
                continue;
            }

            plain.Append(Signs[sign].Plain);
            i += Signs[sign].Sign.Length - 1;
        }

        return plain.ToString();
    }

    /// <summary>Which sign stands at a place; negative where none does.</summary>
    private static int SignAt(string text, int at)
    {
        if (text[at] is not ('[' or '(' or '{'))
        {
            return -1;
        }

        for (int i = 0; i < Signs.Length; i++)
        {
            if (string.Compare(text, at, Signs[i].Sign, 0, Signs[i].Sign.Length, StringComparison.OrdinalIgnoreCase) == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
