using System;
using System.Buffers;
using System.IO;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Json;

/// <summary>
/// Reads the rows of an answer while it arrives: finds the list inside the envelope, reads row by row, and keeps nothing of the
/// text but the row in hand. One odd row costs that row, not the page.
/// </summary>
/// <param name="contract">How to read a row.</param>
/// <param name="listPath">Where the list stands: <c>data</c>, <c>items</c>; empty for a bare array.</param>
/// <param name="context">What rows need.</param>
/// <param name="shape">Whether a list stands there, an object whose members are the rows, or one row alone.</param>
/// <param name="isOptional">Whether a body without them has none, or is not what was expected.</param>
internal sealed class RowReader<T>(JsonContract<T> contract, string[] listPath, ReadContext context, RowShape shape = RowShape.List, bool isOptional = false)
    where T : ApiObject
{
    private const int InitialBuffer = 64 * 1024;
    private const int FailureTextLength = 1000;
    private const int ByteOrderMarkLength = 3;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = JsonText.MaxDepth, CommentHandling = JsonCommentHandling.Disallow };

    private readonly byte[][] _path = Array.ConvertAll(listPath, Encoding.UTF8.GetBytes);

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private long _consumed;
    private bool _isFinal;
    private JsonReaderState _state;
    private int _entered;
    private bool _inRows;
    private bool _inMap;

    /// <summary>The depth of the value that is passed over; -1 where none is.</summary>
    private int _skipDepth = -1;
    private bool _sawPath;
    private bool _sawAnything;
    private bool _isDone;

    /// <summary>Whether the place of the rows is in what was read.</summary>
    public bool FoundRows => _sawPath;

    /// <summary>Reads the answer to its end.</summary>
    /// <exception cref="UnexpectedAnswerException">The body is no JSON, is cut, or is not what the API gives.</exception>
    public Task<RowPage<T>> ReadAsync(Stream body, int expectedRows, CancellationToken cancellationToken)
        => ReadAsync(body, expectedRows, flush: null, cancellationToken);

    /// <summary>Reads the answer to its end and hands over rows while it comes.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="expectedRows">How many rows to make room for.</param>
    /// <param name="flush">Takes the rows read so far off the page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<RowPage<T>> ReadAsync(Stream body, int expectedRows, Func<RowPage<T>, Task>? flush, CancellationToken cancellationToken)
    {
        var page = new RowPage<T>(expectedRows);
        _buffer = ArrayPool<byte>.Shared.Rent(InitialBuffer);
        _state = new JsonReaderState(Options);
        try
        {
            while (!_isDone)
            {
                await FillAsync(body, cancellationToken).ConfigureAwait(false);
                Advance(page);
                if (flush is null)
                {
                    RefuseExcess(page);
                }
                else if (page.Count > 0)
                {
                    await flush(page).ConfigureAwait(false);
                }
            }

            return page;
        }
        catch (JsonException e)
        {
            throw Broken(e);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(_buffer);
        }
    }

    private async Task FillAsync(Stream body, CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }
        else if (_end == _buffer.Length)
        {
            if (_end >= AnswerLimits.Row)
            {
                throw AnswerLimits.Exceeded("one piece of it does not end", AnswerLimits.Row);
            }

            byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            Buffer.BlockCopy(_buffer, 0, larger, 0, _end);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        // What is large and not yet whole is read anew for each try: only half as much again is worth one.
        int least = !_sawAnything ? ByteOrderMarkLength : _end < InitialBuffer ? 0 : Math.Min(_end + (_end / 2), _buffer.Length);
        do
        {
            int read = await body.ReadAsync(_buffer, _end, _buffer.Length - _end, cancellationToken).ConfigureAwait(false);
            _end += read;
            _isFinal = read == 0;
        }
        while (!_isFinal && _end < least);

        if (!_sawAnything && _end > 0)
        {
            _sawAnything = true;
            SkipByteOrderMark();
            RefuseMarkup();
        }

        if (_isFinal && !_sawAnything)
        {
            throw new UnexpectedAnswerException("The server answered with an empty body where JSON was expected.")
            {
                IsTransient = true,
                RecommendedAction = "Try again. If it goes on, the address may not be the API's: check -Server.",
            };
        }
    }

    private void RefuseExcess(RowPage<T> page)
    {
        if (page.Count > AnswerLimits.Rows)
        {
            throw AnswerLimits.Exceeded("it has rows without end", AnswerLimits.Rows);
        }

        if (_consumed > AnswerLimits.Page)
        {
            throw AnswerLimits.Exceeded("it has bytes without end", AnswerLimits.Page);
        }
    }

    private void SkipByteOrderMark()
    {
        if (_end >= ByteOrderMarkLength && _buffer[0] == 0xEF && _buffer[1] == 0xBB && _buffer[2] == 0xBF)
        {
            _start = ByteOrderMarkLength;
        }
    }

    private void RefuseMarkup()
    {
        ReadOnlySpan<byte> text = _buffer.AsSpan(_start, _end - _start);
        int at = 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        if (at < text.Length && text[at] == '<')
        {
            throw new UnexpectedAnswerException("The server answered with a web page where JSON was expected.")
            {
                ServerMessage = Encoding.UTF8.GetString(_buffer, _start, Math.Min(_end - _start, 4096)),
                RecommendedAction = "Check -Server: the address may be that of a portal, a log-on page or a proxy, not of the API.",
            };
        }
    }

    /// <summary>Reads as far as the buffer goes.</summary>
    [MethodImpl(HotPath.Optimized)]
    private void Advance(RowPage<T> page)
    {
        ReadOnlySpan<byte> bytes = _buffer.AsSpan(_start, _end - _start);
        var reader = new Utf8JsonReader(bytes, _isFinal, _state);
        while (true)
        {
            Utf8JsonReader mark = reader;
            if (!TryStep(ref reader, bytes, page))
            {
                if (!_isDone)
                {
                    reader = mark;
                }

                break;
            }
        }

        _start += (int)reader.BytesConsumed;
        _consumed += reader.BytesConsumed;
        _state = reader.CurrentState;
        if (_isFinal && !_isDone)
        {
            throw new JsonException("The answer ends before its JSON does.");
        }
    }

    /// <summary>Reads one row, or one token of the envelope. False when the buffer ends first, or all is read.</summary>
    [MethodImpl(HotPath.Optimized)]
    private bool TryStep(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, RowPage<T> page)
    {
        if (_skipDepth >= 0)
        {
            return TrySkipOn(ref reader);
        }

        if (!reader.Read())
        {
            if (_isFinal && reader.CurrentDepth == 0 && reader.BytesConsumed == bytes.Length && (_sawPath || isOptional))
            {
                _isDone = true;
            }

            return false;
        }

        if (_inRows)
        {
            if (reader.TokenType == JsonTokenType.EndArray)
            {
                _inRows = false;
                return true;
            }

            return TryReadRow(ref reader, bytes, page);
        }

        if (_inMap)
        {
            if (reader.TokenType == JsonTokenType.EndObject)
            {
                _inMap = false;
                return true;
            }

            string key = JsonText.ReadText(ref reader);
            return reader.Read() && TryReadRow(ref reader, bytes, page, key);
        }

        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                return TryReadMember(ref reader, bytes, page);
            case JsonTokenType.StartArray when _entered == _path.Length && reader.CurrentDepth == _path.Length && !_sawPath:
                _inRows = true;
                _sawPath = true;
                return true;
            case JsonTokenType.StartArray when reader.CurrentDepth == 0:
                // A bare list where an envelope was expected: empty counts as none, anything else is not the API's.
                return TryReadBareList(ref reader);
            case JsonTokenType.StartObject when _entered < _path.Length && reader.CurrentDepth == _entered:
                return true;
            case JsonTokenType.EndObject:
                if (reader.CurrentDepth == 0 && !_sawPath && !isOptional)
                {
                    throw NotTheApi("It has no list of rows.");
                }

                return true;
            default:
                throw NotTheApi($"It is {Describe(reader.TokenType)}.");
        }
    }

    private bool TryReadBareList(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        _sawPath = true;
        return reader.TokenType == JsonTokenType.EndArray ? true : throw NotTheApi("It is a list without its envelope.");
    }

    private bool TryReadMember(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, RowPage<T> page)
    {
        bool isLast = _entered == _path.Length - 1;
        bool isOnPath = _entered < _path.Length
            && reader.CurrentDepth == _entered + 1
            && (IsNamed(ref reader, _path[_entered]) || (shape == RowShape.AnyList && isLast && IsListAhead(reader)));
        EnvelopeMember member = EnvelopeMember.None;
        if (!isOnPath)
        {
            member = Recognize(ref reader);
        }

        if (!reader.Read())
        {
            return false;
        }

        if (isOnPath)
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when shape == RowShape.Map && _entered == _path.Length - 1:
                    _entered++;
                    _inMap = true;
                    _sawPath = true;
                    return true;
                case JsonTokenType.StartObject when shape == RowShape.Record && _entered == _path.Length - 1:
                    if (!TryReadRow(ref reader, bytes, page))
                    {
                        return false;
                    }

                    _entered++;
                    _sawPath = true;
                    return true;
                case JsonTokenType.StartArray when _entered == _path.Length - 1 || (shape == RowShape.AnyList && _entered == _path.Length - 2):
                    _entered = _path.Length;
                    _inRows = true;
                    _sawPath = true;
                    return true;
                case JsonTokenType.StartObject when _entered < _path.Length - 1:
                    // Sections without findings come as an object without a list: that is none, not an error.
                    _entered++;
                    _sawPath = true;
                    return true;
                case JsonTokenType.Null:
                    _sawPath = true;
                    return true;
                default:
                    Utf8JsonReader inside = reader;
                    bool isEmpty = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
                        && inside.Read()
                        && inside.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray;
                    if (!reader.TrySkip())
                    {
                        return false;
                    }

                    _sawPath = true;
                    return isEmpty ? true : throw NotTheApi($"Its list is {Describe(reader.TokenType)}.");
            }
        }

        switch (member)
        {
            case EnvelopeMember.Index when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long index):
                page.Index = index;
                return true;
            case EnvelopeMember.ItemsPerPage when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long perPage):
                page.ItemsPerPage = perPage;
                return true;
            case EnvelopeMember.CurrentItemCount when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long count):
                page.CurrentItemCount = count;
                return true;
            case EnvelopeMember.Total when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long total):
                page.Total = total;
                return true;
            case EnvelopeMember.TimedOut:
                page.TimedOut = reader.TokenType == JsonTokenType.True;
                break;
            case EnvelopeMember.Error when reader.TokenType != JsonTokenType.Null:
                throw NotTheApi("It is an error with the status of a success.");
        }

        return TrySkipOver(ref reader);
    }

    private static bool IsListAhead(Utf8JsonReader ahead) => ahead.Read() && ahead.TokenType == JsonTokenType.StartArray;

    /// <summary>Passes over a value, however large: what does not fit the buffer is passed over piece by piece.</summary>
    private bool TrySkipOver(ref Utf8JsonReader reader)
    {
        if (!reader.TrySkip())
        {
            _skipDepth = reader.CurrentDepth;
        }

        return true;
    }

    private bool TrySkipOn(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && reader.CurrentDepth == _skipDepth)
        {
            _skipDepth = -1;
        }

        return true;
    }

    /// <summary>Whether the reader stands on a name. One that is no Unicode is none that is looked for.</summary>
    private static bool IsNamed(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private EnvelopeMember Recognize(ref Utf8JsonReader reader)
    {
        if (reader.CurrentDepth == 1 && IsNamed(ref reader, "error"u8))
        {
            return EnvelopeMember.Error;
        }

        if (reader.CurrentDepth != _path.Length)
        {
            return EnvelopeMember.None;
        }

        return IsNamed(ref reader, "index"u8) ? EnvelopeMember.Index
            : IsNamed(ref reader, "items_per_page"u8) ? EnvelopeMember.ItemsPerPage
            : IsNamed(ref reader, "current_item_count"u8) ? EnvelopeMember.CurrentItemCount
            : IsNamed(ref reader, "total"u8) ? EnvelopeMember.Total
            : IsNamed(ref reader, "timed_out"u8) ? EnvelopeMember.TimedOut
            : EnvelopeMember.None;
    }

    [MethodImpl(HotPath.Optimized)]
    private bool TryReadRow(ref Utf8JsonReader reader, ReadOnlySpan<byte> bytes, RowPage<T> page, string? key = null)
    {
        Utf8JsonReader rowStart = reader;
        int start = (int)reader.TokenStartIndex;
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            try
            {
                if (!contract.TryRead(ref reader, bytes, context, out T row, out ulong identity))
                {
                    return false;
                }

                Add(page, row, identity, key);
                return true;
            }
            catch (InvalidOperationException)
            {
                // A text in it is no Unicode: once more, leniently.
                reader = rowStart;
            }
        }

        if (!reader.TrySkip())
        {
            return false;
        }

        ReadOnlySpan<byte> text = bytes.Slice(start, (int)reader.BytesConsumed - start);
        if (!TryReadLeniently(text, page, key))
        {
            ulong identity = Identity64.Of(text, 0);
            page.FirstIdentity = page.Count == 0 ? identity : page.FirstIdentity;
            page.LastIdentity = identity;
            page.Failures.Add(new RowFailure(page.Count, identity, Encoding.UTF8.GetString(text.Slice(0, Math.Min(text.Length, FailureTextLength)).ToArray())));
        }

        return true;
    }

    private bool TryReadLeniently(ReadOnlySpan<byte> text, RowPage<T> page, string? key)
    {
        if (text[0] != '{')
        {
            return false;
        }

        byte[] repaired = JsonText.Repair(text);
        var reader = new Utf8JsonReader(repaired, Options);
        reader.Read();
        try
        {
            if (contract.TryRead(ref reader, repaired, context, out T row, out _))
            {
                // Rows that differ only in what was repaired are still different rows.
                Add(page, row, Identity64.Of(text, 0), key);
                return true;
            }
        }
        catch (InvalidOperationException)
        {
            // Stays unreadable.
        }

        return false;
    }

    [MethodImpl(HotPath.Optimized)]
    private static void Add(RowPage<T> page, T row, ulong identity, string? key)
    {
        if (key is not null && row is IKeyed keyed)
        {
            keyed.Key = key;
        }

        page.FirstIdentity = page.Count == 0 ? identity : page.FirstIdentity;
        page.LastIdentity = identity;
        page.Rows.Add(row);
        page.Identities.Add(identity);
    }

    private static string Describe(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray or JsonTokenType.EndArray => "a list",
        JsonTokenType.StartObject or JsonTokenType.EndObject => "an object",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.Null => "null",
        _ => "true or false",
    };

    private UnexpectedAnswerException Broken(JsonException e)
    {
        // Within the first line, and the API writes one, the JSON reader counts from the start of the answer.
        long position = e.BytePositionInLine is { } inLine && e.LineNumber is 0 ? inLine : _consumed;
        int from = Math.Max(0, _start - 20);
        return new UnexpectedAnswerException($"The answer is broken JSON at byte {position}: {(_isFinal ? "it ends too early." : e.Message)}", e)
        {
            IsTransient = true,
            ServerMessage = Encoding.UTF8.GetString(_buffer, from, Math.Min(_end - from, 400)),
            RecommendedAction = "Try again. If it goes on at the same place, the server or something between cuts its answers.",
        };
    }

    private UnexpectedAnswerException NotTheApi(string what) => new($"The answer is JSON, but not what the API gives. {what}")
    {
        ServerMessage = Encoding.UTF8.GetString(_buffer, _start, Math.Min(_end - _start, 4096)),
        RecommendedAction = "Check -Server; -Verbose shows what was asked.",
    };

    private enum EnvelopeMember
    {
        None,
        Index,
        ItemsPerPage,
        CurrentItemCount,
        Total,
        TimedOut,
        Error,
    }
}
