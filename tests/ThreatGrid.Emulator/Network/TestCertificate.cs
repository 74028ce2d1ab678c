using System.Security.Cryptography.X509Certificates;

namespace ThreatGrid.Emulator.Network;

/// <summary>A certificate to be served.</summary>
/// <param name="Name">The word under which its address is printed.</param>
/// <param name="Certificate">The certificate with its key.</param>
internal sealed record TestCertificate(string Name, X509Certificate2 Certificate);
