using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Base of all cmdlets. An operation runs on the pool with the cmdlet's token; the pipeline thread waits for it and meanwhile
/// writes what the operation has to say, since only that thread may write.
/// </summary>
public abstract class TGCmdlet : PSCmdlet, IDisposable, IRequestObserver
{
    /// <summary>How long a stopped operation may take to notice.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromMilliseconds(700);

    private static readonly TimeSpan NotableWait = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly BlockingCollection<Action> _messages = [];
    private ProgressWriter? _progress;
    private HashSet<string>? _warned;

    private protected ProgressWriter Progress => _progress ??= new ProgressWriter(this);

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    void IRequestObserver.Verbose(string text) => Post(() => WriteVerbose(text));

    void IRequestObserver.Warning(string text) => Post(() => WriteWarning(text));

    void IRequestObserver.Waiting(TimeSpan time, string reason) => Post(() =>
    {
        if (time >= NotableWait)
        {
            WriteWarning($"Waiting {time.TotalSeconds:0} s. {reason}");
        }

        Progress.Show($"Waiting {time.TotalSeconds:0} s", reason, (int)Math.Min(int.MaxValue, time.TotalSeconds));
    });

    void IRequestObserver.Progress(string status, int percent) => Post(() => Progress.Show(status, percent: percent));

    /// <inheritdoc />
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc />
    protected override void EndProcessing() => _progress?.Complete();

    /// <summary>Frees what the cmdlet holds; stops what still runs.</summary>
    /// <param name="disposing">Whether called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && !_messages.IsAddingCompleted)
        {
            _stop.Cancel();
            _messages.CompleteAdding();
        }
    }

    /// <summary>Runs an operation and waits for it.</summary>
    /// <exception cref="PipelineStoppedException">The user stopped the pipeline.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> operation)
    {
        Task<T> task = Task.Run(() => operation(_stop.Token));
        task.ContinueWith(
            _ => Wake(),
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        try
        {
            while (!task.IsCompleted)
            {
                _messages.Take(_stop.Token)();
            }

            while (_messages.TryTake(out Action? message))
            {
                message();
            }

            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            ((IAsyncResult)task).AsyncWaitHandle.WaitOne(StopPatience);
            throw new PipelineStoppedException();
        }
    }

    /// <summary>Runs an operation that gives nothing and waits for it.</summary>
    private protected void Run(Func<CancellationToken, Task> operation)
        => Await(async token =>
        {
            await operation(token).ConfigureAwait(false);
            return true;
        });

    /// <summary>Runs several operations at once; their results come in order.</summary>
    private protected OrderedWork<T> WorkInOrder<T>(int limit, Action<T> done)
        => new(
            task => Await(async _ =>
            {
                await task.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
                return true;
            }),
            limit,
            done,
            _stop.Token);

    /// <summary>Pulls a sequence, one element at a time. Leaving the loop early stops what was fetched ahead.</summary>
    private protected IEnumerable<T> Pull<T>(Func<CancellationToken, IAsyncEnumerable<T>> open)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        IAsyncEnumerator<T> source = open(abandon.Token).GetAsyncEnumerator(abandon.Token);
        bool isIdle = true;
        try
        {
            while (true)
            {
                isIdle = false;
                bool hasNext = Await(async _ => await source.MoveNextAsync().ConfigureAwait(false));
                isIdle = true;
                if (!hasNext)
                {
                    break;
                }

                yield return source.Current;
            }
        }
        finally
        {
            abandon.Cancel();
            if (isIdle)
            {
                source.DisposeAsync().AsTask().Wait(StopPatience);
            }
        }
    }

    private protected void WarnOfRisks(Connection connection)
    {
        if (!(_warned ??= new HashSet<string>(StringComparer.OrdinalIgnoreCase)).Add(connection.Name))
        {
            return;
        }

        if (connection.SkipCertificateCheck)
        {
            WriteWarning($"The certificate of '{connection.Server.Host}' is not checked: whoever sits in between can read the key.");
        }

        if (connection.Server.Scheme == Uri.UriSchemeHttp && !connection.Server.IsLoopback)
        {
            WriteWarning($"The connection to '{connection.Server.Host}' is not encrypted: whoever sits in between can read the key.");
        }
    }

    /// <summary>Ends the command with the error for a failed request.</summary>
    private protected void Fail(ThreatGridException failure, object? target) => ThrowTerminatingError(ErrorRecords.Of(failure, target));

    private protected ApiClient ClientOf(Connection connection) => new(connection, this);

    private void Wake() => Post(static () => { });

    private void Post(Action message)
    {
        try
        {
            _messages.Add(message);
        }
        catch (InvalidOperationException)
        {
            // The cmdlet has ended; nobody waits.
        }
    }
}
