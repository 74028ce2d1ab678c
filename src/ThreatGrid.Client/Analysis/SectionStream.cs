using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Analysis;

/// <summary>
/// The entries of a section of an analysis, given while the answer still comes. When the connection breaks on the way, the
/// section is asked for again, and what was given is left out.
/// </summary>
internal sealed class SectionStream<T>(ApiClient client, string sampleId, string path, JsonContract<T> contract, string[] listPath, RowShape shape)
    where T : SampleDetail
{
    private const int BatchesAhead = 4;
    private const int TypicalRows = 64;

    private int _given;

    public async IAsyncEnumerable<RowBatch<T>> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var abandon = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var handover = new Handover<RowBatch<T>>(BatchesAhead);
        Task reading = ReadIntoAsync(handover, abandon.Token);
        try
        {
            while (await handover.TakeAsync(abandon.Token).ConfigureAwait(false) is { } batch)
            {
                yield return batch;
            }

            await reading.ConfigureAwait(false);
        }
        finally
        {
            abandon.Cancel();
            await reading.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
        }
    }

    private async Task ReadIntoAsync(Handover<RowBatch<T>> handover, CancellationToken cancellationToken)
    {
        try
        {
            await client.Fresh.RunAsync(sampleId, client, () => client.SendAsync(
                ApiRequest.Get(path),
                async (answer, token) =>
                {
                    int seen = 0;
                    var reader = new RowReader<T>(contract, listPath, new ReadContext(client.Connection.Origin), shape);
                    await reader.ReadAsync(
                        answer.Body,
                        TypicalRows,
                        page =>
                        {
                            int known = Math.Max(0, Math.Min(page.Rows.Count, _given - seen));
                            seen += page.Rows.Count;
                            T[] rows = [.. page.Rows.Skip(known)];
                            RowFailure[] failures = [.. page.Failures];
                            page.Rows.Clear();
                            page.Identities.Clear();
                            page.Failures.Clear();
                            _given += rows.Length;
                            foreach (T row in rows)
                            {
                                row.SampleId ??= sampleId;
                            }

                            return rows.Length + failures.Length > 0 ? handover.GiveAsync(new RowBatch<T>(rows, failures), token) : Task.CompletedTask;
                        },
                        token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            handover.Complete();
        }
    }
}
