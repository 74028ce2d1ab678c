namespace ThreatGrid.Sync;

/// <summary>What a checkpoint keeps of the file that rows are delivered to.</summary>
/// <param name="Target">The path as it was given, and the format: another one is another delivery.</param>
/// <param name="Path">The file that is being written.</param>
/// <param name="Length">How many bytes of it are delivered.</param>
/// <param name="Number">The number of the next file, where there are several.</param>
internal sealed record SinkState(string Target, string Path, long Length, int Number);
