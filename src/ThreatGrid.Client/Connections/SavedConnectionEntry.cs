namespace ThreatGrid.Client.Connections;

/// <summary>A saved connection as it stands in the file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Settings">Its settings, without any password.</param>
/// <param name="Key">Where its key is.</param>
internal sealed record SavedConnectionEntry(string Name, ConnectionSettings Settings, KeyReference Key);
