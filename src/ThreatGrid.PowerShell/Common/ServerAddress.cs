using System;
using System.Linq;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Makes the address of a server from what a user types: a region, a host, a host with port, or a URI.</summary>
internal static class ServerAddress
{
    public static Uri Of(Region region) => new(region switch
    {
        Region.EU => "https://panacea.threatgrid.eu/",
        Region.CA => "https://panacea.threatgrid.ca/",
        Region.AU => "https://panacea.threatgrid.com.au/",
        _ => "https://panacea.threatgrid.com/",
    });

    /// <summary>Reads a server. The problem's text does not repeat what may be a key in the wrong place.</summary>
    public static bool TryParse(string text, out Uri? address, out string? problem)
    {
        address = null;
        problem = null;
        text = text.Trim();
        if (KeyText.LooksLikeKey(text))
        {
            problem = "This looks like an API key, not like a server. The key goes to -ApiKey.";
            return false;
        }

        if (Enum.GetNames(typeof(Region)).Contains(text, StringComparer.OrdinalIgnoreCase))
        {
            address = Of((Region)Enum.Parse(typeof(Region), text, ignoreCase: true));
            return true;
        }

        string full = text.IndexOf("://", StringComparison.Ordinal) < 0 ? "https://" + text : text;
        if (!Uri.TryCreate(full, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https") || uri.Host.Length == 0 || text.Any(char.IsWhiteSpace))
        {
            problem = $"'{text}' is no server. Give a host such as panacea.threatgrid.eu, or a URI such as https://appliance.example:8443.";
            return false;
        }

        if (uri.UserInfo.Length > 0)
        {
            problem = "The server's address must not hold a user or a key. The key goes to -ApiKey.";
            return false;
        }

        address = new Uri(uri.GetLeftPart(UriPartial.Authority) + "/");
        return true;
    }
}
