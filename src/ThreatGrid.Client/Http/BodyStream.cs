using System;
using System.IO;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.Client.Http;

/// <summary>
/// The body of an answer as it comes from the network: counts its bytes, gives up when the server goes silent, and notices
/// when the connection ends before all announced bytes came.
/// </summary>
internal sealed class BodyStream(Stream inner, HttpResponseMessage response, Connection connection) : ReadingStream
{
    private readonly long? _announced = response.Content.Headers.ContentLength;

    public long BytesRead { get; private set; }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        idle.CancelAfter(TimeSpan.FromSeconds(connection.TimeoutSec));

#if !NET
        // .NET Framework does not look at the token once the body is being read; closing the answer ends the read there. Elsewhere it
        // would give the connection back to the pool while it is still being read.
        using CancellationTokenRegistration close = idle.Token.Register(static r => ((HttpResponseMessage)r!).Dispose(), response);
#endif
        try
        {
            int read = await inner.ReadAsync(buffer, offset, count, idle.Token).ConfigureAwait(false);
            BytesRead += read;
            if (read == 0 && _announced is { } announced && BytesRead < announced)
            {
                throw new ConnectionFailedException($"The answer of '{connection.Server.Authority}' is cut: {BytesRead} of {announced} bytes came.")
                {
                    IsTransient = true,
                    RecommendedAction = "Try again. If it goes on, look at the network between here and the server.",
                };
            }

            return read;
        }
        catch (Exception e) when (idle.IsCancellationRequested && (e is OperationCanceledException || TransportFailure.IsNetwork(e)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw TransportFailure.Silent(connection, e);
        }
        catch (Exception e) when (TransportFailure.IsNetwork(e))
        {
            throw TransportFailure.Explain(e, connection);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
