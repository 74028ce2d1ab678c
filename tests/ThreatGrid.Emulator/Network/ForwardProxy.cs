using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Emulator.Network;

/// <summary>A forward proxy that asks for credentials: plain requests by their whole address, TLS by CONNECT.</summary>
internal sealed class ForwardProxy : IDisposable
{
    private const string Credentials = "proxyuser:proxypass";

    private readonly TcpListener _listener;
    private readonly EmulatorState _state;
    private readonly CancellationTokenSource _stop = new();

    private ForwardProxy(EmulatorState state)
    {
        _state = state;
        _listener = new TcpListener(IPAddress.Parse(state.Options.Address), 0);
        _listener.Start();
    }

    public string Address => $"http://{_listener.LocalEndpoint}";

    public static ForwardProxy Start(EmulatorState state)
    {
        var proxy = new ForwardProxy(state);
        _ = Task.Run(proxy.AcceptAsync);
        return proxy;
    }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = Task.Run(() => ServeAsync(client));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using TcpClient owned = client;
        try
        {
            NetworkStream near = client.GetStream();
            while (await ReadHeadAsync(near) is { } head)
            {
                string first = head[..head.IndexOf("\r\n", StringComparison.Ordinal)];
                _state.ProxyLog.Enqueue(first);
                string expected = "Proxy-Authorization: Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(Credentials));
                if (!head.Contains(expected, StringComparison.OrdinalIgnoreCase))
                {
                    await near.WriteAsync("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"emulator\"\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
                    continue;
                }

                await ForwardAsync(near, head, first.Split(' '));
                return;
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            // One side went away.
        }
    }

    private async Task ForwardAsync(NetworkStream near, string head, string[] request)
    {
        bool tunnel = request[0] == "CONNECT";
        var target = new Uri(tunnel ? "https://" + request[1] : request[1]);
        using var far = new TcpClient();
        await far.ConnectAsync(target.Host, target.Port, _stop.Token);
        NetworkStream farStream = far.GetStream();
        if (tunnel)
        {
            await near.WriteAsync("HTTP/1.1 200 Connection Established\r\n\r\n"u8.ToArray());
        }
        else
        {
            string rest = head[head.IndexOf("\r\n", StringComparison.Ordinal)..].Replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n", StringComparison.Ordinal);
            await farStream.WriteAsync(Encoding.Latin1.GetBytes($"{request[0]} {target.PathAndQuery} HTTP/1.1{rest}"));
        }

        await Task.WhenAny(near.CopyToAsync(farStream, _stop.Token), farStream.CopyToAsync(near, _stop.Token));
    }

    private static async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        return head.ToString();
    }
}
