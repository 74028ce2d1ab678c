using System;

namespace ThreatGrid;

/// <summary>A connection saved by <c>Register-TGConnection</c>.</summary>
public sealed class SavedConnection
{
    internal SavedConnection(string name, Uri server, string keyStore) => (Name, Server, KeyStore) = (name, server, keyStore);

    /// <summary>The name of the connection.</summary>
    public string Name { get; }

    /// <summary>The server's address.</summary>
    public Uri Server { get; }

    /// <summary>Where the key is: protected by Windows, or a reference to a secret or to an environment variable.</summary>
    public string KeyStore { get; }

    /// <inheritdoc />
    public override string ToString() => Name;
}
