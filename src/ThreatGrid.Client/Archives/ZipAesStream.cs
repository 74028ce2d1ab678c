using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Archives;

/// <summary>WinZip's AES encryption: counter mode, with an authentication code behind the content.</summary>
internal sealed class ZipAesStream : ReadingStream
{
    private const int Iterations = 1000;
    private const int BlockLength = 16;
    private const int PadLength = 256 * BlockLength;

    private readonly ZipMember _member;
    private readonly ReadingStream _inner;
    private readonly Aes _aes;
    private readonly ICryptoTransform _cipher;
    private readonly IncrementalHash _code;
    private readonly byte[] _counters = new byte[PadLength];
    private readonly byte[] _pad = new byte[PadLength];
    private int _padUsed = PadLength;
    private ulong _block;
    private long _left;
    private bool _isVerified;

    /// <exception cref="InvalidDataException">The password is another one.</exception>
    public ZipAesStream(ZipMember member, ZipAesHeader header, ReadingStream inner, string password)
    {
        _member = member;
        _inner = inner;
        _left = member.CompressedLength - header.Overhead;
        if (_left < 0)
        {
            throw new InvalidDataException($"'{member.Name}' is shorter than its encryption alone.");
        }

        var salt = new byte[header.SaltLength];
        var check = new byte[ZipAesHeader.PasswordCheckLength];
        inner.Fill(salt);
        inner.Fill(check);
#pragma warning disable CA5350, CA5379, CA5387 // The format knows nothing stronger.
        using var keys = new Rfc2898DeriveBytes(Encoding.UTF8.GetBytes(password), salt, Iterations, HashAlgorithmName.SHA1);
        byte[] key = keys.GetBytes(header.KeyLength);
        byte[] codeKey = keys.GetBytes(header.KeyLength);
        byte[] expected = keys.GetBytes(check.Length);
        if (expected[0] != check[0] || expected[1] != check[1])
        {
            throw new InvalidDataException($"The password does not open '{member.Name}'.");
        }

        _code = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, codeKey);
        _aes = Aes.Create();
        _aes.Key = key;
        // The counter mode is made of it: blocks of counters are encrypted, and each only once.
        _aes.Mode = CipherMode.ECB;
        _aes.Padding = PaddingMode.None;
        _cipher = _aes.CreateEncryptor();
#pragma warning restore CA5350, CA5379, CA5387
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int wanted = (int)Math.Min(count, _left);
        if (wanted == 0)
        {
            if (_left == 0 && count > 0)
            {
                await VerifyAsync(cancellationToken).ConfigureAwait(false);
            }

            return 0;
        }

        int read = await _inner.ReadAsync(buffer, offset, wanted, cancellationToken).ConfigureAwait(false);
        _code.AppendData(buffer, offset, read);
        for (int i = offset; i < offset + read; i++)
        {
            if (_padUsed == PadLength)
            {
                RefillPad();
            }

            buffer[i] ^= _pad[_padUsed++];
        }

        _left -= read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _cipher.Dispose();
            _aes.Dispose();
            _code.Dispose();
        }

        base.Dispose(disposing);
    }

    private void RefillPad()
    {
        for (int at = 0; at < PadLength; at += BlockLength)
        {
            _block++;
            for (int i = 0; i < sizeof(ulong); i++)
            {
                _counters[at + i] = (byte)(_block >> (8 * i));
            }
        }

        _cipher.TransformBlock(_counters, 0, PadLength, _pad, 0);
        _padUsed = 0;
    }

    private async Task VerifyAsync(CancellationToken cancellationToken)
    {
        if (_isVerified)
        {
            return;
        }

        var code = new byte[ZipAesHeader.CodeLength];
        await _inner.FillAsync(code, cancellationToken).ConfigureAwait(false);
        byte[] expected = _code.GetHashAndReset();
        for (int i = 0; i < code.Length; i++)
        {
            if (code[i] != expected[i])
            {
                throw new InvalidDataException($"The content of '{_member.Name}' is damaged: its authentication code is wrong.");
            }
        }

        _isVerified = true;
    }
}
