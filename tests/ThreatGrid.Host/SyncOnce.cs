using System;
using System.Collections.Generic;
using System.Threading;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Sync;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Sync;

namespace ThreatGrid.Host;

/// <summary>One run over the address feed into a file of JSON lines, with what <c>Sync-TGFeed</c> is made of. Prints <c>go</c> when it begins.</summary>
internal static class SyncOnce
{
    /// <summary>Small, so that a run has many of them.</summary>
    private const int PageSize = 10;

    public static void Run(Uri server, string key, string checkpointPath, string filePath)
    {
        using System.Security.SecureString secret = SecureText.Protect(key);
        var connection = new Connection(server.Host, new ConnectionSettings { Server = server }, secret);
        var client = new ApiClient(connection, SilentObserver.Instance);
        new AccountClient(client).WhoAmIAsync(CancellationToken.None).GetAwaiter().GetResult();
        DateTime now = client.Clock.UtcNow;
        Console.WriteLine("go");
        using CheckpointFile file = CheckpointFile.OpenAsync(checkpointPath, wait: true, CancellationToken.None).GetAwaiter().GetResult();
        Checkpoint? last = file.Load();
        Checkpoint checkpoint = last ?? new Checkpoint(connection.Server.AbsoluteUri);
        var query = new QueryParameters();
        query.Add("confidence", "80");
        query.Add("severity", "80");
        var summary = new SyncSummary("ioc-ip", connection.Name, checkpointPath);
        var options = new SyncOptions { SinceUtc = now.Date };
        var run = new SyncRun(SyncSource.Of(client, IocFeedType.Ip, query, PageSize), checkpoint, options, now, summary, checkpointPath);
        using IBatchSink sink = Sink(filePath, checkpoint.Sink, now);
        var session = new SyncSession(file, checkpoint, sink);
        if (last is null)
        {
            session.Begin();
        }

        session.Deliver(run, Pull(run.ReadAsync(CancellationToken.None)), _ => { });
        session.Finish();
        Console.WriteLine("done " + summary.Delivered.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static IBatchSink Sink(string path, SinkState? last, DateTime now)
    {
        var formatOptions = new FormatOptions { NowUtc = now };
        return SinkFactory.Open(
            FormatCatalog.Create(OutputFormat.JsonLines, formatOptions),
            formatOptions,
            new ExportOptions(path, OutputFormat.JsonLines) { NowUtc = now },
            new Rotation(),
            new ObservableFilter(new FilterOptions()),
            includeIps: false,
            _ => { },
            last);
    }

    private static IEnumerable<SyncBatch> Pull(IAsyncEnumerable<SyncBatch> batches)
    {
        IAsyncEnumerator<SyncBatch> source = batches.GetAsyncEnumerator();
        while (source.MoveNextAsync().AsTask().GetAwaiter().GetResult())
        {
            yield return source.Current;
        }
    }
}
