using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>Writes JSON objects as texts. A thread uses the same buffer for one after the other.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions Indented = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, Indented = true };

    [ThreadStatic]
    private static MemoryStream? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>One object in one line, in ASCII: whatever sends or reads it next may take it for another encoding than UTF-8.</summary>
    public static string Line(Action<Utf8JsonWriter> members)
    {
        _buffer ??= new MemoryStream();
        _writer ??= new Utf8JsonWriter(_buffer, Compact);
        _buffer.SetLength(0);
        _writer.Reset();
        return Ascii(Write(_buffer, _writer, members));
    }

    /// <summary>One object as a document that people can read; it ends with a line end, LF on every system.</summary>
    public static string Document(Action<Utf8JsonWriter> members)
    {
        using var buffer = new MemoryStream();
        using var writer = new Utf8JsonWriter(buffer, Indented);
        return Write(buffer, writer, members).Replace("\r\n", "\n") + "\n";
    }

    private static string Write(MemoryStream buffer, Utf8JsonWriter writer, Action<Utf8JsonWriter> members)
    {
        writer.WriteStartObject();
        members(writer);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>What is no ASCII stands inside strings alone, where JSON writes it by its number.</summary>
    private static string Ascii(string text)
    {
        StringBuilder? escaped = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c < 0x7F)
            {
                escaped?.Append(c);
                continue;
            }

            escaped ??= new StringBuilder(text, 0, i, text.Length + 32);
            escaped.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
        }

        return escaped?.ToString() ?? text;
    }
}
