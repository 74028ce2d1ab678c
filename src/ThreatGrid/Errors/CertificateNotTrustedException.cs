using System;

namespace ThreatGrid;

/// <summary>The server's certificate is not trusted.</summary>
public sealed class CertificateNotTrustedException : ThreatGridException
{
    internal CertificateNotTrustedException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
