using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ThreatGrid.Emulator.Network;

/// <summary>Certificates made at the start: a good one of an authority of our own, and three bad ones.</summary>
internal sealed class TestCertificates : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tg-emulator-").FullName;

    private TestCertificates(X509Certificate2 authority, IReadOnlyList<TestCertificate> all)
    {
        All = all;
        File.WriteAllText(AuthorityFile, authority.ExportCertificatePem());
    }

    /// <summary>The good one, the self-signed one, the expired one, the one for another name.</summary>
    public IReadOnlyList<TestCertificate> All { get; }

    public string AuthorityFile => Path.Combine(_folder, "ca.pem");

    public static TestCertificates Create()
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using RSA authorityKey = RSA.Create(2048);
        var request = new CertificateRequest("CN=ThreatGrid emulator authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        X509Certificate2 authority = request.CreateSelfSigned(now.AddYears(-2), now.AddYears(2));
        return new TestCertificates(
            authority,
            [
                new("Tls", Issue(authority, "localhost", now.AddDays(-1), now.AddDays(30))),
                new("TlsSelfSigned", Issue(null, "localhost", now.AddDays(-1), now.AddDays(30))),
                new("TlsExpired", Issue(authority, "localhost", now.AddDays(-60), now.AddDays(-30))),
                new("TlsWrongName", Issue(authority, "elsewhere.example", now.AddDays(-1), now.AddDays(30))),
            ]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static X509Certificate2 Issue(X509Certificate2? authority, string name, DateTimeOffset from, DateTimeOffset to)
    {
        using RSA key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        if (authority is null)
        {
            return Usable(request.CreateSelfSigned(from, to));
        }

        byte[] serial = RandomNumberGenerator.GetBytes(12);
        using X509Certificate2 issued = request.Create(authority, from, to, serial);
        return Usable(issued.CopyWithPrivateKey(key));
    }

    /// <summary>Some systems cannot serve a key that lives in memory only.</summary>
    private static X509Certificate2 Usable(X509Certificate2 certificate)
        => X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
}
