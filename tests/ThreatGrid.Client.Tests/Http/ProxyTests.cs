using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Http;

/// <summary>Proxies, over real sockets.</summary>
public sealed class ProxyTests
{
    private const string LogOn = "proxyuser:proxypass";

    private static readonly Uri Server = new("http://tg.example/");

    [Fact]
    public async Task A_proxy_is_asked_for_the_server_by_its_whole_address()
    {
        using var proxy = new ListeningProxy();
        Assert.Equal("analyst1", await WhoAmIAsync(new ConnectionSettings { Server = Server, Proxy = proxy.Uri }));
        string request = Assert.Single(proxy.Requests);
        Assert.StartsWith("GET http://tg.example/api/v3/session/whoami HTTP/1.1\n", request, StringComparison.Ordinal);
        Assert.Contains("Authorization: Bearer " + TestData.Key + "\n", request, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://tg.example/")]
    [InlineData("https://tg.example/")]
    public async Task A_proxy_that_wants_a_log_on_is_an_error_of_its_own_and_is_not_asked_again(string server)
    {
        using var proxy = new ListeningProxy(LogOn);
        ProxyAuthenticationException e = await Assert.ThrowsAsync<ProxyAuthenticationException>(
            () => WhoAmIAsync(new ConnectionSettings { Server = new Uri(server), Proxy = proxy.Uri, RetryInterval = TimeSpan.FromMilliseconds(1) }));
        Assert.Equal(407, e.StatusCode);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task A_tunnel_is_asked_for_without_the_key()
    {
        using var proxy = new ListeningProxy(LogOn);
        await Assert.ThrowsAsync<ProxyAuthenticationException>(() => WhoAmIAsync(new ConnectionSettings { Server = new Uri("https://tg.example/"), Proxy = proxy.Uri }));
        string request = Assert.Single(proxy.Requests);
        Assert.StartsWith("CONNECT tg.example:443 ", request, StringComparison.Ordinal);
        Assert.DoesNotContain(TestData.Key, request, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_on_goes_to_the_proxy_that_asks()
    {
        using var proxy = new ListeningProxy(LogOn);
        Assert.Equal("analyst1", await WhoAmIAsync(new ConnectionSettings { Server = Server, Proxy = proxy.Uri, ProxyCredential = new NetworkCredential("proxyuser", "proxypass") }));
        Assert.Contains("Proxy-Authorization: Basic ", proxy.Requests.Last(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_wrong_log_on_is_refused_and_not_sent_for_ever()
    {
        using var proxy = new ListeningProxy(LogOn);
        await Assert.ThrowsAsync<ProxyAuthenticationException>(
            () => WhoAmIAsync(new ConnectionSettings { Server = Server, Proxy = proxy.Uri, ProxyCredential = new NetworkCredential("proxyuser", "wrong") }));
        Assert.InRange(proxy.Requests.Count, 1, 3);
    }

    [Fact]
    public async Task No_proxy_means_none()
    {
        using var proxy = new ListeningProxy();
        using var direct = new ListeningProxy();
        Assert.Equal("analyst1", await WhoAmIAsync(new ConnectionSettings { Server = direct.Uri, Proxy = proxy.Uri, NoProxy = true }));
        Assert.Empty(proxy.Requests);
        Assert.StartsWith("GET /api/", Assert.Single(direct.Requests), StringComparison.Ordinal);
    }

    /// <summary>Mono's handler does not ask for the system's proxy; .NET Framework's does.</summary>
    [Fact]
    [Trait("Runtime", "NotMono")]
    public async Task The_systems_proxy_is_used_unless_none_is_wanted()
    {
        using var proxy = new ListeningProxy();
        using var direct = new ListeningProxy();
        IWebProxy? before = SystemProxy;
        SystemProxy = new WebProxy(proxy.Uri);
        try
        {
            Assert.Equal("analyst1", await WhoAmIAsync(new ConnectionSettings { Server = direct.Uri }));
            Assert.StartsWith("GET " + direct.Uri + "api/", Assert.Single(proxy.Requests), StringComparison.Ordinal);
            Assert.Empty(direct.Requests);

            Assert.Equal("analyst1", await WhoAmIAsync(new ConnectionSettings { Server = direct.Uri, NoProxy = true }));
            Assert.Single(proxy.Requests);
            Assert.StartsWith("GET /api/", Assert.Single(direct.Requests), StringComparison.Ordinal);
        }
        finally
        {
            SystemProxy = before;
        }
    }

#if NET
    private static IWebProxy? SystemProxy
    {
        get => System.Net.Http.HttpClient.DefaultProxy;
        set => System.Net.Http.HttpClient.DefaultProxy = value!;
    }
#else
    private static IWebProxy? SystemProxy
    {
        get => WebRequest.DefaultWebProxy;
        set => WebRequest.DefaultWebProxy = value;
    }
#endif

    private static async Task<string?> WhoAmIAsync(ConnectionSettings settings)
        => (await new AccountClient(new ApiClient(TestData.Connect(settings), SilentObserver.Instance)).WhoAmIAsync(CancellationToken.None)).Login;
}
