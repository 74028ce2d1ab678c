using System.Collections.Generic;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Turns names into what Tab offers: those that fit what was typed, quoted where they need it.</summary>
internal static class Candidates
{
    public static IEnumerable<CompletionResult> Matching(string wordToComplete, IEnumerable<(string Text, string Hint)> names)
    {
        string typed = (wordToComplete ?? string.Empty).Trim('\'', '"');
        var pattern = WildcardPattern.Get(WildcardPattern.Escape(typed) + "*", WildcardOptions.IgnoreCase);
        foreach ((string text, string hint) in names)
        {
            if (pattern.IsMatch(text))
            {
                bool isPlain = text.IndexOfAny([' ', '\'', '"', '$', '`', ';', '(', ')', '{', '}', '&', '|', ',', '@', '#']) < 0;
                yield return new CompletionResult(
                    isPlain ? text : "'" + CodeGeneration.EscapeSingleQuotedStringContent(text) + "'",
                    text,
                    CompletionResultType.ParameterValue,
                    string.IsNullOrEmpty(hint) ? text : hint);
            }
        }
    }
}
