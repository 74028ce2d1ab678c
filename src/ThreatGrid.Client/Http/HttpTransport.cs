using System;
using System.Collections.Concurrent;
using System.Net.Http;
using System.Threading;
using Microsoft.Extensions.DependencyInjection;

namespace ThreatGrid.Client.Http;

/// <summary>
/// The clients of this process: one handler chain per server, proxy and certificate setting, made on first use by
/// <c>Microsoft.Extensions.Http</c>, so that a new connection to a known server costs no new socket.
/// </summary>
internal static class HttpTransport
{
    private const string ClientName = "ThreatGrid";

    private static readonly ConcurrentDictionary<TransportKey, Lazy<IHttpClientFactory>> Factories = new();

    public static HttpClient CreateClient(ConnectionSettings settings)
        => Factories.GetOrAdd(TransportKey.Of(settings), _ => new Lazy<IHttpClientFactory>(() => Build(settings))).Value.CreateClient(ClientName);

    private static IHttpClientFactory Build(ConnectionSettings settings)
    {
        var services = new ServiceCollection();
        services.AddTransient<AuthenticationHandler>();
        services
            .AddHttpClient(ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(() => PrimaryHandler.Create(settings))
            .AddHttpMessageHandler<AuthenticationHandler>()
            // The factory's own loggers write whole addresses.
            .RemoveAllLoggers();
        return services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
    }

    private sealed record TransportKey(
        string Authority,
        int Timeout,
        string? Proxy,
        string? ProxyUser,
        string? ProxyPassword,
        bool ProxyDefault,
        bool NoProxy,
        bool SkipCheck,
        string? Thumbprint,
        string? AuthorityFile)
    {
        public static TransportKey Of(ConnectionSettings s) => new(
            s.Server.Scheme + "://" + s.Server.Authority,
            s.TimeoutSec,
            s.Proxy?.AbsoluteUri,
            s.ProxyCredential?.UserName,
            s.ProxyCredential?.Password,
            s.ProxyUseDefaultCredentials,
            s.NoProxy,
            s.SkipCertificateCheck,
            s.CertificateThumbprint,
            s.CertificateAuthority);
    }
}
