using System;
using System.Collections.Concurrent;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>
/// A proxy that answers for every server itself, and a server to whoever comes directly. It listens at an address of this computer that is not
/// loopback, since .NET Framework takes no proxy to loopback.
/// </summary>
internal sealed class ListeningProxy : IDisposable
{
    private const string Answer = "{\"api_version\":3,\"id\":1,\"data\":{\"login\":\"analyst1\"}}";

    private readonly TcpListener _listener;
    private readonly string? _logOn;

    /// <param name="logOn">The <c>user:password</c> that it asks for; null for none.</param>
    public ListeningProxy(string? logOn = null)
    {
        _logOn = logOn;
        _listener = new TcpListener(OwnAddress, 0);
        _listener.Start();
        _ = AcceptAsync();
    }

    /// <summary>The requests, each its first line and its headers.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public Uri Uri => new($"http://{_listener.LocalEndpoint}/");

    private static IPAddress OwnAddress => NetworkInterface.GetAllNetworkInterfaces()
        .Where(n => n.OperationalStatus == OperationalStatus.Up)
        .SelectMany(n => n.GetIPProperties().UnicastAddresses)
        .Select(a => a.Address)
        .First(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));

    public void Dispose() => _listener.Stop();

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or SocketException)
        {
            // It was stopped.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (var reader = new StreamReader(client.GetStream(), Encoding.ASCII))
        {
            while (await ReadHeadAsync(reader) is { } head)
            {
                Requests.Enqueue(head);
                byte[] answer = Encoding.ASCII.GetBytes(AnswerTo(head));
                await client.GetStream().WriteAsync(answer, 0, answer.Length);
            }
        }
    }

    private static async Task<string?> ReadHeadAsync(StreamReader reader)
    {
        var head = new StringBuilder();
        try
        {
            while (await reader.ReadLineAsync() is { Length: > 0 } line)
            {
                head.Append(line).Append('\n');
            }
        }
        catch (IOException)
        {
            // The client is gone.
        }

        return head.Length > 0 ? head.ToString() : null;
    }

    private string AnswerTo(string head)
    {
        bool isAllowed = _logOn is null
            || head.IndexOf("Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(_logOn)) + "\n", StringComparison.OrdinalIgnoreCase) >= 0;
        return isAllowed
            ? $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Answer.Length}\r\n\r\n{Answer}"
            : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"test\"\r\nContent-Length: 0\r\n\r\n";
    }
}
