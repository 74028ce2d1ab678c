using ThreatGrid.Files;

namespace ThreatGrid.Client.Archives;

/// <summary>A file or folder in a ZIP archive, as its directory describes it.</summary>
internal sealed class ZipMember
{
    /// <summary>The name as the archive has it: it may hold folders, and tricks.</summary>
    public required string Name { get; init; }

    /// <summary>The last part of the name, made safe: never a path.</summary>
    public string FileName => SafeFileName.Of(Name.Substring(Name.LastIndexOfAny(['/', '\\']) + 1));

    /// <summary>Bytes once unpacked, as claimed; more are refused.</summary>
    public required long Length { get; init; }

    /// <summary>Bytes in the archive, with what an encryption adds.</summary>
    public required long CompressedLength { get; init; }

    public bool IsDirectory => Name.Length > 0 && Name[Name.Length - 1] is '/' or '\\';

    public required bool IsEncrypted { get; init; }

    /// <summary>PKWARE's strong encryption, which nobody but PKWARE reads.</summary>
    public required bool IsStronglyEncrypted { get; init; }

    /// <summary>0 stored, 8 deflated; the true one where the encryption is AES.</summary>
    public required int Method { get; init; }

    public required uint Crc { get; init; }

    /// <summary>The byte that tells a wrong password of the old encryption.</summary>
    public required byte PasswordCheck { get; init; }

    /// <summary>Null where the encryption is not AES.</summary>
    public required ZipAesHeader? Aes { get; init; }

    /// <summary>Where its own header is.</summary>
    public required long HeaderAt { get; init; }

    /// <summary>Where its bytes are; known once its own header was read.</summary>
    public long DataAt { get; set; }
}
