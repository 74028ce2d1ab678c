namespace ThreatGrid.Observables;

/// <summary>Tells hashes apart by their length.</summary>
internal static class HashKind
{
    /// <summary>Null where a text has the length of none.</summary>
    public static ObservableType? Of(string? text) => text?.Trim().Length switch
    {
        32 => ObservableType.Md5,
        40 => ObservableType.Sha1,
        64 => ObservableType.Sha256,
        _ => null,
    };
}
