namespace ThreatGrid.Client.Archives;

/// <summary>The extra field of WinZip's AES encryption.</summary>
/// <param name="KeyLength">Bytes: 16, 24 or 32.</param>
/// <param name="HasCrc">False for AE-2, where only the authentication code says whether the content is right.</param>
internal sealed record ZipAesHeader(int KeyLength, bool HasCrc)
{
    public const int PasswordCheckLength = 2;

    public const int CodeLength = 10;

    public int SaltLength => KeyLength / 2;

    /// <summary>Bytes that the encryption adds to a member.</summary>
    public int Overhead => SaltLength + PasswordCheckLength + CodeLength;
}
