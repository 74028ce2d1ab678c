namespace ThreatGrid.Client.Archives;

/// <summary>What a file packs other files in.</summary>
internal enum ArchiveKind
{
    None,
    Zip,
    SevenZip,
    Rar,
    Gzip,
    Bzip2,
    Xz,
    Cabinet,
    Tar,
}
