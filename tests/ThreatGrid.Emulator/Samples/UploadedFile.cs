namespace ThreatGrid.Emulator.Samples;

/// <summary>The file of a submission.</summary>
internal sealed record UploadedFile(string Name, long Length, string Sha256, string Sha1, string Md5, string? Disposition, byte[]? Content);
