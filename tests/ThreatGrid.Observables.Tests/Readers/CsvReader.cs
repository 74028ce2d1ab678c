using System;
using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads RFC 4180, with LF as well as CR LF between the rows.</summary>
internal static class CsvReader
{
    public static IReadOnlyList<IReadOnlyList<string>> Read(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var row = new List<string>();
        int at = 0;
        while (at < text.Length)
        {
            row.Add(text[at] == '"' ? Quoted(text, ref at) : Bare(text, ref at));
            if (at < text.Length && text[at] == ',')
            {
                at++;
                continue;
            }

            at += at < text.Length && text[at] == '\r' ? 1 : 0;
            if (at >= text.Length || text[at++] != '\n')
            {
                throw new FormatException("A row ends with a line end.");
            }

            rows.Add(row);
            row = [];
        }

        return rows;
    }

    private static string Bare(string text, ref int at)
    {
        int start = at;
        while (at < text.Length && text[at] is not (',' or '\r' or '\n'))
        {
            if (text[at++] == '"')
            {
                throw new FormatException("A quotation mark in a cell that is not quoted.");
            }
        }

        return text.Substring(start, at - start);
    }

    private static string Quoted(string text, ref int at)
    {
        var cell = new StringBuilder();
        for (at++; ; at++)
        {
            if (text[at] != '"')
            {
                cell.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                cell.Append('"');
                at++;
            }
            else
            {
                at++;
                return cell.ToString();
            }
        }
    }
}
