using System;
using System.Security;

namespace ThreatGrid;

/// <summary>
/// A server, the key for it and how to talk to it. Does not change once made and may be used from several runspaces at once.
/// The key is on no public member.
/// </summary>
public sealed class Connection
{
    private readonly SecureString _key;

    internal Connection(string name, ConnectionSettings settings, SecureString key)
    {
        Name = name;
        Settings = settings;
        _key = key.Copy();
        _key.MakeReadOnly();
        Origin = new Origin(name, settings.Server);
        KeyHint = MakeHint(RevealKey());
    }

    /// <summary>The name by which <c>-Connection</c> finds it.</summary>
    public string Name { get; }

    /// <summary>The server's address.</summary>
    public Uri Server => Settings.Server;

    /// <summary>The login of the key's owner; null until the server was asked.</summary>
    public string? Login { get; internal set; }

    /// <summary>The role of the key's owner, for example <c>user</c> or <c>org-admin</c>; null until the server was asked.</summary>
    public string? Role { get; internal set; }

    /// <summary>The organisation of the key's owner; null until the server was asked.</summary>
    public long? OrganizationId { get; internal set; }

    /// <summary>Whether commands without <c>-Connection</c> use it.</summary>
    public bool IsDefault { get; internal set; }

    /// <summary><c>****</c> and at most the last four characters of the key.</summary>
    public string KeyHint { get; }

    /// <summary>Where the key goes in a request.</summary>
    public KeyPlacement KeyIn => Settings.KeyIn;

    /// <summary>Seconds to connect, and seconds without a byte, before a request is given up.</summary>
    public int TimeoutSec => Settings.TimeoutSec;

    /// <summary>How often a failed request is tried again.</summary>
    public int MaximumRetryCount => Settings.MaximumRetryCount;

    /// <summary>The wait before the first retry; it doubles with each.</summary>
    public TimeSpan RetryInterval => Settings.RetryInterval;

    /// <summary>The longest wait that is sat through when the server asks for one.</summary>
    public TimeSpan MaxWait => Settings.MaxWait;

    /// <summary>The proxy; null where the system's own settings hold.</summary>
    public Uri? Proxy => Settings.Proxy;

    /// <summary>Whether the server's certificate goes unchecked.</summary>
    public bool SkipCertificateCheck => Settings.SkipCertificateCheck;

    /// <summary>The pinned thumbprint of the server's certificate.</summary>
    public string? CertificateThumbprint => Settings.CertificateThumbprint;

    /// <summary>The file with the authorities to trust.</summary>
    public string? CertificateAuthority => Settings.CertificateAuthority;

    internal ConnectionSettings Settings { get; }

    internal Origin Origin { get; }

    /// <summary>The engine's own state for this connection; built on first use.</summary>
    internal object? EngineState { get; set; }

    /// <inheritdoc />
    public override string ToString() => Name;

    /// <summary>The key in plain text, for the moment it is put into a request.</summary>
    internal string RevealKey() => SecureText.Reveal(_key);

    private static string MakeHint(string key) => key.Length < 16 ? "****" : "****" + key.Substring(key.Length - 4);
}
