using System;
using System.Collections.Generic;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

namespace ThreatGrid.Observables;

/// <summary>
/// The one spelling of an observable: the same in every culture, on every platform. Defanged texts are understood. What is none
/// of its kind gives null: nothing is guessed.
/// </summary>
internal static class Canonical
{
    private const int LongestDomain = 253;
    private const int LongestLabel = 63;

    /// <summary>An address: IPv4 with four decimal parts, or IPv6 as RFC 5952 writes it; IPv4 inside IPv6 becomes IPv4.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string? Ip(string text)
    {
        string plain = Defang.Undo(text.Trim());
        if (plain.Length > 2 && plain[0] == '[' && plain[plain.Length - 1] == ']')
        {
            plain = plain.Substring(1, plain.Length - 2);
        }

        if (plain.IndexOf(':') < 0)
        {
            return Ip4(plain);
        }

        if (plain.IndexOf('%') >= 0 || !IPAddress.TryParse(plain, out IPAddress? address) || address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return null;
        }

        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString() : Ip6(address.GetAddressBytes());
    }

    /// <summary>A domain: lower case, ASCII, without the dot at its end.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string? Domain(string text)
    {
        if (IsPlainDomain(text, 0, text.Length))
        {
            return text;
        }

        string plain = Defang.Undo(text.Trim()).Replace('。', '.').Replace('．', '.').Replace('｡', '.');
        if (plain.EndsWith(".", StringComparison.Ordinal))
        {
            plain = plain.Substring(0, plain.Length - 1);
        }

        var labels = new List<string>();
        foreach (string label in plain.Split('.'))
        {
            if (Label(label) is not { } ascii)
            {
                return null;
            }

            labels.Add(ascii);
        }

        string domain = string.Join(".", labels);
        return domain.Length is > 0 and <= LongestDomain && Ip4(domain) is null ? domain : null;
    }

    /// <summary>A URL with its scheme: host in its one spelling, no default port, no fragment, dots in the path resolved, percent encoding the shortest.</summary>
    public static string? Url(string text) => Url(text, withPort: false);

    /// <summary>A URL as the service keeps it: always with its port (section 2.3 of the API reference).</summary>
    public static string? ServiceUrl(string text) => Url(text, withPort: true);

    /// <summary>A hash: MD5, SHA-1 or SHA-256 in lower case.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string? Hash(string text)
    {
        string plain = text.Trim().ToLowerInvariant();
        if (plain.Length is not (32 or 40 or 64))
        {
            return null;
        }

        foreach (char c in plain)
        {
            if (!IsHex(c))
            {
                return null;
            }
        }

        return plain;
    }

    /// <summary>A domain, or a URL with its host, in the letters of its owner; what is no such name stays as it is.</summary>
    public static string Unicode(string canonical)
    {
        const string Prefix = "xn--";
        if (canonical.IndexOf(Prefix, StringComparison.Ordinal) < 0)
        {
            return canonical;
        }

        int start = canonical.IndexOf("://", StringComparison.Ordinal) is > 0 and var schemeEnd ? schemeEnd + 3 : 0;
        int end = start == 0 ? canonical.Length : IndexOfAny(canonical, "/?#", start);
        string[] labels = canonical.Substring(start, end - start).Split('.');
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = labels[i].StartsWith(Prefix, StringComparison.Ordinal) ? Punycode.Decode(labels[i].Substring(Prefix.Length)) ?? labels[i] : labels[i];
        }

        return canonical.Substring(0, start) + string.Join(".", labels) + canonical.Substring(end);
    }

    /// <summary>A value of a kind. Paths and keys have no other spelling than their own.</summary>
    public static string? Of(ObservableType type, string text) => type switch
    {
        ObservableType.Ip => Ip(text),
        ObservableType.Domain => Domain(text),
        ObservableType.Url => Url(text),
        ObservableType.Path or ObservableType.RegistryKey => text.Length > 0 ? text : null,
        _ => Hash(text) is { } hash && HashKind.Of(hash) == type ? hash : null,
    };

    [MethodImpl(HotPath.Optimized)]
    private static string? Url(string text, bool withPort)
    {
        if (!withPort && IsPlainUrl(text))
        {
            return text;
        }

        string plain = Defang.UndoUrl(text.Trim());
        int schemeEnd = plain.IndexOf("://", StringComparison.Ordinal);
        if (schemeEnd <= 0)
        {
            return null;
        }

        string scheme = plain.Substring(0, schemeEnd).ToLowerInvariant();
        foreach (char c in scheme)
        {
            if (c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '+' or '-' or '.'))
            {
                return null;
            }
        }

        int hostStart = schemeEnd + 3;
        int hostEnd = IndexOfAny(plain, "/?#\\", hostStart);
        if (Authority(plain.Substring(hostStart, hostEnd - hostStart), scheme, withPort) is not { } authority)
        {
            return null;
        }

        int fragment = plain.IndexOf('#', hostEnd);
        string rest = fragment < 0 ? plain.Substring(hostEnd) : plain.Substring(hostEnd, fragment - hostEnd);
        int query = rest.IndexOf('?');
        string path = query < 0 ? rest : rest.Substring(0, query);
        if (path.StartsWith("\\", StringComparison.Ordinal))
        {
            // To browsers it is a slash; kept, it would hide where the host ends.
            path = "/" + path.Substring(1);
        }

        return scheme + "://" + authority + ResolveDots(Escape(path)) + (query < 0 ? string.Empty : Escape(rest.Substring(query)));
    }

    [MethodImpl(HotPath.Optimized)]
    private static string? Authority(string text, string scheme, bool withPort)
    {
        int at = text.LastIndexOf('@');
        string user = at < 0 ? string.Empty : text.Substring(0, at + 1);
        string host = text.Substring(at + 1);
        int defaultPort = scheme switch { "http" or "ws" => 80, "https" or "wss" => 443, "ftp" => 21, _ => -1 };
        int port = defaultPort;
        int colon = host.LastIndexOf(':');
        if (colon > host.LastIndexOf(']'))
        {
            string number = host.Substring(colon + 1);
            host = host.Substring(0, colon);
            if (number.Length > 0 && (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue))
            {
                return null;
            }
        }

        string? spelled = host.StartsWith("[", StringComparison.Ordinal) ? Ip(host) : Ip4(host) ?? Domain(host);
        if (spelled is null)
        {
            return null;
        }

        if (spelled.IndexOf(':') >= 0)
        {
            spelled = "[" + spelled + "]";
        }

        bool hasPort = port >= 0 && (withPort || port != defaultPort);
        return user + spelled + (hasPort ? ":" + port.ToString(CultureInfo.InvariantCulture) : string.Empty);
    }

    /// <summary>Decodes what needs no encoding, writes the digits of all else in upper case, encodes what is no ASCII.</summary>
    [MethodImpl(HotPath.Optimized)]
    private static string Escape(string text)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '%' && i + 2 < text.Length && IsHex(text[i + 1]) && IsHex(text[i + 2]))
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                int value = (HexValue(text[i + 1]) << 4) + HexValue(text[i + 2]);
                if (IsUnreserved((char)value))
                {
                    escaped.Append((char)value);
                }
                else
                {
                    AppendByte(escaped, (byte)value);
                }

                i += 2;
            }
            else if (c is <= ' ' or >= (char)0x7F)
            {
                escaped ??= new StringBuilder(text, 0, i, text.Length + 16);
                bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
                foreach (byte b in Encoding.UTF8.GetBytes(text.Substring(i, isPair ? 2 : 1)))
                {
                    AppendByte(escaped, b);
                }

                i += isPair ? 1 : 0;
            }
            else
            {
                escaped?.Append(c);
            }
        }

        return escaped?.ToString() ?? text;
    }

    private static string ResolveDots(string path)
    {
        if (path.Length == 0)
        {
            return "/";
        }

        if (path.IndexOf("/.", StringComparison.Ordinal) < 0)
        {
            return path;
        }

        var kept = new List<string>();
        string[] segments = path.Split('/');
        for (int i = 1; i < segments.Length; i++)
        {
            bool isLast = i == segments.Length - 1;
            switch (segments[i])
            {
                case ".":
                    break;
                case "..":
                    if (kept.Count > 0)
                    {
                        kept.RemoveAt(kept.Count - 1);
                    }

                    break;
                default:
                    kept.Add(segments[i]);
                    continue;
            }

            if (isLast)
            {
                kept.Add(string.Empty);
            }
        }

        return "/" + string.Join("/", kept);
    }

    /// <summary>Whether a URL is in its one spelling already, as most of them are: a plain host, and nothing that is encoded or goes back.</summary>
    [MethodImpl(HotPath.Optimized)]
    private static bool IsPlainUrl(string text)
    {
        int hostStart = text.StartsWith("http://", StringComparison.Ordinal) ? 7 : text.StartsWith("https://", StringComparison.Ordinal) ? 8 : 0;
        int hostEnd = hostStart > 0 ? text.IndexOf('/', hostStart) : -1;
        if (hostEnd < 0 || !IsPlainDomain(text, hostStart, hostEnd))
        {
            return false;
        }

        for (int i = hostEnd; i < text.Length; i++)
        {
            char c = text[i];
            if (c is <= ' ' or >= (char)0x7F or '%' or '#' or '\\' || (c == '.' && text[i - 1] == '/'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a part of a text is a domain in its one spelling already, as most of them are.</summary>
    [MethodImpl(HotPath.Optimized)]
    private static bool IsPlainDomain(string text, int start, int end)
    {
        if (end - start is <= 0 or > LongestDomain)
        {
            return false;
        }

        int labelStart = start;
        bool hasLetter = false;
        for (int i = start; i <= end; i++)
        {
            char c = i < end ? text[i] : '.';
            if (c == '.')
            {
                if (i == labelStart || i - labelStart > LongestLabel)
                {
                    return false;
                }

                labelStart = i + 1;
                continue;
            }

            bool isLetter = c is (>= 'a' and <= 'z') or '-' or '_';
            hasLetter |= isLetter;
            if (!isLetter && c is not (>= '0' and <= '9'))
            {
                return false;
            }
        }

        // Numbers alone may be an address.
        return hasLetter;
    }

    private static string? Label(string label)
    {
        if (label.Length > LongestDomain || Composed(label.ToLowerInvariant()) is not { } lower)
        {
            return null;
        }

        bool isAscii = true;
        foreach (char c in lower)
        {
            isAscii &= c < 0x80;
            if (c < 0x80 && c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' or '_'))
            {
                return null;
            }
        }

        string ascii = isAscii ? lower : "xn--" + Punycode.Encode(lower);
        return ascii.Length is > 0 and <= LongestLabel ? ascii : null;
    }

    /// <summary>Letters and their accents as one; null where halves of surrogate pairs are among them.</summary>
    private static string? Composed(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static string? Ip4(string text)
    {
        string[] parts = text.Split('.');
        if (parts.Length != 4)
        {
            return null;
        }

        foreach (string part in parts)
        {
            bool isNumber = part.Length is > 0 and <= 3 && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value <= byte.MaxValue;
            if (!isNumber || (part.Length > 1 && part[0] == '0'))
            {
                // 010 is eight to some and ten to others.
                return null;
            }
        }

        return text;
    }

    /// <summary>The first of the longest runs of two or more zero groups is left out.</summary>
    private static string Ip6(byte[] bytes)
    {
        var groups = new int[8];
        for (int i = 0; i < groups.Length; i++)
        {
            groups[i] = (bytes[i * 2] << 8) + bytes[(i * 2) + 1];
        }

        int start = -1;
        int length = 1;
        for (int i = 0; i < groups.Length; i++)
        {
            int end = i;
            while (end < groups.Length && groups[end] == 0)
            {
                end++;
            }

            if (end - i > length)
            {
                (start, length) = (i, end - i);
            }

            i = Math.Max(i, end);
        }

        var text = new StringBuilder();
        for (int i = 0; i < groups.Length; i++)
        {
            if (i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }

            if (text.Length > 0 && text[text.Length - 1] != ':')
            {
                text.Append(':');
            }

            text.Append(groups[i].ToString("x", CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private static int IndexOfAny(string text, string characters, int from)
    {
        int index = text.IndexOfAny(characters.ToCharArray(), from);
        return index < 0 ? text.Length : index;
    }

    private static void AppendByte(StringBuilder text, byte value) => text.Append('%').Append(value.ToString("X2", CultureInfo.InvariantCulture));

    private static bool IsUnreserved(char c) => c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '.' or '_' or '~';

    private static bool IsHex(char c) => c is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}
