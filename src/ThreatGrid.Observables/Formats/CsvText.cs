using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>Rows of CSV, every cell quoted.</summary>
internal static class CsvText
{
    public static void Add(StringBuilder row, string? cell)
        => row.Append(row.Length > 0 ? "," : string.Empty).Append('"').Append(cell?.Replace("\"", "\"\"")).Append('"');

    /// <summary>A text of somebody else's, which a spreadsheet must not run. NUL, which ends a text for many readers, is written <c>\0</c>.</summary>
    public static void AddText(StringBuilder row, string? cell, bool noGuard = false)
    {
        string text = (cell ?? string.Empty).Replace("\0", "\\0");
        Add(row, noGuard ? text : FormulaGuard.Protect(text));
    }
}
