using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>Sends requests of one connection: retries, gate, errors, time-outs and the verbose line of each.</summary>
internal sealed class ApiClient
{
    private const int ErrorBodyLimit = 128 * 1024;
    private const int ServerMessageLength = 200;

    private static readonly ProductInfoHeaderValue UserAgent = new(
        "ThreatGrid-PowerShell",
        typeof(ApiClient).Assembly.GetName().Version!.ToString(3));

    private static readonly StringWithQualityHeaderValue Gzip = new("gzip");

    private readonly ConnectionEngine _engine;
    private readonly IRequestObserver _observer;

    public ApiClient(Connection connection, IRequestObserver observer)
    {
        _engine = ConnectionEngine.Of(connection);
        _observer = observer;
    }

    public Connection Connection => _engine.Connection;

    public ServerClock Clock => _engine.Clock;

    public Redactor Redactor => _engine.Redactor;

    public FreshSamples Fresh => _engine.Fresh;

    public IRequestObserver Observer => _observer;

    /// <summary>Who the key belongs to, once the server was asked.</summary>
    public Identity? Owner
    {
        get => _engine.Owner;
        set => _engine.Owner = value;
    }

    /// <summary>Sends a request and reads its answer, both again where the retry policy allows it.</summary>
    /// <param name="request">What to ask.</param>
    /// <param name="read">Reads the answer; a failure in it counts as a failure of the request.</param>
    /// <param name="cancellationToken">Ends it at once, waits included.</param>
    /// <exception cref="ThreatGridException">By its meaning, one of the subclasses.</exception>
    public Task<T> SendAsync<T>(ApiRequest request, Func<ApiAnswer, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
        => _engine.Retry.RunAsync(request.IsIdempotent, () => TryOnceAsync(request, read, cancellationToken), _observer, cancellationToken);

    private async Task<T> TryOnceAsync<T>(ApiRequest request, Func<ApiAnswer, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        var uri = new Uri(Connection.Server, request.ToRelativeUri());
        string shown = Describe(request, uri);
        var clock = Stopwatch.StartNew();
        string? requestId = null;
        try
        {
            using ApiRequestMessage message = CreateMessage(request, uri);
            using HttpResponseMessage response = await SendHeadersAsync(message, cancellationToken).ConfigureAwait(false);
            requestId = ReadRequestId(response);
            Observe(response);
            using var body = new BodyStream(await OpenBodyAsync(response).ConfigureAwait(false), response, Connection);
            using ReadingStream unpacked = Unpack(body, response);
            if (!response.IsSuccessStatusCode)
            {
                string said = await ReadErrorBodyAsync(unpacked, cancellationToken).ConfigureAwait(false);
                throw StatusFailure.Explain(response, request.Secret is { } secret ? new Redactor(SecureText.Reveal(secret)).Clean(said) : said, _engine, _engine.Retry.Now());
            }

            using Stream masked = ApiAnswer.IsTextType(response.Content.Headers.ContentType?.MediaType)
                ? new KeyMaskingStream(unpacked, Connection.RevealKey())
                : unpacked;
            T result = await read(new ApiAnswer(response, masked, _engine), cancellationToken).ConfigureAwait(false);
            Report(shown, (int)response.StatusCode, body.BytesRead, clock);
            return result;
        }
        catch (ThreatGridException e)
        {
            e.Request ??= shown;
            e.RequestId ??= requestId;
            e.ServerMessage = e.ServerMessage is { } said ? _engine.Redactor.Excerpt(said, ServerMessageLength) : null;
            Report(shown, e.StatusCode, null, clock);
            throw;
        }
    }

    private ApiRequestMessage CreateMessage(ApiRequest request, Uri uri)
    {
        var message = new ApiRequestMessage(request.Method, uri, Connection);
        message.Headers.UserAgent.Add(UserAgent);
        message.Headers.ExpectContinue = false;
        message.Headers.AcceptEncoding.Add(Gzip);
        message.Content = request.Content?.Invoke();
        request.Prepare?.Invoke(message);
        return message;
    }

    private async Task<HttpResponseMessage> SendHeadersAsync(ApiRequestMessage message, CancellationToken cancellationToken)
    {
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        TimeSpan patience = TimeSpan.FromSeconds(Connection.TimeoutSec);
        silence.CancelAfter(patience);
        if (message.Content is IMovingContent moving)
        {
            // An upload may take as long as it takes; only its standing still counts.
            moving.Moved = () => silence.CancelAfter(patience);
        }

        try
        {
            using HttpClient client = HttpTransport.CreateClient(Connection.Settings);
            return await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, silence.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Silent(Connection, e);
        }
        catch (Exception e) when (TransportFailure.IsNetwork(e))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Explain(e, Connection);
        }
    }

    private async Task<Stream> OpenBodyAsync(HttpResponseMessage response)
    {
        try
        {
            return await response.Content.ReadAsStreamAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (TransportFailure.IsNetwork(e))
        {
            throw TransportFailure.Explain(e, Connection);
        }
    }

    /// <summary>The body as it was before the server packed it; what the headers say of the packed one is taken away.</summary>
    private ReadingStream Unpack(BodyStream body, HttpResponseMessage response)
    {
        HttpContentHeaders headers = response.Content.Headers;
        if (headers.ContentEncoding.All(e => e.Equals("identity", StringComparison.OrdinalIgnoreCase)))
        {
            return body;
        }

        if (headers.ContentEncoding.Count > 1 || headers.ContentEncoding.First().ToUpperInvariant() is not ("GZIP" or "X-GZIP"))
        {
            throw new UnexpectedAnswerException($"The server packed its answer in a way that it was not asked for: {_engine.Redactor.Excerpt(string.Join(", ", headers.ContentEncoding), ServerMessageLength)}.")
            {
                RecommendedAction = "Something between here and the server may change answers; look at -Proxy.",
            };
        }

        headers.ContentEncoding.Clear();
        headers.ContentLength = null;
        return new UnpackedStream(body, Connection);
    }

    private void Observe(HttpResponseMessage response)
    {
        _engine.Clock.Observe(response.Headers.Date);
        if (_engine.Clock.ShouldWarn())
        {
            _observer.Warning(string.Format(
                CultureInfo.InvariantCulture,
                "The clock of '{0}' is {1:0.#} minutes {2} this computer's. Time windows follow the server's clock.",
                Connection.Server.Host,
                _engine.Clock.Skew.Duration().TotalMinutes,
                _engine.Clock.Skew > TimeSpan.Zero ? "ahead of" : "behind"));
        }
    }

    private string Describe(ApiRequest request, Uri uri)
    {
        bool inQuery = Connection.KeyIn == KeyPlacement.Query
            || (Connection.KeyIn == KeyPlacement.Form && request.Content is null);
        string address = uri.AbsoluteUri;
        if (inQuery)
        {
            address = uri.Query.Length > 0
                ? address.Insert(address.IndexOf('?') + 1, "api_key=****&")
                : address + "?api_key=****";
        }

        return request.Method + " " + _engine.Redactor.Clean(address);
    }

    private void Report(string shown, int? status, long? bytes, Stopwatch clock)
        => _observer.Verbose(string.Format(
            CultureInfo.InvariantCulture,
            "{0} -> {1}{2}, {3} ms",
            shown,
            status is { } code ? code : "no answer",
            bytes is { } size ? $", {size.ToString("N0", CultureInfo.InvariantCulture)} bytes" : string.Empty,
            clock.ElapsedMilliseconds));

    private string? ReadRequestId(HttpResponseMessage response)
        => response.Headers.TryGetValues("TG-REQUEST-ID", out System.Collections.Generic.IEnumerable<string>? values) && values.FirstOrDefault() is { } id
            ? _engine.Redactor.Excerpt(id, ServerMessageLength)
            : null;

    private async Task<string> ReadErrorBodyAsync(ReadingStream body, CancellationToken cancellationToken)
    {
        var buffer = new byte[ErrorBodyLimit];
        int length = 0;

        // One that comes byte by byte never stands still, and nobody waits hours for an error.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(Connection.TimeoutSec));
        try
        {
            int read;
            while (length < buffer.Length && (read = await body.ReadAsync(buffer, length, buffer.Length - length, patience.Token).ConfigureAwait(false)) > 0)
            {
                length += read;
            }
        }
        catch (Exception e) when (e is ThreatGridException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The status tells enough; a broken error page must not hide it.
        }

        return Encoding.UTF8.GetString(buffer, 0, length);
    }
}
