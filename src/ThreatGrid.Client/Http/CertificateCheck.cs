using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ThreatGrid.Client.Http;

/// <summary>Decides about the server's certificate by the connection's settings, and remembers why it said no.</summary>
internal sealed class CertificateCheck(ConnectionSettings settings)
{
    private static readonly ConcurrentDictionary<string, string> Refusals = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Why the certificate of a host was refused last; null where it was not.</summary>
    public static string? LastRefusal(Uri server) => Refusals.TryGetValue(server.Authority, out string? why) ? why : null;

    public bool Accept(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (settings.SkipCertificateCheck)
        {
            return true;
        }

        if (certificate is null)
        {
            return Refuse("The server has no certificate.");
        }

        using var leaf = new X509Certificate2(certificate);
        if (settings.CertificateThumbprint is { } pin)
        {
            return ThumbprintsOf(leaf).Contains(pin)
                || Refuse($"Its thumbprint is {leaf.Thumbprint}, the connection is pinned to {pin}.");
        }

        if (errors == SslPolicyErrors.None && settings.CertificateAuthority is null)
        {
            return true;
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            return Refuse($"It is for {leaf.Subject}, not for {settings.Server.Host}. Thumbprint {leaf.Thumbprint}.");
        }

        if (settings.CertificateAuthority is { } file)
        {
            return IsIssuedByFile(leaf, chain, file, out string reason)
                || Refuse($"{reason} Authorities: {file}. Thumbprint {leaf.Thumbprint}.");
        }

        string status = chain is null ? "no chain" : string.Join(" ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct());
        return Refuse($"{status} Subject {leaf.Subject}, thumbprint {leaf.Thumbprint}.");
    }

    /// <summary>The certificates of a PEM file.</summary>
    /// <exception cref="InvalidDataException">The file holds none.</exception>
    public static X509Certificate2Collection ReadAuthorities(string file)
    {
        const string Begin = "-----BEGIN CERTIFICATE-----";
        const string End = "-----END CERTIFICATE-----";
        var found = new X509Certificate2Collection();
        string text = File.ReadAllText(file, Encoding.UTF8);
        for (int at = text.IndexOf(Begin, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Begin, at, StringComparison.Ordinal))
        {
            int start = at + Begin.Length;
            int end = text.IndexOf(End, start, StringComparison.Ordinal);
            if (end < 0)
            {
                break;
            }

#pragma warning disable SYSLIB0057 // Its successor is not there on .NET Framework and .NET 8.
            found.Add(new X509Certificate2(Convert.FromBase64String(text.Substring(start, end - start).Trim())));
#pragma warning restore SYSLIB0057
            at = end;
        }

        return found.Count > 0 ? found : throw new InvalidDataException($"The file '{file}' holds no PEM certificate.");
    }

    private static IEnumerable<string> ThumbprintsOf(X509Certificate2 certificate)
    {
        using var sha256 = SHA256.Create();
        yield return certificate.Thumbprint;
        yield return BitConverter.ToString(sha256.ComputeHash(certificate.RawData)).Replace("-", string.Empty);
    }

    /// <summary>
    /// The chain is built anew with the file's certificates at hand. .NET Framework has no trust store of one's own: there, and
    /// so everywhere, an unknown root is accepted when it is one of the file, and nothing else may be wrong.
    /// </summary>
    private static bool IsIssuedByFile(X509Certificate2 leaf, X509Chain? presented, string file, out string reason)
    {
        X509Certificate2Collection authorities = ReadAuthorities(file);
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllowUnknownCertificateAuthority;
        chain.ChainPolicy.ExtraStore.AddRange(authorities);
        if (presented is not null)
        {
            foreach (X509ChainElement element in presented.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
        }

        if (!chain.Build(leaf))
        {
            reason = string.Join(" ", chain.ChainStatus.Select(s => s.StatusInformation.Trim()).Distinct());
            return false;
        }

        byte[] root = chain.ChainElements[chain.ChainElements.Count - 1].Certificate.RawData;
        bool known = authorities.Cast<X509Certificate2>().Any(a => a.RawData.AsSpan().SequenceEqual(root));
        reason = known ? string.Empty : "It does not come from one of the connection's authorities.";
        return known;
    }

    private bool Refuse(string reason)
    {
        Refusals[settings.Server.Authority] = reason;
        return false;
    }
}
