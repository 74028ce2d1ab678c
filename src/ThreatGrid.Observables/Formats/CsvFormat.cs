using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>
/// Flat rows for spreadsheets (RFC 4180 with LF): a fixed set of columns, every text cell quoted. A text that a spreadsheet would run as a formula gets an apostrophe in front, which whoever reads the file by machine takes away again.
/// </summary>
internal sealed class CsvFormat(FormatOptions options) : LineFormat
{
    private const string Columns = "Timestamp,Type,Value,Unicode,RawValue,Indicator,Severity,Confidence,Description,Port,Feed,SampleId,SampleSha256,SampleLink,IndicatorLink,Connection,Id";

    public override string Header => (options.ByteOrderMark ? "\uFEFF" : string.Empty) + "\"" + Columns.Replace(",", "\",\"") + "\"";

    public override bool HasQuotedLines => true;

    [MethodImpl(HotPath.Optimized)]
    public override string Render(Observable item)
    {
        var row = new StringBuilder(256);
        CsvText.Add(row, item.UtcTicks is { } ticks ? UtcTime.Text(ticks) : string.Empty);
        CsvText.Add(row, item.Type.ToString());
        Text(row, item.Value);
        Text(row, item.Unicode);
        Text(row, item.RawValue);
        Text(row, item.Indicator);
        CsvText.Add(row, item.Severity?.ToString(CultureInfo.InvariantCulture));
        CsvText.Add(row, item.Confidence?.ToString(CultureInfo.InvariantCulture));
        Text(row, item.Description);
        CsvText.Add(row, item.Port?.ToString(CultureInfo.InvariantCulture));
        Text(row, item.Feed);
        Text(row, item.SampleId);
        Text(row, item.SampleSha256);
        Text(row, item.SampleLink);
        Text(row, item.IndicatorLink);
        Text(row, item.Connection);
        CsvText.Add(row, item.Id);
        return row.ToString();
    }

    private void Text(StringBuilder row, string? cell) => CsvText.AddText(row, cell, options.NoGuard);
}
