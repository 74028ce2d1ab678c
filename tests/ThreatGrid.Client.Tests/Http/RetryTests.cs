using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Http;

/// <summary>Case 07, with a clock that does not wait.</summary>
public sealed class RetryTests
{
    private static readonly DateTimeOffset Ten = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    private readonly List<TimeSpan> _waits = [];
    private readonly Recorder _observer = new();
    private DateTimeOffset _now = Ten;
    private int _tries;

    // a, i
    [Theory]
    [InlineData("{}")]
    [InlineData("<html><body>too many</body></html>")]
    public async Task R1_Seconds_are_waited_and_at_most_a_tenth_more(string body)
    {
        Assert.Equal("ok", await RunAsync(Policy(), Answer(429, body, ("Retry-After", "17"))));
        AssertWait(17);
        Assert.Single(_observer.Waits);
    }

    // b, c, d
    [Theory]
    [InlineData("10:00:20")]
    [InlineData("09:30:00")]
    [InlineData("11:30:00")]
    public async Task R2_R3_A_date_is_measured_from_the_servers_own_clock(string local)
    {
        _now = Ten.Date + TimeSpan.Parse(local, System.Globalization.CultureInfo.InvariantCulture);
        await RunAsync(Policy(), Answer(429, "{}", ("Retry-After", "Mon, 02 Mar 2026 10:01:00 GMT"), ("Date", "Mon, 02 Mar 2026 10:00:20 GMT")));
        AssertWait(40);
    }

    // e, f
    [Theory]
    [InlineData("Mon, 02 Mar 2026 09:01:00 GMT")]
    [InlineData("-5")]
    [InlineData("abc")]
    [InlineData("")]
    [InlineData("1.5")]
    [InlineData(null)]
    public async Task R2_R3_What_cannot_be_is_the_first_step_of_the_back_off(string? header)
    {
        HttpResponseMessage answer = header is null ? Answer(429, "{}") : Answer(429, "{}", ("Retry-After", header));
        await RunAsync(Policy(), answer);
        AssertWait(1);
    }

    [Fact]
    public async Task Waits_double_with_every_try()
    {
        await RunAsync(Policy(), Answer(503, ""), Answer(500, ""), Answer(502, ""), Answer(504, ""));
        Assert.Equal(4, _waits.Count);
        for (int i = 0; i < 4; i++)
        {
            Assert.InRange(_waits[i].TotalSeconds, 1 << i, (1 << i) * 1.1);
        }
    }

    [Fact]
    public async Task A_503_that_says_how_long_is_waited_for()
    {
        await RunAsync(Policy(), Answer(503, "", ("Retry-After", "7")));
        AssertWait(7);
    }

    // g
    [Fact]
    public async Task R6_A_wait_longer_than_allowed_is_an_error_that_says_when_the_next_slot_is_free()
    {
        QuotaExceededException e = await Assert.ThrowsAsync<QuotaExceededException>(
            () => RunAsync(Policy(), Answer(429, "{}", ("Retry-After", "86400"), ("Date", "Mon, 02 Mar 2026 10:00:00 GMT"))));
        Assert.Empty(_waits);
        Assert.Equal(1, _tries);
        Assert.Equal(TimeSpan.FromDays(1), e.RetryAfter);
        Assert.Equal(new DateTime(2026, 3, 3, 10, 0, 0, DateTimeKind.Utc), e.NextFreeUtc);
        Assert.Contains("Next free slot 2026-03-03T10:00:00Z", e.Message, StringComparison.Ordinal);
        Assert.Equal(429, e.StatusCode);
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999")]
    public async Task R3_Absurd_waits_are_an_error_and_no_overflow(string header)
        => await Assert.ThrowsAsync<QuotaExceededException>(() => RunAsync(Policy(), Answer(429, "{}", ("Retry-After", header))));

    // h
    [Fact]
    public async Task Retries_are_limited()
    {
        HttpResponseMessage[] answers = Enumerable.Range(0, 6).Select(_ => Answer(429, "{}", ("Retry-After", "1"))).ToArray();
        await Assert.ThrowsAsync<QuotaExceededException>(() => RunAsync(Policy(), answers));
        Assert.Equal(6, _tries);
        Assert.Equal(5, _waits.Count);
    }

    [Fact]
    public async Task No_retries_means_none()
    {
        await Assert.ThrowsAsync<ServerErrorException>(() => RunAsync(Policy(retries: 0), Answer(503, "")));
        Assert.Equal(1, _tries);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    [InlineData(302)]
    [InlineData(501)]
    public async Task What_will_not_get_better_is_not_tried_again(int status)
    {
        await Assert.ThrowsAnyAsync<ThreatGridException>(() => RunAsync(Policy(), Answer(status, "{}")));
        Assert.Equal(1, _tries);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task R11_R13_A_post_is_not_repeated_when_nobody_knows_whether_it_arrived(int status)
    {
        await Assert.ThrowsAnyAsync<ThreatGridException>(() => RunAsync(Policy(), idempotent: false, Answer(status, "")));
        Assert.Equal(1, _tries);
    }

    [Fact]
    public async Task R11_A_post_is_repeated_after_429()
    {
        Assert.Equal("ok", await RunAsync(Policy(), idempotent: false, Answer(429, "{}", ("Retry-After", "2"))));
        Assert.Equal(2, _tries);
        AssertWait(2);
    }

    [Fact]
    public async Task R7_One_429_holds_back_all_of_the_connection()
    {
        var released = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        int waiting = 0;
        RetryPolicy policy = Policy();
        policy.Delay = (time, _) =>
        {
            Assert.InRange(time.TotalSeconds, 30, 33);
            Interlocked.Increment(ref waiting);
            return released.Task;
        };
        int sent = 0;
        bool isLimited = true;
        async Task<string> SendAsync()
        {
            Interlocked.Increment(ref sent);
            await Task.Yield();
            return isLimited ? throw Explain(Answer(429, "{}", ("Retry-After", "30"))) : "ok";
        }

        Task<string> first = policy.RunAsync(false, SendAsync, _observer, CancellationToken.None);
        await UntilAsync(() => Volatile.Read(ref waiting) == 1);
        Task<string>[] others = Enumerable.Range(0, 3).Select(_ => policy.RunAsync(false, SendAsync, _observer, CancellationToken.None)).ToArray();
        await UntilAsync(() => Volatile.Read(ref waiting) == 4);
        Assert.Equal(1, sent);
        isLimited = false;
        _now += TimeSpan.FromSeconds(34);
        released.SetResult(true);
        Assert.All(await Task.WhenAll([first, .. others]), r => Assert.Equal("ok", r));
        Assert.Equal(5, sent);
    }

    [Fact]
    public void The_gate_stays_closed_for_the_longest_wait()
    {
        var gate = new RateGate();
        Assert.Equal(TimeSpan.Zero, gate.WaitAt(Ten));
        gate.CloseUntil(Ten.AddSeconds(30));
        gate.CloseUntil(Ten.AddSeconds(10));
        Assert.Equal(TimeSpan.FromSeconds(30), gate.WaitAt(Ten));
        Assert.Equal(TimeSpan.Zero, gate.WaitAt(Ten.AddSeconds(31)));
    }

    [Fact]
    public async Task A_wait_ends_at_once_when_it_is_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        var policy = new RetryPolicy(Settings(5), new RateGate());
        Task<string> run = policy.RunAsync<string>(true, () => throw Explain(Answer(429, "{}", ("Retry-After", "100"))), _observer, cancel.Token);
        await UntilAsync(() => !_observer.Waits.IsEmpty);
        cancel.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    [Fact]
    public async Task A4_The_text_of_the_server_is_short_and_holds_no_key()
    {
        string body = "<html><script>" + TestData.Key + "</script><p>" + new string('x', 150) + "?api_key=" + TestData.Key + new string('y', 100_000) + "</p></html>";
        ServerErrorException e = await Assert.ThrowsAsync<ServerErrorException>(() => RunAsync(Policy(retries: 0), Answer(500, body)));
        Assert.InRange(e.ServerMessage!.Length, 1, 201);
        Assert.DoesNotContain(TestData.Key.Substring(0, 8), e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("<", e.ServerMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"error\":{\"code\":401,\"message\":\"API key is bad\",\"errors\":[{\"code\":401,\"message\":\"other\"}]}}", "API key is bad")]
    [InlineData("{\"error\":{\"errors\":[{\"code\":401,\"message\":\"API key is bad\"}]}}", "API key is bad")]
    [InlineData("{\"error\":\"API key is bad\"}", "API key is bad")]
    [InlineData("{\"error\":null}", null)]
    [InlineData("{\"error\":{\"message\":5}}", null)]
    [InlineData("{\"data\":1}", null)]
    [InlineData("{broken", null)]
    [InlineData("text", null)]
    [InlineData("", null)]
    public void J13_Both_forms_of_errors_are_read(string body, string? message) => Assert.Equal(message, ApiError.ReadMessage(body));

    [Fact]
    public void T30_The_servers_clock_is_followed_and_a_notable_skew_said_once()
    {
        var clock = new ServerClock();
        clock.Observe(null);
        Assert.False(clock.IsKnown);
        clock.Observe(DateTimeOffset.UtcNow.AddSeconds(1));
        Assert.True(clock.IsKnown);
        Assert.Equal(TimeSpan.Zero, clock.Skew);
        Assert.False(clock.ShouldWarn());
        clock.Observe(DateTimeOffset.UtcNow.AddMinutes(7));
        Assert.InRange(clock.Skew.TotalSeconds, 415, 421);
        Assert.InRange((clock.UtcNow - DateTime.UtcNow).TotalSeconds, 414, 421);
        Assert.True(clock.ShouldWarn());
        Assert.False(clock.ShouldWarn());
        clock.Observe(DateTimeOffset.UtcNow.AddMinutes(-7));
        Assert.InRange(clock.Skew.TotalSeconds, -421, -415);
    }

    [Fact]
    public void O29_Everything_in_a_query_is_percent_encoded()
    {
        ApiRequest request = ApiRequest.Get("/api/v2/x").With("after", "2026-03-02T10:00:00Z").With("url", "http://h/a%2Fb?c=d&e#f").With("none", null);
        Assert.Equal("/api/v2/x?after=2026-03-02T10%3A00%3A00Z&url=http%3A%2F%2Fh%2Fa%252Fb%3Fc%3Dd%26e%23f", request.ToRelativeUri());
        Assert.True(request.IsIdempotent);
        Assert.False(new ApiRequest(HttpMethod.Post, "/x").IsIdempotent);
        Assert.Equal("/x?a=1&b=2", ApiRequest.Get("/x?a=1").With("b", "2").ToRelativeUri());
    }

    private static ConnectionSettings Settings(int retries) => new() { Server = new Uri("https://tg.example/"), MaximumRetryCount = retries };

    private static ThreatGridException Explain(HttpResponseMessage answer) => Explain(answer, Ten);

    private static ThreatGridException Explain(HttpResponseMessage answer, DateTimeOffset now)
        => StatusFailure.Explain(answer, answer.Content.ReadAsStringAsync().GetAwaiter().GetResult(), ConnectionEngine.Of(TestData.Connect()), now);

    private static HttpResponseMessage Answer(int status, string body, params (string Name, string Value)[] headers)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent(body),
            RequestMessage = new HttpRequestMessage(HttpMethod.Get, "https://tg.example/api"),
        };
        foreach ((string name, string value) in headers)
        {
            Assert.True(answer.Headers.TryAddWithoutValidation(name, value));
        }

        return answer;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 5000 && !condition(); i++)
        {
            await Task.Delay(1);
        }

        Assert.True(condition());
    }

    private RetryPolicy Policy(int retries = 5) => new(Settings(retries), new RateGate())
    {
        Now = () => _now,
        Delay = (time, _) =>
        {
            _waits.Add(time);
            _now += time;
            return Task.CompletedTask;
        },
    };

    private Task<string> RunAsync(RetryPolicy policy, params HttpResponseMessage[] failures) => RunAsync(policy, true, failures);

    private Task<string> RunAsync(RetryPolicy policy, bool idempotent, params HttpResponseMessage[] failures)
        => policy.RunAsync(
            idempotent,
            () => _tries++ < failures.Length ? throw Explain(failures[_tries - 1], _now) : Task.FromResult("ok"),
            _observer,
            CancellationToken.None);

    private void AssertWait(double seconds)
    {
        Assert.Equal(2, _tries);
        Assert.InRange(_waits.Sum(w => w.TotalSeconds), seconds, seconds * 1.1);
    }
}
