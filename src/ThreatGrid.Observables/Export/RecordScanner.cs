using System;
using System.IO;
using System.Text;
using ThreatGrid.Observables.Formats;

namespace ThreatGrid.Observables.Export;

/// <summary>Finds the records in what was appended to a file, to tell whole ones from one that broke off.</summary>
internal sealed class RecordScanner(LineFormat format)
{
    /// <summary>Goes through the records from a place on.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="start">Where a record begins.</param>
    /// <param name="record">Is given each whole record, without its line end.</param>
    /// <returns>Where the last whole record ends.</returns>
    public long Scan(Stream stream, long start, Action<string> record)
    {
        stream.Position = start;
        var buffer = new byte[65536];
        using var current = new MemoryStream();
        long end = start;
        long at = start;
        int lines = 0;
        bool isQuoted = false;
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
        {
            for (int i = 0; i < read; i++)
            {
                byte b = buffer[i];
                at++;
                isQuoted ^= b == (byte)'"' && format.HasQuotedLines;
                lines += b == (byte)'\n' && !isQuoted ? 1 : 0;
                if (b != (byte)'\n' || isQuoted || lines < format.LinesPerRecord)
                {
                    current.WriteByte(b);
                    continue;
                }

                record(Encoding.UTF8.GetString(current.GetBuffer(), 0, (int)current.Length));
                current.SetLength(0);
                lines = 0;
                end = at;
            }
        }

        return end;
    }
}
