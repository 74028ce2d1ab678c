namespace ThreatGrid.Client.Json;

/// <summary>In what form rows stand in an answer.</summary>
internal enum RowShape
{
    /// <summary>A list.</summary>
    List,

    /// <summary>An object whose members are the rows, their names the keys; a list counts too.</summary>
    Map,

    /// <summary>A list under the name on the path, under another one, or without a name: the wrapper is not on record.</summary>
    AnyList,

    /// <summary>One row alone.</summary>
    Record,
}
