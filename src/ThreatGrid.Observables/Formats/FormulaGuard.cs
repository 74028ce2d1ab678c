namespace ThreatGrid.Observables.Formats;

/// <summary>
/// Keeps spreadsheets from running what malware wrote: a text that would be a formula gets an apostrophe in front. Numbers and
/// times stay as they are.
/// </summary>
internal static class FormulaGuard
{
    public static string Protect(string text)
    {
        int at = 0;
        while (at < text.Length && text[at] is (' ' or '\u00A0' or '\uFEFF'))
        {
            at++;
        }

        bool isFormula = at < text.Length && text[at] is ('=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠');
        return isFormula ? "'" + text : text;
    }
}
