namespace ThreatGrid.Emulator.Analysis;

/// <summary>An artifact before its JSON is made. The submitted file has no content of its own here.</summary>
internal sealed record PlannedArtifact(int Id, string Path, string Origin, FileKind Kind, ArtifactContent? Content, string Md5, string Sha1, string Sha256, long Size)
{
    public string Name => Path[(Path.LastIndexOfAny(['\\', '/']) + 1)..];

    public static PlannedArtifact Of(int id, string path, string origin, FileKind kind, ArtifactContent content)
        => new(id, path, origin, kind, content, content.Md5, content.Sha1, content.Sha256, content.Size);
}
