using System.Collections.Generic;

namespace ThreatGrid.Client.Paging;

/// <summary>What is asked of a list, but the window and the page.</summary>
internal sealed class QueryParameters
{
    /// <summary>Parameters in the order they are sent; nothing that was not asked for.</summary>
    public List<KeyValuePair<string, string>> Parameters { get; } = [];

    public void Add(string name, string value) => Parameters.Add(new KeyValuePair<string, string>(name, value));
}
