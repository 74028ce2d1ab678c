using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>What a submission can choose, by name or by the name that the portal shows.</summary>
internal static class SubmissionChoices
{
    /// <summary>Gives those that a wildcard fits.</summary>
    public static void Write<T>(Cmdlet cmdlet, string[]? names, IReadOnlyList<T> all, Func<T, (string? Name, string? Display)> nameOf)
    {
        foreach (T choice in all)
        {
            (string? name, string? display) = nameOf(choice);
            if (names is null || names.Any(n => Fits(n, name) || Fits(n, display)))
            {
                cmdlet.WriteObject(choice);
            }
        }
    }

    /// <summary>The name to send for what the user typed; null where the server has no such thing.</summary>
    public static string? Resolve(string typed, IEnumerable<(string? Name, string? Display)> known)
    {
        string? byDisplay = null;
        foreach ((string? name, string? display) in known)
        {
            if (string.Equals(typed, name, StringComparison.OrdinalIgnoreCase))
            {
                return name;
            }

            byDisplay ??= string.Equals(typed, display, StringComparison.OrdinalIgnoreCase) ? name : null;
        }

        return byDisplay;
    }

    private static bool Fits(string pattern, string? text)
        => text is not null && WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);
}
