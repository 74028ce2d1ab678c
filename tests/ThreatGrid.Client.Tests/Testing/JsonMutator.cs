using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>Makes hostile bodies of a valid one: other values, other names, members twice or not at all, and bytes that are no JSON.</summary>
internal sealed class JsonMutator
{
    private static readonly byte[][] Values = MakeValues();

    private static readonly string[] Names =
    [
        "\"\"", "\"\\ud800\"", "\"da\\ud800\"", "\"it\\udfff\"", "\"\\u0064ata\"", "\"data\"", "\"items\"", "\"error\"", "\"index\"", "\"total\"",
        "\"api_key\"", "\"API-KEY\"", "\"p\\ud800sword\"", "\"a\\u0000b\"", "\"constructor\"", "\"$type\"", "\"9223372036854775808\"",
    ];

    private readonly byte[] _body;
    private readonly List<(int Start, int Length)> _values = [];
    private readonly List<(int Start, int Length)> _names = [];
    private readonly List<(int Start, int Length)> _members = [];

    public JsonMutator(string body)
    {
        _body = Encoding.UTF8.GetBytes(body);
        var reader = new Utf8JsonReader(_body);
        var open = new Stack<(int Start, int NameStart)>();
        int nameStart = -1;
        while (reader.Read())
        {
            int start = (int)reader.TokenStartIndex;
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    nameStart = start;
                    _names.Add((start, reader.ValueSpan.Length + 2));
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    open.Push((start, nameStart));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    (int from, int name) = open.Pop();
                    Take(from, (int)reader.BytesConsumed, name);
                    break;
                default:
                    Take(start, (int)reader.BytesConsumed, nameStart);
                    break;
            }

            nameStart = -1;
        }
    }

    /// <summary>Every hostile value in the place of every value.</summary>
    public IEnumerable<byte[]> All() => _values.SelectMany(_ => Values, (place, value) => Replace(place, value));

    /// <summary>The body with something wrong in it.</summary>
    public byte[] Mutate(Random random)
    {
        byte[] body = _body;
        int kind = random.Next(20);
        if (kind < 12)
        {
            body = Replace(_values[random.Next(_values.Count)], Values[random.Next(Values.Length)]);
        }
        else if (kind < 14)
        {
            body = Replace(_names[random.Next(_names.Count)], Encoding.UTF8.GetBytes(Names[random.Next(Names.Length)]));
        }
        else if (kind < 16)
        {
            (int Start, int Length) member = _members[random.Next(_members.Count)];
            byte[] text = Slice(member);
            body = Replace(member, random.Next(3) == 0 ? [.. "\"gone\":0"u8] : [.. text, (byte)',', .. text]);
        }
        else if (kind < 18)
        {
            // Both halves of a pair at once: one value twice under one name, the second of another kind.
            (int Start, int Length) member = _members[random.Next(_members.Count)];
            byte[] name = Slice(_names.First(n => n.Start == member.Start));
            body = Replace(member, [.. Slice(member), (byte)',', .. name, (byte)':', .. Values[random.Next(Values.Length)]]);
        }

        return random.Next(5) == 0 ? Break(body, random) : body;
    }

    /// <summary>What is wrong with the bytes, whatever they mean.</summary>
    private static byte[] Break(byte[] body, Random random)
    {
        int at = random.Next(body.Length);
        return random.Next(10) switch
        {
            0 or 1 => [.. body.Take(at)],
            2 => [0xEF, 0xBB, 0xBF, .. body],
            3 => [.. body, .. "garbage"u8],
            4 => [.. body, .. body],
            5 => [.. body.Take(at), 0, .. body.Skip(at)],
            6 => [.. body.Take(at), 0xFF, 0xFE, .. body.Skip(at)],
            7 => [.. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))],
            8 => [.. body.Take(at), (byte)random.Next(256), .. body.Skip(at + 1)],
            _ => [.. body.Take(at), .. body.Skip(at + random.Next(1, 20))],
        };
    }

    private static byte[][] MakeValues()
    {
        string[] texts =
        [
            "null", "true", "false", "0", "-0", "-1", "1", "0.1", "2147483648", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551616",
            "1e400", "-1e400", "1e-400", "1.7976931348623157e308", "253402300800", "-62135596801", "1e18", "NaN", "Infinity", "01", "+1", ".5",
            new string('9', 400), new string('9', 300_000), "0." + new string('1', 5000), "1e" + new string('9', 50),
            "\"\"", "\" \"", "\"0\"", "\"12\"", "\"-5\"", "\"1e5\"", "\"NaN\"", "\"true\"", "\"null\"", "\"\\u0000\"", "\"\\r\\n\"", "\"\\ud83d\\ude00\"",
            "\"\\ud800\"", "\"x\\udc00y\"", "\"\\udc00\\ud800\"", "\"\\u202egnp.exe\"", "\"" + new string('x', 70_000) + "\"", "\"" + new string('\u00e9', 200_000) + "\"",
            "\"9999-12-31T23:59:59.9999999Z\"", "\"0001-01-01T00:00:00Z\"", "\"0001-01-01T00:00:00+23:59\"", "\"9999-12-31T23:59:59-23:59\"", "\"2026-02-30T00:00:00Z\"", "\"Fri, 31 Dec 9999 23:59:60 UTC\"",
            "\"http://[::1\"", "\"http://\\ud800.example/\"", "\"::ffff:1.2.3.4\"", "\"1.2.3.4.5\"",
            "[]", "{}", "[null]", "[[]]", "[{}]", "[[[1,\"a\",{}]]]", "{\"a\":1}", "{\"\":{}}", "{\"a\":{\"b\":[{\"c\":null}]}}", "[1,2]", "[\"a\",2]", "[[1,2],[3,\"4\"]]", "{\"buckets\":[{\"key\":[],\"doc_count\":\"x\"}]}",
            "{\"\\ud800\":1}", "{\"a\":\"\\udc00\"}", "[\"\\ud800\"]", "{\"a\":1,\"a\":{}}",
            Nest("[", "]", 60), Nest("[", "]", 100), Nest("{\"a\":", "}", 100), Nest("[", "]", 10_000), Nest("{\"a\":", "}", 10_000),
        ];
        return [.. texts.Select(Encoding.UTF8.GetBytes), [(byte)'"', 0xFF, 0xFE, (byte)'"'], [(byte)'"', 0xC3, (byte)'"'], [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"']];
    }

    private static string Nest(string open, string close, int depth) => string.Concat(Enumerable.Repeat(open, depth)) + "0" + string.Concat(Enumerable.Repeat(close, depth));

    private void Take(int start, int end, int nameStart)
    {
        _values.Add((start, end - start));
        if (nameStart >= 0)
        {
            _members.Add((nameStart, end - nameStart));
        }
    }

    private byte[] Slice((int Start, int Length) part) => _body.AsSpan(part.Start, part.Length).ToArray();

    private byte[] Replace((int Start, int Length) part, byte[] with)
    {
        var result = new byte[_body.Length - part.Length + with.Length];
        Buffer.BlockCopy(_body, 0, result, 0, part.Start);
        Buffer.BlockCopy(with, 0, result, part.Start, with.Length);
        Buffer.BlockCopy(_body, part.Start + part.Length, result, part.Start + with.Length, _body.Length - part.Start - part.Length);
        return result;
    }
}
