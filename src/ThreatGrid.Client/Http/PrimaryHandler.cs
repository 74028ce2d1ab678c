#if NET
using System;
using System.Net.Security;
#endif
using System.Net;
using System.Net.Http;

namespace ThreatGrid.Client.Http;

/// <summary>Makes the handler at the socket, from the connection's proxy and certificate settings.</summary>
internal static class PrimaryHandler
{
    private const int MaxConnections = 32;

    public static HttpMessageHandler Create(ConnectionSettings settings)
    {
        var check = new CertificateCheck(settings);
#if NET
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(settings.TimeoutSec),
            MaxConnectionsPerServer = MaxConnections,
            // Long-lived sessions must notice when a name moves to another address.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            SslOptions = new SslClientAuthenticationOptions
            {
                RemoteCertificateValidationCallback = (_, certificate, chain, errors) => check.Accept(certificate, chain, errors),
            },
        };
#else
        var handler = new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            MaxConnectionsPerServer = MaxConnections,
            // Windows PowerShell's session default may be TLS 1.0; only this handler is changed, never the process.
            SslProtocols = System.Security.Authentication.SslProtocols.Tls12,
            ServerCertificateCustomValidationCallback = (_, certificate, chain, errors) => check.Accept(certificate, chain, errors),
        };
#endif
        handler.UseProxy = !settings.NoProxy;
        if (settings.NoProxy)
        {
            return handler;
        }

        ICredentials? credentials = settings.ProxyUseDefaultCredentials ? CredentialCache.DefaultCredentials : settings.ProxyCredential;
        if (settings.Proxy is { } address)
        {
            handler.Proxy = new WebProxy(address) { Credentials = credentials };
        }
        else
        {
#if NET
            handler.DefaultProxyCredentials = credentials;
#else
            handler.DefaultProxyCredentials = credentials ?? CredentialCache.DefaultCredentials;
#endif
        }

        return handler;
    }
}
