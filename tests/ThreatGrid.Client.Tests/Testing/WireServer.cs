using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>A server of bare sockets, which writes answers that no honest server gives.</summary>
internal sealed class WireServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly List<TcpClient> _clients = [];
    private int _requests;
    private long _bytesSent;

    public WireServer()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>Writes the answer to a request; false where the connection ends with it.</summary>
    public delegate bool Script(string request, Stream answer);

    /// <summary>What is answered now.</summary>
    public Script Answer { get; set; } = (_, answer) => Send(answer, "{\"api_version\":2,\"data\":{}}");

    public Uri Uri => new("http://127.0.0.1:" + ((IPEndPoint)_listener.LocalEndpoint).Port + "/");

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Bytes that the other side took.</summary>
    public long BytesSent => Interlocked.Read(ref _bytesSent);

    public static bool Send(Stream answer, string body, string status = "200 OK", string headers = "") => Send(answer, Encoding.UTF8.GetBytes(body), status, headers);

    /// <summary>Writes an answer in which nothing is wrong but what is given.</summary>
    public static bool Send(Stream answer, byte[] body, string status = "200 OK", string headers = "")
    {
        byte[] head = Encoding.GetEncoding("iso-8859-1").GetBytes($"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{headers}\r\n");
        var all = new byte[head.Length + body.Length];
        head.CopyTo(all, 0);
        body.CopyTo(all, head.Length);
        answer.Write(all, 0, all.Length);
        return true;
    }

    public void Dispose()
    {
        _listener.Stop();
        lock (_clients)
        {
            _clients.ForEach(c => c.Dispose());
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                TcpClient client = _listener.AcceptTcpClient();
                client.NoDelay = true;
                lock (_clients)
                {
                    _clients.Add(client);
                }

                new Thread(() => Serve(client)) { IsBackground = true }.Start();
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // Disposed.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = new CountingStream(client.GetStream(), this);
                while (ReadRequest(stream) is { } request && Answer(request, stream))
                {
                }
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or NotSupportedException)
        {
            // The other side had enough.
        }
    }

    /// <summary>The first line of a request whose head and body have come; null where the other side is gone.</summary>
    private string? ReadRequest(Stream stream)
    {
        var head = new StringBuilder();
        while (head.Length < 4 || head.ToString(head.Length - 4, 4) != "\r\n\r\n")
        {
            int value = stream.ReadByte();
            if (value < 0)
            {
                return null;
            }

            head.Append((char)value);
        }

        Interlocked.Increment(ref _requests);
        string[] lines = head.ToString().Split(["\r\n"], StringSplitOptions.None);
        foreach (string line in lines)
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                for (int left = int.Parse(line.Substring(15), System.Globalization.CultureInfo.InvariantCulture); left > 0; left--)
                {
                    _ = stream.ReadByte();
                }
            }
        }

        return lines[0];
    }

    private sealed class CountingStream(Stream inner, WireServer server) : Stream
    {
        private readonly BufferedStream _reading = new(inner);

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => _reading.Read(buffer, offset, count);

        public override int ReadByte() => _reading.ReadByte();

        public override void Write(byte[] buffer, int offset, int count)
        {
            inner.Write(buffer, offset, count);
            Interlocked.Add(ref server._bytesSent, count);
        }

        public override void Flush() => inner.Flush();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
