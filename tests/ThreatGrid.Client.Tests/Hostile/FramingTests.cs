using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Files;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Files;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>Servers that lie about the frame of their answers: the length, the pieces, the headers, the packing, the end. In time, in bounded memory, and never taken for whole.</summary>
[Collection(EnvironmentTests.Name)]
public sealed class FramingTests : IDisposable
{
    private const string Type = "Content-Type: application/json\r\n";
    private const string WhoAmI = "{\"api_version\":3,\"data\":{\"login\":\"me\"}}";

    /// <summary>Far more than any limit, and far less than a body without end.</summary>
    private const int MostMegabytes = 400;

    private static readonly byte[] BombOfBlanks = Bomb(64, " ");
    private static readonly byte[] BombOfText = Bomb(64, "x", "{\"data\":{\"login\":\"");
    private static readonly byte[] BombOfMembers = Bomb(64, $"\"a\":\"{new string('x', 200)}\",", "{\"data\":{");

    private static readonly Dictionary<string, WireServer.Script> Lies = new(StringComparer.Ordinal)
    {
        ["length too long"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Length: 500\r\n\r\n{WhoAmI}"),
        ["length too short"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Length: 9\r\n\r\n{WhoAmI}"),
        ["two lengths"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Length: 5\r\nContent-Length: 500\r\n\r\n{WhoAmI}"),
        ["length beyond numbers"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Length: 9223372036854775807\r\n\r\n{WhoAmI}"),
        ["length and chunks"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{{\"api\r\n0\r\n\r\n"),
        ["chunk size no number"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Transfer-Encoding: chunked\r\n\r\nzz\r\n{WhoAmI}\r\n0\r\n\r\n"),
        ["chunk size negative"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Transfer-Encoding: chunked\r\n\r\n-5\r\n{WhoAmI}\r\n0\r\n\r\n"),
        ["chunk size beyond numbers"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{WhoAmI}\r\n0\r\n\r\n"),
        ["chunk without its end"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Transfer-Encoding: chunked\r\n\r\n5\r\n{WhoAmI}"),
        ["chunk size without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}Transfer-Encoding: chunked\r\n\r\n", new string('0', 65536)),
        ["header of megabytes"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}X-Long: {new string('x', 8 << 20)}\r\nContent-Length: {WhoAmI.Length}\r\n\r\n{WhoAmI}"),
        ["hundred thousand headers"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Range(0, 100_000).Select(i => $"X-{i}: {i}\r\n"))}Content-Length: {WhoAmI.Length}\r\n\r\n{WhoAmI}"),
        ["headers without end"] = (_, s) => Repeat(s, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"),
        ["status line without end"] = (_, s) => Repeat(s, "HTTP/1.1 200 ", "OK OK OK OK "),
        ["no status line"] = (_, s) => Raw(s, WhoAmI),
        ["status no number"] = (_, s) => Raw(s, "HTTP/1.1 2x0 OK\r\nContent-Length: 0\r\n\r\n"),
        ["status 999"] = (_, s) => Raw(s, "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n"),
        ["nothing at all"] = (_, _) => false,
        ["whitespace without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}\r\n", new string(' ', 65536)),
        ["text without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}\r\n{{\"data\":{{\"login\":\"", new string('x', 65536)),
        ["name without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}\r\n{{\"", new string('x', 65536)),
        ["number without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}\r\n{{\"data\":{{\"login\":", new string('9', 65536)),
        ["members without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}\r\n{{", $"\"other\":[\"{new string('x', 4000)}\",{{}}],"),
        ["brackets without end"] = (_, s) => Repeat(s, $"HTTP/1.1 200 OK\r\n{Type}\r\n", new string('[', 65536)),
        ["gzip that is none"] = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Encoding: gzip\r\nContent-Length: {WhoAmI.Length}\r\n\r\n{WhoAmI}"),
        ["gzip of a gzip"] = (_, s) => WireServer.Send(s, Gzip(Gzip(Encoding.UTF8.GetBytes(WhoAmI))), headers: "Content-Encoding: gzip\r\n"),
        ["gzip cut"] = (_, s) => WireServer.Send(s, [.. Gzip(Encoding.UTF8.GetBytes(WhoAmI)).Take(25)], headers: "Content-Encoding: gzip\r\n"),
        ["packed as nobody asked"] = (_, s) => WireServer.Send(s, WhoAmI, headers: "Content-Encoding: br\r\n"),
        ["gzip bomb of whitespace"] = (_, s) => WireServer.Send(s, BombOfBlanks, headers: "Content-Encoding: gzip\r\n"),
        ["gzip bomb of a text"] = (_, s) => WireServer.Send(s, BombOfText, headers: "Content-Encoding: gzip\r\n"),
        ["gzip bomb of members"] = (_, s) => WireServer.Send(s, BombOfMembers, headers: "Content-Encoding: gzip\r\n"),
        ["error of gigabytes"] = (_, s) => Repeat(s, $"HTTP/1.1 400 Bad\r\n{Type}\r\n", new string('x', 65536)),
        ["error of open tags"] = (_, s) => Repeat(s, "HTTP/1.1 400 Bad\r\nContent-Type: text/html\r\n\r\n", "<script>"),
        ["error of open brackets of tags"] = (_, s) => Repeat(s, "HTTP/1.1 400 Bad\r\nContent-Type: text/html\r\n\r\n", "<"),
        ["error of brackets"] = (_, s) => Repeat(s, $"HTTP/1.1 400 Bad\r\n{Type}\r\n{{\"error\":", new string('[', 65536)),
        ["redirect to itself"] = (_, s) => Raw(s, "HTTP/1.1 302 Found\r\nLocation: /api/v3/session/whoami\r\nContent-Length: 0\r\n\r\n"),
        ["redirect to nonsense"] = (_, s) => Raw(s, "HTTP/1.1 302 Found\r\nLocation: //[::bad/%zz\r\nContent-Length: 0\r\n\r\n"),
        ["redirect to a bad port"] = (_, s) => Raw(s, "HTTP/1.1 302 Found\r\nLocation: http://a:99999999/\r\nContent-Length: 0\r\n\r\n"),
        ["redirect to a script"] = (_, s) => Raw(s, "HTTP/1.1 302 Found\r\nLocation: javascript:alert(1)\r\nContent-Length: 0\r\n\r\n"),
        ["redirect without a place"] = (_, s) => Raw(s, "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n"),
        ["wait beyond the calendar"] = (_, s) => Raw(s, "HTTP/1.1 429 Slow\r\nDate: Fri, 31 Dec 9999 23:59:59 GMT\r\nRetry-After: 300000000\r\nContent-Length: 0\r\n\r\n"),
        ["wait beyond numbers"] = (_, s) => Raw(s, "HTTP/1.1 429 Slow\r\nRetry-After: 99999999999999999999999\r\nContent-Length: 0\r\n\r\n"),
    };

    private static readonly string[] TooLarge =
    [
        "whitespace without end", "text without end", "name without end", "number without end", "members without end", "gzip bomb of whitespace", "gzip bomb of a text", "gzip bomb of members",
    ];

    private readonly WireServer _server = new();
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Names => [.. Lies.Keys];

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_lie_is_an_error_of_the_module_in_time_and_in_little_memory(string lie)
    {
        _server.Answer = Lies[lie];
        using var memory = new MemoryWatch();
        var clock = Stopwatch.StartNew();
        ThreatGridException[] errors =
        [
            await Assert.ThrowsAnyAsync<ThreatGridException>(() => new AccountClient(Client()).WhoAmIAsync(Soon())),
            await Assert.ThrowsAnyAsync<ThreatGridException>(() => new UserClient(Client()).ListAsync(7, Soon())),
        ];
        if (TooLarge.Contains(lie))
        {
            Assert.All(errors, e => Assert.Contains("larger than it can be", Assert.IsType<UnexpectedAnswerException>(e).Message, StringComparison.Ordinal));
        }

        Assert.True(memory.MostMegabytes < MostMegabytes, $"{memory.MostMegabytes} MB");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_download_of_a_lie_leaves_no_file(string lie)
    {
        // Where a file has no end, a disk has; what comes is written as it comes, and a user sees it grow.
        if (lie.EndsWith("without end", StringComparison.Ordinal) && !lie.StartsWith("status", StringComparison.Ordinal) && !lie.StartsWith("headers", StringComparison.Ordinal))
        {
            return;
        }

        _server.Answer = Lies[lie];
        using var memory = new MemoryWatch();
        try
        {
            using AtomicFile file = AtomicFile.Create(_folder["f"], overwrite: false);
            await new Downloader(Client(), file).RunAsync("/api/v2/samples/x/report.html", (answer, start) => FileSignature.Zip.Check(answer, start), "it", isJson: false, Soon());
            Assert.Fail("It was taken for whole.");
        }
        catch (ThreatGridException)
        {
            // As it should be.
        }

        Assert.Empty(Directory.GetFiles(_folder.Root));
        Assert.True(memory.MostMegabytes < MostMegabytes, $"{memory.MostMegabytes} MB");
    }

    [Fact]
    public async Task An_answer_hidden_behind_another_is_never_taken_for_the_next()
    {
        const string Forged = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 42\r\n\r\n{\"api_version\":3,\"data\":{\"login\":\"them\"}}\n";
        _server.Answer = (_, s) => Raw(s, $"HTTP/1.1 200 OK\r\n{Type}Content-Length: {WhoAmI.Length}\r\n\r\n{WhoAmI}{Forged}", stays: true);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("me", (await new AccountClient(Client()).WhoAmIAsync(Soon())).Login);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(50_000)]
    [InlineData(99_990)]
    public async Task A_packed_download_that_is_cut_is_never_taken_for_whole(int missing)
    {
        var content = new byte[100_000];
        new Random(20261125).NextBytes(content);
        new byte[] { 0xD4, 0xC3, 0xB2, 0xA1 }.CopyTo(content, 0);
        byte[] packed = Gzip(content);
        _server.Answer = (_, s) => WireServer.Send(s, [.. packed.Take(packed.Length - missing)], headers: "Content-Encoding: gzip\r\n");
        using AtomicFile file = AtomicFile.Create(_folder["f"], overwrite: false);
        try
        {
            (long length, _) = await new Downloader(Client(), file).RunAsync("/api/v2/samples/x/network.pcap", (answer, start) => FileSignature.Pcap.Check(answer, start), "it", isJson: false, Soon());
            Assert.Equal(content.Length, length);
            Assert.Equal(0, missing);
        }
        catch (ConnectionFailedException)
        {
            Assert.True(missing > 0);
        }
    }

    [Fact]
    public async Task A_clock_from_the_end_of_time_is_no_clock()
    {
        _server.Answer = (_, s) => WireServer.Send(s, WhoAmI, headers: "Date: Fri, 31 Dec 9999 23:59:59 GMT\r\n");
        ApiClient client = Client();
        await new AccountClient(client).WhoAmIAsync(Soon());
        Assert.InRange(client.Clock.UtcNow, DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow.AddMinutes(1));
    }

    [Fact]
    public async Task An_error_that_drips_ends_with_the_time_out()
    {
        _server.Answer = (_, s) =>
        {
            byte[] head = Encoding.ASCII.GetBytes("HTTP/1.1 400 Bad\r\nContent-Type: text/plain\r\nContent-Length: 100000\r\n\r\n");
            s.Write(head, 0, head.Length);
            while (true)
            {
                s.Write([(byte)'x'], 0, 1);
                Thread.Sleep(100);
            }
        };
        await Assert.ThrowsAsync<InvalidRequestException>(() => new AccountClient(Client(timeoutSec: 1)).WhoAmIAsync(Soon()));
    }

    private static CancellationToken Soon() => new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token;

    private static bool Raw(Stream answer, string text, bool stays = false)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(text);
        answer.Write(bytes, 0, bytes.Length);
        return stays;
    }

    /// <summary>Goes on until the other side has enough.</summary>
    private static bool Repeat(Stream answer, string start, string piece)
    {
        Raw(answer, start);
        byte[] bytes = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, Math.Max(1, 65536 / piece.Length))));
        for (long sent = 0; sent < 3L << 30; sent += bytes.Length)
        {
            answer.Write(bytes, 0, bytes.Length);
        }

        return false;
    }

    private static byte[] Gzip(params byte[][] parts)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            foreach (byte[] part in parts)
            {
                gzip.Write(part, 0, part.Length);
            }
        }

        return packed.ToArray();
    }

    /// <summary>So many megabytes of one piece, packed.</summary>
    private static byte[] Bomb(int megabytes, string piece, string start = "")
        => Gzip([Encoding.ASCII.GetBytes(start), .. Enumerable.Repeat(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(piece, (1 << 20) / piece.Length))), megabytes)]);

    private ApiClient Client(int timeoutSec = 2) => new(
        TestData.Connect(new ConnectionSettings { Server = _server.Uri, NoProxy = true, TimeoutSec = timeoutSec, MaximumRetryCount = 0, RetryInterval = TimeSpan.FromMilliseconds(1) }),
        SilentObserver.Instance);
}
