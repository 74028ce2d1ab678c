using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Archives;

/// <summary>The old encryption of ZIP: weak, and what malware is exchanged in.</summary>
internal sealed class ZipCryptoStream : ReadingStream
{
    private const int HeaderLength = 12;

    private readonly ReadingStream _inner;
    private uint _key0 = 0x12345678;
    private uint _key1 = 0x23456789;
    private uint _key2 = 0x34567890;

    /// <exception cref="InvalidDataException">The password is another one.</exception>
    public ZipCryptoStream(ZipMember member, ReadingStream inner, string password)
    {
        _inner = inner;
        foreach (byte b in Encoding.UTF8.GetBytes(password))
        {
            Update(b);
        }

        var header = new byte[HeaderLength];
        inner.Fill(header);
        byte last = 0;
        foreach (byte b in header)
        {
            last = Decrypt(b);
        }

        if (last != member.PasswordCheck)
        {
            throw new InvalidDataException($"The password does not open '{member.Name}'.");
        }
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int read = await _inner.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        for (int i = offset; i < offset + read; i++)
        {
            buffer[i] = Decrypt(buffer[i]);
        }

        return read;
    }

    private byte Decrypt(byte cipher)
    {
        uint mixed = (ushort)(_key2 | 2);
        byte plain = (byte)(cipher ^ ((mixed * (mixed ^ 1)) >> 8));
        Update(plain);
        return plain;
    }

    private void Update(byte plain)
    {
        _key0 = Crc32.Append(_key0, plain);
        _key1 = ((_key1 + (byte)_key0) * 134775813) + 1;
        _key2 = Crc32.Append(_key2, (byte)(_key1 >> 24));
    }
}
