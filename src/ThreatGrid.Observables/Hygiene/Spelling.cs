using System;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>The one spelling of a value, or why it has none: a sentence that a person can do something with.</summary>
internal static class Spelling
{
    private const int LongestLabel = 63;
    private const int LongestDomain = 253;
    private const int ShortestIp4Prefix = 16;
    private const int ShortestIp6Prefix = 32;

    /// <summary>Gives the spelling; null, with the reason, where the text is none of its kind.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string? Of(ObservableType type, string? text, out string reason)
    {
        reason = string.Empty;
        if (string.IsNullOrWhiteSpace(text))
        {
            reason = "empty";
            return null;
        }

        string? value = type == ObservableType.Ip ? Address(text!, out reason) : Canonical.Of(type, text!);
        if (value is null)
        {
            reason = reason.Length > 0 ? reason : Reason(type, Defang.Undo(text!.Trim()));
            return null;
        }

        if (type == ObservableType.Domain && BadLabel(value) is { } label)
        {
            reason = $"invalid label '{label}': it begins or ends with a hyphen";
            return null;
        }

        return value;
    }

    private static string? Address(string text, out string reason)
    {
        reason = string.Empty;
        string plain = Defang.Undo(text.Trim());
        int slash = plain.IndexOf('/');
        if (slash < 0 || plain.IndexOf("://", StringComparison.Ordinal) > 0)
        {
            return Canonical.Ip(text);
        }

        if (Network.Parse(plain) is not { } network)
        {
            reason = Canonical.Ip(plain.Substring(0, slash)) is null ? AddressReason(plain.Substring(0, slash)) : "no network: the address has bits beyond its prefix, or the prefix is none";
            return null;
        }

        string address = Canonical.Ip(plain.Substring(0, slash))!;
        if (network.IsSingle)
        {
            return address;
        }

        int shortest = network.IsIp4 ? ShortestIp4Prefix : ShortestIp6Prefix;
        if (network.Prefix < shortest)
        {
            reason = string.Format(CultureInfo.InvariantCulture, "too wide: a network of /{0}, and /{1} is the widest that is taken", network.Prefix, shortest);
            return null;
        }

        return address + "/" + network.Prefix.ToString(CultureInfo.InvariantCulture);
    }

    private static string Reason(ObservableType type, string text) => type switch
    {
        ObservableType.Ip => AddressReason(text),
        ObservableType.Domain => DomainReason(text),
        ObservableType.Url when text.IndexOf("://", StringComparison.Ordinal) <= 0 => "no scheme: it is never guessed",
        ObservableType.Url => "no URL: its host or port cannot be",
        ObservableType.Sha256 => "no SHA-256: it has 64 hexadecimal digits",
        ObservableType.Sha1 => "no SHA-1: it has 40 hexadecimal digits",
        ObservableType.Md5 => "no MD5: it has 32 hexadecimal digits",
        _ => "empty",
    };

    private static string AddressReason(string text)
    {
        int colon = text.LastIndexOf(':');
        if (colon > 0 && Canonical.Ip(text.Substring(0, colon)) is not null)
        {
            return "an address with a port: the port is no part of it";
        }

        foreach (string part in text.Split('.'))
        {
            if (part.Length > 1 && part[0] == '0' && int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return "a leading zero is octal to some and decimal to others";
            }
        }

        return "no IPv4 address with four decimal parts, and no IPv6 address";
    }

    private static string DomainReason(string text)
    {
        if (text.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            return "not a domain: it is a URL";
        }

        if (Canonical.Ip(text) is not null)
        {
            return "not a domain: it is an address";
        }

        string bare = text.TrimEnd('.');
        int colon = bare.LastIndexOf(':');
        if (colon > 0 && Canonical.Domain(bare.Substring(0, colon)) is not null)
        {
            return "not a domain: it has a port";
        }

        if (bare.StartsWith("*.", StringComparison.Ordinal))
        {
            return "a wildcard";
        }

        if (bare.Length > LongestDomain)
        {
            return "longer than 253 characters";
        }

        foreach (string label in bare.Split('.'))
        {
            if (label.Length == 0)
            {
                return "empty label";
            }

            if (label.Length > LongestLabel)
            {
                return "label over 63 characters";
            }
        }

        return "not a domain: it has characters that no name has";
    }

    private static string? BadLabel(string domain)
    {
        if (domain[0] != '-' && domain[domain.Length - 1] != '-' && domain.IndexOf("-.", StringComparison.Ordinal) < 0 && domain.IndexOf(".-", StringComparison.Ordinal) < 0)
        {
            return null;
        }

        return Array.Find(domain.Split('.'), l => l[0] == '-' || l[l.Length - 1] == '-');
    }
}
