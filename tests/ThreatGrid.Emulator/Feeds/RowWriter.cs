using System;
using System.Globalization;
using System.Text;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>
/// Writes the rows of the IOC feeds as bytes, without an object per row: a page of a thousand must cost next to nothing, or
/// benches would measure the emulator.
/// </summary>
internal sealed class RowWriter(IocRows rows, string feed)
{
    private const string Hex = "0123456789abcdef";

    private readonly byte[] _buffer = new byte[4096];
    private int _length;

    /// <summary>One row as the server writes it; odd ones vary its form.</summary>
    public ReadOnlySpan<byte> Write(long row, bool odd)
    {
        _length = 0;
        (int confidence, int severity) = rows.ScoresOf(row);
        if (odd && row % 2 == 1)
        {
            Add("{\"severity\":"u8);
            AddNumber(severity);
            Add(",\"note\":{\"text\":\"\\u00fcber\",\"size\":18446744073709551615},"u8);
        }
        else
        {
            Add("{"u8);
        }

        Add("\"timestamp\":\""u8);
        AddTime(rows.TimeOf(row));
        Add("\",\"confidence\":"u8);
        AddNumber(confidence);
        Add(",\"sample_id\":\""u8);
        AddSampleId(IocRows.SampleOf(row));
        Add("\",\"ioc\":\""u8);
        AddText(rows.IndicatorOf(row));
        Add("\""u8);
        if (!odd || row % 2 == 0)
        {
            Add(",\"severity\":"u8);
            AddNumber(severity);
        }

        if (feed != "artifacts")
        {
            Add(",\"sample_sha256\":\""u8);
            AddHash(IocRows.SampleOf(row), 4);
            Add("\""u8);
        }

        AddOwn(row, odd);
        Add("}"u8);
        return _buffer.AsSpan(0, _length);
    }

    public string SampleIdOf(long row)
    {
        _length = 0;
        AddSampleId(IocRows.SampleOf(row));
        return Encoding.ASCII.GetString(_buffer, 0, _length);
    }

    public string IpOf(long row)
    {
        _length = 0;
        AddIp(row);
        return Encoding.ASCII.GetString(_buffer, 0, _length);
    }

    public int PortOf(long row) => (Mix.Of(rows.Seed, (ulong)row, 3) % 4) switch { 0 => 80, 1 => 443, 2 => 8080, _ => 53 };

    private void AddOwn(long row, bool odd)
    {
        switch (feed)
        {
            case "ips":
                Add(",\"ip\":\""u8);
                AddIp(row);
                Add("\",\"port\":"u8);
                if (row % 2 == 0)
                {
                    AddPort(row, odd);
                }
                else
                {
                    Add("null"u8);
                }

                break;
            case "domains":
                Add(",\"domain\":\""u8);
                AddDomain(row);
                Add("\""u8);
                break;
            case "urls":
                Add(",\"url\":\"http://"u8);
                AddDomain(row);
                Add(":80/"u8);
                AddWord(row, 5);
                Add("?id="u8);
                AddNumber((long)(Mix.Of(rows.Seed, (ulong)row, 6) % 1000));
                Add("\""u8);
                break;
            case "paths":
                Add(",\"path\":\"\\\\Users\\\\Administrator\\\\AppData\\\\Roaming\\\\"u8);
                AddWord(row, 5);
                Add(".exe\""u8);
                break;
            case "artifacts":
                Add(",\"aid\":"u8);
                AddNumber((row % 40) + 1);
                Add(",\"artifact_md5\":\""u8);
                AddHash((ulong)row, 2);
                Add("\",\"artifact_sha256\":\""u8);
                AddHash((ulong)row, 4);
                Add("\",\"path\":\"\\\\TEMP\\\\"u8);
                AddWord(row, 5);
                Add(".dll\""u8);
                break;
            case "network_streams":
                Add(",\"src\":\"192.168.1."u8);
                AddNumber((row % 200) + 10);
                Add("\",\"src_port\":"u8);
                AddNumber(49152 + (row % 16000));
                Add(",\"dst\":\""u8);
                AddIp(row);
                Add("\",\"dst_port\":"u8);
                AddPort(row, odd);
                break;
            default:
                // No source shows a row of the registry feed; these members are made up.
                Add(",\"registry_key\":\"MACHINE\\\\SOFTWARE\\\\MICROSOFT\\\\WINDOWS\\\\CURRENTVERSION\\\\RUN\",\"value_name\":\""u8);
                AddWord(row, 5);
                Add("\""u8);
                break;
        }
    }

    private void AddPort(long row, bool odd)
    {
        if (odd)
        {
            Add("\""u8);
        }

        AddNumber(PortOf(row));
        if (odd)
        {
            Add("\""u8);
        }
    }

    private void AddIp(long row)
    {
        ulong mix = Mix.Of(rows.Seed, (ulong)row / 2, 2);
        switch (mix % 20)
        {
            case 0:
                Add("192.168.1."u8);
                AddNumber((long)(mix >> 8) & 0xFF);
                break;
            case 1:
                Add("2a02:1::"u8);
                AddHexDigits((mix >> 8) & 0xFFFF, 4);
                break;
            default:
                Add("11."u8);
                AddNumber((long)((mix >> 8) & 0x0F));
                Add("."u8);
                AddNumber((long)((mix >> 16) & 0xFF));
                Add("."u8);
                AddNumber((long)((mix >> 24) & 0xFF));
                break;
        }
    }

    private void AddDomain(long row)
    {
        AddWord(row / 2, 7);
        Add("-"u8);
        AddNumber((long)(Mix.Of(rows.Seed, (ulong)row / 2, 8) % 5000));
        Add("."u8);
        AddWord(row / 2, 9);
        Add(".example"u8);
    }

    private void AddWord(long row, ulong salt) => AddText(Names.Words[Mix.Of(rows.Seed, (ulong)row, salt) % (ulong)Names.Words.Length]);

    private void AddSampleId(ulong sample) => AddHash(sample ^ 0x5A5A, 2);

    private void AddHash(ulong number, int words)
    {
        for (int i = 0; i < words; i++)
        {
            AddHexDigits(Mix.Of(rows.Seed, number, (ulong)(20 + i)), 16);
        }
    }

    private void AddHexDigits(ulong value, int digits)
    {
        for (int i = digits - 1; i >= 0; i--)
        {
            _buffer[_length + i] = (byte)Hex[(int)(value & 0xF)];
            value >>= 4;
        }

        _length += digits;
    }

    private void AddTime(long seconds)
    {
        DateTime time = DateTime.UnixEpoch.AddSeconds(seconds);
        time.TryFormat(_buffer.AsSpan(_length), out int written, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        _length += written;
    }

    private void AddNumber(long number)
    {
        number.TryFormat(_buffer.AsSpan(_length), out int written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void AddText(string ascii) => _length += Encoding.ASCII.GetBytes(ascii, _buffer.AsSpan(_length));

    private void Add(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }
}
