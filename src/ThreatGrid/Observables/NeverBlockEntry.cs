namespace ThreatGrid;

/// <summary>An entry of the built-in list of what no block list may hold.</summary>
public sealed class NeverBlockEntry
{
    internal NeverBlockEntry(string entry, string reason)
    {
        Entry = entry;
        Reason = reason;
    }

    /// <summary>The address, network or domain; <c>*.</c> in front covers the domain and everything below it.</summary>
    public string Entry { get; }

    /// <summary>Whose it is.</summary>
    public string Reason { get; }
}
