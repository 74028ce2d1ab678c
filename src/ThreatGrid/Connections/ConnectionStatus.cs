using System;

namespace ThreatGrid;

/// <summary>What <c>Test-TGConnection</c> found out.</summary>
public sealed class ConnectionStatus
{
    internal ConnectionStatus(Connection connection) => (Connection, Server) = (connection.Name, connection.Server);

    /// <summary>The name of the connection.</summary>
    public string Connection { get; }

    /// <summary>The server's address.</summary>
    public Uri Server { get; }

    /// <summary>Whether the server answered and took the key.</summary>
    public bool Success { get; internal set; }

    /// <summary>The login of the key's owner.</summary>
    public string? Login { get; internal set; }

    /// <summary>The name of the key's owner.</summary>
    public string? UserName { get; internal set; }

    /// <summary>The mail address of the key's owner.</summary>
    public string? Email { get; internal set; }

    /// <summary>The role of the key's owner.</summary>
    public string? Role { get; internal set; }

    /// <summary>The organisation of the key's owner.</summary>
    public long? OrganizationId { get; internal set; }

    /// <summary>How long the answer took.</summary>
    public TimeSpan? Latency { get; internal set; }

    /// <summary>The server's clock minus this computer's; exact to about a second.</summary>
    public TimeSpan? ClockSkew { get; internal set; }

    /// <summary>What went wrong; null where nothing did.</summary>
    public string? Problem { get; internal set; }
}
