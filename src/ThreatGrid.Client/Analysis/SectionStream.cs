using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Analysis;

/// <summary>
/// The entries of a section of an analysis, given while the answer still comes. When the connection breaks on the way, the
/// section is asked for again, and what was given is left out.
/// </summary>
/// <param name="open">Opens the body and has it read, once more where it breaks. What reads it says whether it found the rows.</param>
/// <param name="sampleId">Whose section it is.</param>
/// <param name="rows">Where the entries stand, and how they are read.</param>
/// <param name="origin">Where they are from.</param>
internal sealed class SectionStream<T>(Func<Func<Stream, CancellationToken, Task<bool>>, CancellationToken, Task> open, string? sampleId, RowSource<T> rows, Origin? origin)
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
            await open(
                async (body, token) =>
                {
                    int seen = 0;
                    var reader = new RowReader<T>(rows.Contract, rows.Path, new ReadContext(origin), rows.Shape, rows.IsOptional);
                    await reader.ReadAsync(
                        body,
                        TypicalRows,
                        page =>
                        {
                            int known = Math.Max(0, Math.Min(page.Rows.Count, _given - seen));
                            seen += page.Rows.Count;
                            T[] read = [.. page.Rows.Skip(known)];
                            RowFailure[] failures = [.. page.Failures];
                            page.Rows.Clear();
                            page.Identities.Clear();
                            page.Failures.Clear();
                            _given += read.Length;
                            foreach (T row in read)
                            {
                                row.SampleId ??= sampleId;
                            }

                            return read.Length + failures.Length > 0 ? handover.GiveAsync(new RowBatch<T>(read, failures), token) : Task.CompletedTask;
                        },
                        token).ConfigureAwait(false);
                    return reader.FoundRows;
                },
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            handover.Complete();
        }
    }
}
