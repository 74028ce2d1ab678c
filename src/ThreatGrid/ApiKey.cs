using System.Security;

namespace ThreatGrid;

/// <summary>An API key on its way into a connection. Shows nothing of itself.</summary>
public sealed class ApiKey
{
    internal ApiKey(SecureString value) => Value = value;

    internal SecureString Value { get; }

    /// <inheritdoc />
    public override string ToString() => "****";
}
