using System;
using System.Net;

namespace ThreatGrid;

/// <summary>All of a connection but its name and its key.</summary>
internal sealed record ConnectionSettings
{
    public required Uri Server { get; init; }

    public KeyPlacement KeyIn { get; init; } = KeyPlacement.Header;

    /// <summary>Seconds to connect, and seconds without a byte, before a request is given up.</summary>
    public int TimeoutSec { get; init; } = 60;

    public int MaximumRetryCount { get; init; } = 5;

    public TimeSpan RetryInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that is sat through when the server asks for one.</summary>
    public TimeSpan MaxWait { get; init; } = TimeSpan.FromMinutes(10);

    public Uri? Proxy { get; init; }

    public NetworkCredential? ProxyCredential { get; init; }

    public bool ProxyUseDefaultCredentials { get; init; }

    public bool NoProxy { get; init; }

    public bool SkipCertificateCheck { get; init; }

    /// <summary>SHA-1 or SHA-256 of the server's certificate, hexadecimal without separators, upper case.</summary>
    public string? CertificateThumbprint { get; init; }

    /// <summary>A PEM file with the certificates of the authorities to trust.</summary>
    public string? CertificateAuthority { get; init; }
}
