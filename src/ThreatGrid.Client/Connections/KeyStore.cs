namespace ThreatGrid.Client.Connections;

/// <summary>The kinds of places for the key of a saved connection. None of them is plain text on disk.</summary>
internal enum KeyStore
{
    /// <summary>In the file, protected by DPAPI for the user.</summary>
    ProtectedForUser,

    /// <summary>In the file, protected by DPAPI for the computer.</summary>
    ProtectedForMachine,

    /// <summary>In a vault of SecretManagement.</summary>
    Secret,

    /// <summary>In an environment variable.</summary>
    Environment,
}
