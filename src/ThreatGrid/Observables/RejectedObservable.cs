using ThreatGrid.Observables;

namespace ThreatGrid;

/// <summary>A value that is not in the output, and why. Kept, dropped and rejected ones together are what came in.</summary>
public sealed class RejectedObservable
{
    internal RejectedObservable(ObservableType? type, string? value, RejectionKind kind, string reason, object? source)
    {
        Type = type;
        Value = value;
        Kind = kind;
        Reason = reason;
        Source = source;
    }

    /// <summary>The value as it came.</summary>
    public string? Value { get; }

    /// <summary>The value in a form that nobody opens by a click.</summary>
    public string? Defanged => Value is null ? null : Defang.Text(Value);

    /// <summary>What kind it was given as.</summary>
    public ObservableType? Type { get; }

    /// <summary>The reason, for scripts.</summary>
    public RejectionKind Kind { get; }

    /// <summary>The reason, for people.</summary>
    public string Reason { get; }

    /// <summary>The object it came with; null for a text.</summary>
    public object? Source { get; }

    /// <inheritdoc />
    public override string ToString() => $"{Value}: {Reason}";
}
