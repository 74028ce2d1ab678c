using System;
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

    /// <summary>One object in one line.</summary>
    public static string Line(Action<Utf8JsonWriter> members)
    {
        _buffer ??= new MemoryStream();
        _writer ??= new Utf8JsonWriter(_buffer, Compact);
        _buffer.SetLength(0);
        _writer.Reset();
        return Write(_buffer, _writer, members);
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
        string text = Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);

        // To JavaScript and to many readers of lines these two end a line.
        return text.IndexOf('\u2028') < 0 && text.IndexOf('\u2029') < 0 ? text : text.Replace("\u2028", "\\u2028").Replace("\u2029", "\\u2029");
    }
}
