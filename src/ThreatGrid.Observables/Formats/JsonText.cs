using System;
using System.Globalization;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ThreatGrid.Observables.Formats;

/// <summary>Writes JSON objects as texts. A thread uses the same buffer for one after the other.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [ThreadStatic]
    private static MemoryStream? _buffer;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>One object in one line, in ASCII: whatever sends or reads it next may take it for another encoding than UTF-8.</summary>
    public static string Line(Action<Utf8JsonWriter> members) => Ascii(Utf8Line(members));

    /// <summary>One object in one line, for a document that is known to be UTF-8.</summary>
    [MethodImpl(HotPath.Optimized)]
    public static string Utf8Line(Action<Utf8JsonWriter> members)
    {
        _buffer ??= new MemoryStream();
        _writer ??= new Utf8JsonWriter(_buffer, Options);
        _buffer.SetLength(0);
        _writer.Reset();
        _writer.WriteStartObject();
        members(_writer);
        _writer.WriteEndObject();
        _writer.Flush();
        return Encoding.UTF8.GetString(_buffer.GetBuffer(), 0, (int)_buffer.Length);
    }

    /// <summary>What is no ASCII stands inside strings alone, where JSON writes it by its number.</summary>
    [MethodImpl(HotPath.Optimized)]
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
