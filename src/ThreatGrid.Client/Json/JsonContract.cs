using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace ThreatGrid.Client.Json;

/// <summary>
/// Which members of a JSON object go where on a model, written down in one place so that the models carry no attribute of a package.
/// Reading goes member by member in one pass: a member that is missing stays null, one of another form than expected or unknown
/// is kept in <see cref="ApiObject.AdditionalProperties"/>, and secrets that servers echo are dropped.
/// </summary>
/// <remarks>
/// A reader of our own, since it is the hot path: with the serializer's metadata each row is scanned twice, once to find its end
/// and once to be read. docs/performance.md has the figures.
/// </remarks>
internal sealed class JsonContract<T>(Func<T> create)
    where T : ApiObject
{
    private readonly List<Member> _members = [];

    private Func<T, string?>? _identify;

    private delegate bool ValueReader(ref Utf8JsonReader reader, T target, ReadContext context);

    /// <summary>A text. Numbers and booleans are taken as they are written.</summary>
    /// <param name="name">The member's name on the wire.</param>
    /// <param name="set">Puts the value on the model.</param>
    /// <param name="shared">Whether the same text comes in many rows.</param>
    public JsonContract<T> Text(string name, Action<T, string?> set, bool shared = false)
        => Add(name, shared ? (ref Utf8JsonReader r, T t, ReadContext c) => ReadShared(ref r, t, c, set) : (ref Utf8JsonReader r, T t, ReadContext _) => ReadText(ref r, t, set));

    /// <summary>A text that must have a form of its own; another one is kept as it came.</summary>
    public JsonContract<T> Parsed(string name, Func<T, string, bool> trySet)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => r.TokenType == JsonTokenType.Null || (r.TokenType == JsonTokenType.String && trySet(t, r.GetString()!)));

    /// <summary>A whole number; a number written as text counts as one.</summary>
    public JsonContract<T> Integer(string name, Action<T, long?> set, bool isIdentity = true)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadInteger(ref r, t, set), isIdentity);

    /// <summary>A whole number of 32 bits; a larger one is kept as it came.</summary>
    public JsonContract<T> Integer32(string name, Action<T, int?> set)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadInteger32(ref r, t, set));

    /// <summary>A number with a fraction, or without.</summary>
    public JsonContract<T> Number(string name, Action<T, double?> set)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadNumber(ref r, t, set));

    /// <summary>True or false; as text too.</summary>
    public JsonContract<T> Boolean(string name, Action<T, bool?> set)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadBoolean(ref r, t, set));

    /// <summary>An instant, as ticks of UTC.</summary>
    public JsonContract<T> Time(string name, Action<T, long?> set)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadTime(ref r, t, set));

    /// <summary>An instant in any of the forms of analyses: ISO 8601, seconds since 1970, or <c>Fri, 19 Jun 2020 14:28:07 UTC</c>.</summary>
    public JsonContract<T> AnyTime(string name, Action<T, long?> set)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadAnyTime(ref r, t, set));

    /// <summary>A value that is looked at as a whole.</summary>
    public JsonContract<T> Element(string name, Func<T, JsonElement, bool> trySet)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadElement(ref r, t, trySet));

    /// <summary>A list of texts; one text alone counts as a list of one.</summary>
    public JsonContract<T> List(string name, Action<T, TextList> set)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext _) => ReadList(ref r, t, set));

    /// <summary>An object with members of its own that belong on the same model.</summary>
    public JsonContract<T> Nested(string name, JsonContract<T> inner)
        => Add(name, (ref Utf8JsonReader r, T t, ReadContext c) => inner.ReadNested(ref r, t, c));

    /// <summary>Names what alone tells rows apart, where all else of a row may change while a list is read.</summary>
    public JsonContract<T> IdentifiedBy(Func<T, string?> identify)
    {
        _identify = identify;
        return this;
    }

    /// <summary>Reads one object.</summary>
    /// <param name="reader">Stands on the object's start; afterwards on its end.</param>
    /// <param name="buffer">The bytes that the reader reads.</param>
    /// <param name="context">What rows need.</param>
    /// <param name="item">The model.</param>
    /// <param name="identity">Tells the row apart from others: all members but the scores.</param>
    /// <returns>False when the buffer ends before the object does; the reader is then good for nothing.</returns>
    /// <exception cref="InvalidOperationException">A text is no valid Unicode.</exception>
    [MethodImpl(HotPath.Optimized)]
    public bool TryRead(ref Utf8JsonReader reader, ReadOnlySpan<byte> buffer, ReadContext context, out T item, out ulong identity)
    {
        item = create();
        item.Origin = context.Origin;
        identity = 0;
        LazyMembers.Builder? others = null;
        int expected = 0;
        while (true)
        {
            if (!reader.Read())
            {
                return false;
            }

            if (reader.TokenType == JsonTokenType.EndObject)
            {
                item.MemberSource = others?.Build();
                if (_identify?.Invoke(item) is { } own)
                {
                    identity = Identity64.Of(Encoding.UTF8.GetBytes(own), 0);
                }

                return true;
            }

            int index = Find(ref reader, expected);
            bool isSecret = index < 0 && SecretMembers.IsAt(ref reader);
            int nameStart = (int)reader.TokenStartIndex;
            if (!reader.Read())
            {
                return false;
            }

            int valueStart = (int)reader.TokenStartIndex;
            if (index >= 0)
            {
                expected = index + 1;
                Member member = _members[index];
                if (!IsWhole(ref reader))
                {
                    return false;
                }

                bool isScalar = reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray);
                if (isScalar && member.IsIdentity)
                {
                    identity += Identity64.Of(reader.ValueSpan, index);
                }

                if (member.Read(ref reader, item, context))
                {
                    if (!isScalar && member.IsIdentity)
                    {
                        identity += Identity64.Of(buffer.Slice(valueStart, (int)reader.BytesConsumed - valueStart), index);
                    }

                    continue;
                }
            }

            if (!reader.TrySkip())
            {
                return false;
            }

            if (!isSecret)
            {
                ReadOnlySpan<byte> other = buffer.Slice(nameStart, (int)reader.BytesConsumed - nameStart);
                identity += Identity64.Of(other, -1);
                (others ??= new LazyMembers.Builder()).Add(other);
            }
        }
    }

    /// <summary>Whether the value the reader stands on ends within the buffer.</summary>
    [MethodImpl(HotPath.Optimized)]
    private static bool IsWhole(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return true;
        }

        Utf8JsonReader ahead = reader;
        return ahead.TrySkip();
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadText(ref Utf8JsonReader reader, T target, Action<T, string?> set)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                set(target, reader.GetString());
                return true;
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                set(target, TextOf(reader.ValueSpan));
                return true;
            default:
                return reader.TokenType == JsonTokenType.Null;
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadShared(ref Utf8JsonReader reader, T target, ReadContext context, Action<T, string?> set)
    {
        if (reader.TokenType != JsonTokenType.String || reader.ValueIsEscaped)
        {
            return ReadText(ref reader, target, set);
        }

        ReadOnlySpan<byte> utf8 = reader.ValueSpan;
        int slot = TextCache.SlotOf(utf8);
        string? text = context.Texts.Find(utf8, slot);
        if (text is null)
        {
            text = reader.GetString()!;
            context.Texts.Keep(utf8, slot, text);
        }

        set(target, text);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadInteger(ref Utf8JsonReader reader, T target, Action<T, long?> set)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number when reader.TryGetInt64(out long number):
                set(target, number);
                return true;
            case JsonTokenType.String when long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number):
                set(target, number);
                return true;
            default:
                return false;
        }
    }

    private static bool ReadInteger32(ref Utf8JsonReader reader, T target, Action<T, int?> set)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.Number when reader.TryGetInt32(out int number):
                set(target, number);
                return true;
            case JsonTokenType.String when int.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number):
                set(target, number);
                return true;
            default:
                return false;
        }
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadTime(ref Utf8JsonReader reader, T target, Action<T, long?> set)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        if (!WireTime.TryParse(TextBytes(ref reader), out long ticks))
        {
            return false;
        }

        set(target, ticks);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static ReadOnlySpan<byte> TextBytes(ref Utf8JsonReader reader)
        => reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadNumber(ref Utf8JsonReader reader, T target, Action<T, double?> set)
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out double number) || double.IsInfinity(number))
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        set(target, number);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadBoolean(ref Utf8JsonReader reader, T target, Action<T, bool?> set)
    {
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False))
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        set(target, reader.TokenType == JsonTokenType.True);
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadAnyTime(ref Utf8JsonReader reader, T target, Action<T, long?> set)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (!reader.TryGetDouble(out double seconds) || !WireTime.TryFromSeconds(seconds, out long ticks))
            {
                return false;
            }

            set(target, ticks);
            return true;
        }

        if (ReadTime(ref reader, target, set))
        {
            return true;
        }

        if (reader.TokenType != JsonTokenType.String || !WireTime.TryParseLong(TextBytes(ref reader), out long? time))
        {
            return false;
        }

        set(target, time);
        return true;
    }

    private static bool ReadElement(ref Utf8JsonReader reader, T target, Func<T, JsonElement, bool> trySet)
    {
        Utf8JsonReader ahead = reader;
        using JsonDocument document = JsonDocument.ParseValue(ref ahead);
        if (!trySet(target, document.RootElement))
        {
            return false;
        }

        reader = ahead;
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private static bool ReadList(ref Utf8JsonReader reader, T target, Action<T, TextList> set)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            set(target, new TextList([reader.GetString()!]));
            return true;
        }

        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        Utf8JsonReader ahead = reader;
        var texts = new List<string>();
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndArray)
        {
            switch (ahead.TokenType)
            {
                case JsonTokenType.String:
                    texts.Add(ahead.GetString()!);
                    break;
                case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                    texts.Add(TextOf(ahead.ValueSpan));
                    break;
                case JsonTokenType.Null:
                    break;
                default:
                    return false;
            }
        }

        reader = ahead;
        set(target, new TextList(texts));
        return true;
    }

    [MethodImpl(HotPath.Optimized)]
    private bool ReadNested(ref Utf8JsonReader reader, T target, ReadContext context)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return reader.TokenType == JsonTokenType.Null;
        }

        Utf8JsonReader ahead = reader;
        bool isWhole = true;
        while (ahead.Read() && ahead.TokenType != JsonTokenType.EndObject)
        {
            int index = Find(ref ahead, 0);
            ahead.Read();
            if (index < 0 || !_members[index].Read(ref ahead, target, context))
            {
                isWhole = false;
                ahead.TrySkip();
            }
        }

        if (isWhole)
        {
            reader = ahead;
        }

        // With something in it that is not modelled, the whole of it is kept.
        return isWhole;
    }

#if NET
    private static string TextOf(ReadOnlySpan<byte> ascii) => Encoding.ASCII.GetString(ascii);
#else
    private static string TextOf(ReadOnlySpan<byte> ascii) => Encoding.ASCII.GetString(ascii.ToArray());
#endif

    private JsonContract<T> Add(string name, ValueReader read, bool isIdentity = true)
    {
        _members.Add(new Member(Encoding.UTF8.GetBytes(name), read, isIdentity));
        return this;
    }

    /// <summary>Servers write their members in one order, so the next one is usually the one after the last.</summary>
    [MethodImpl(HotPath.Optimized)]
    private int Find(ref Utf8JsonReader reader, int expected)
    {
        for (int i = expected; i < _members.Count; i++)
        {
            if (reader.ValueTextEquals(_members[i].Name))
            {
                return i;
            }
        }

        for (int i = 0; i < Math.Min(expected, _members.Count); i++)
        {
            if (reader.ValueTextEquals(_members[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private sealed class Member(byte[] name, ValueReader read, bool isIdentity)
    {
        public byte[] Name { get; } = name;

        public ValueReader Read { get; } = read;

        public bool IsIdentity { get; } = isIdentity;
    }
}
