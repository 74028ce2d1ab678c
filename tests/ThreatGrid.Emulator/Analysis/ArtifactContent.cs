using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The bytes of a file that exists only here, and their true hashes.</summary>
internal sealed class ArtifactContent
{
    private readonly string _name;
    private readonly FileKind _kind;
    private readonly int _size;
    private readonly Lazy<(string Md5, string Sha1, string Sha256)> _hashes;

    public ArtifactContent(string name, FileKind kind, int size)
    {
        _name = name;
        _kind = kind;
        _size = size;
        _hashes = new Lazy<(string, string, string)>(() =>
        {
            byte[] bytes = Bytes();
#pragma warning disable CA5350, CA5351 // Analyses carry these hashes; nothing is secured by them.
            return (Convert.ToHexStringLower(MD5.HashData(bytes)), Convert.ToHexStringLower(SHA1.HashData(bytes)), Convert.ToHexStringLower(SHA256.HashData(bytes)));
#pragma warning restore CA5350, CA5351
        });
    }

    public string Md5 => _hashes.Value.Md5;

    public string Sha1 => _hashes.Value.Sha1;

    public string Sha256 => _hashes.Value.Sha256;

    public int Size => _size;

    public byte[] Bytes() => Make(_name, _kind, _size);

    /// <summary>Bytes that begin as a file of this kind does. A program among them is none: no scanner may take it for one that runs.</summary>
    public static byte[] Make(string name, FileKind kind, int size)
    {
        string start = kind switch
        {
            { IsPortableExecutable: true } => "Emulated program " + name + "\r\n",
            { Type: "url" } => "[InternetShortcut]\r\nURL=http://" + name + ".example:80/\r\n",
            { Type: "html" } => "<!DOCTYPE html><html><head><title>" + name + "</title></head><body>",
            { Type: "pdf" } => "%PDF-1.7\n% " + name + "\n",
            _ => "Emulated content " + name + "\n",
        };
        byte[] bytes = new byte[Math.Max(size, start.Length)];
        Encoding.ASCII.GetBytes(start, bytes);
        Chance chance = Chance.Of(0, "content", name);
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        for (int i = start.Length; i < bytes.Length; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, chance.Draw());
            word[..Math.Min(word.Length, bytes.Length - i)].CopyTo(bytes.AsSpan(i));
        }

        return bytes;
    }
}
