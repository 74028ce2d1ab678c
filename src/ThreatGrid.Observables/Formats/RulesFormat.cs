using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>What the rules of Suricata and Snort share. Rules alarm and never drop; they are made of the parts of a value, in ASCII; what is special to a rule is written as hexadecimal bytes.</summary>
internal abstract class RulesFormat(FormatOptions options) : ListFormat
{
    private readonly SidRegistry _sids = options.Sids ?? new SidRegistry(null);

    public sealed override bool IsBlocking => true;

    public sealed override bool CoversChildren => true;

    public override string? Refusal(Observable item)
    {
        switch (item.Type)
        {
            case ObservableType.Ip or ObservableType.Domain:
                return null;
            case ObservableType.Url:
                UrlParts parts = item.UrlParts;
                return parts.Scheme != "http" ? $"the wire does not show the path of a URL with the scheme {parts.Scheme}: take the domain"
                    : parts.User.Length > 0 ? "a user name is not on the wire"
                    : parts.IsIp6 ? "its host is an IPv6 address: take the address"
                    : null;
            default:
                return "no rule can be made of it: take an address, a domain or a URL";
        }
    }

    /// <summary>The number of the rule for an observable.</summary>
    protected string Sid(Observable item) => _sids.Of(ObservableJson.TypeName(item.Type) + " " + item.Value).ToString(CultureInfo.InvariantCulture);

    /// <summary>The number of a rule of its own.</summary>
    protected string Sid(string name) => _sids.Of(name).ToString(CultureInfo.InvariantCulture);

    /// <summary>The message of the rule for an observable.</summary>
    [MethodImpl(HotPath.Optimized)]
    protected static string Message(Observable item)
    {
        var text = new StringBuilder("Threat Grid ").Append(ObservableJson.TypeName(item.Type)).Append(' ');
        foreach (char c in item.Value)
        {
            text.Append(c is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '.' or '-' or '_' or '/' ? c : '_');
        }

        return text.ToString();
    }

    /// <summary>A text as the content of a rule.</summary>
    [MethodImpl(HotPath.Optimized)]
    protected static string Content(string text)
    {
        var content = new StringBuilder(text.Length + 8);
        bool isHex = false;
        foreach (byte b in Encoding.ASCII.GetBytes(text))
        {
            bool isSpecial = b is <= 0x20 or >= 0x7F or (byte)'"' or (byte)';' or (byte)':' or (byte)'|' or (byte)'\\';
            if (isSpecial != isHex)
            {
                content.Append('|');
                isHex = isSpecial;
            }
            else if (isSpecial)
            {
                content.Append(' ');
            }

            content.Append(isSpecial ? b.ToString("X2", CultureInfo.InvariantCulture) : ((char)b).ToString());
        }

        return content.Append(isHex ? "|" : string.Empty).ToString();
    }

    /// <summary>The port that a rule for a URL looks at.</summary>
    protected static string Port(UrlParts parts) => parts.Port ?? "any";
}
