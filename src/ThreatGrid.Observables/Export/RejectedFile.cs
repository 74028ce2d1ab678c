using System.Collections.Generic;
using System.Text;
using ThreatGrid.Observables.Formats;

namespace ThreatGrid.Observables.Export;

/// <summary>What was dropped or rejected, with its reason, as CSV.</summary>
internal static class RejectedFile
{
    public static void Write(string path, IEnumerable<RejectedObservable> rejected) => OutputFile.Write(path, writer =>
    {
        writer.Write("\"Value\",\"Type\",\"Kind\",\"Reason\"\n");
        foreach (RejectedObservable item in rejected)
        {
            var row = new StringBuilder();
            CsvText.AddText(row, item.Value);
            CsvText.Add(row, item.Type?.ToString());
            CsvText.Add(row, item.Kind.ToString());
            CsvText.AddText(row, item.Reason);
            writer.Write(row.Append('\n').ToString());
        }
    });
}
