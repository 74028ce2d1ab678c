using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Paging;

/// <summary>
/// The one engine for lists: every row of a closed window once, or an error that says what is missing and where. A window that is
/// too large, or that the server caps, is read in parts.
/// </summary>
internal sealed class PagedList<T>(IPageSource<T> source, PagingOptions options, IRequestObserver observer)
    where T : ITimed
{
    /// <summary>After so many parts that cannot be read the rest is not tried: there is one for every second of a window, and a server that answers all alike would be asked for days.</summary>
    private const int MostIncomplete = 1000;

    /// <summary>So many of them are named.</summary>
    private const int MostNamed = 20;

    /// <summary>Reads a window.</summary>
    /// <exception cref="IncompleteResultException">At the end, when a part could not be read whole; what was read was delivered.</exception>
    public async IAsyncEnumerable<RowBatch<T>> ReadAsync(TimeWindow window, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        PagingOptions current = options;
        var timeless = new KeySet();
        var incomplete = new List<string>();
        var parts = new Stack<Part>();
        parts.Push(new Part(window, null, IsLarge: false));
        bool warned = false;
        int pages = 0;
        long settled = window.AfterUtc.Ticks;
        while (parts.Count > 0 && incomplete.Count < MostIncomplete)
        {
            Part part = parts.Pop();
            var reader = new PartReader<T>(source, current, part, timeless, observer);
            await foreach (RowBatch<T> batch in reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                pages++;
                yield return batch with { PageNumber = pages, SettledTicks = settled };
            }

            if (!warned && reader.OutsideCount > 0)
            {
                warned = true;
                observer.Warning($"The server sent rows of {source.Name} from outside the window that was asked for, {part.Window}. It may read times another way.");
            }

            switch (reader.Outcome)
            {
                case PartOutcome.Split:
                    if (reader.OffsetCap is { } cap)
                    {
                        current = current with { RowsPerPart = Math.Max(1, Math.Min(current.RowsPerPart, cap - 1)) };
                    }

                    observer.Verbose($"{source.Name}, {part.Window}: {reader.Reason ?? $"more than {current.RowsPerPart} rows."} It is read in two parts.");
                    KeySet delivered = reader.Delivered();
                    (TimeWindow earlier, TimeWindow later) = part.Window.Split();
                    long? hidingCap = reader.HidingCap ?? part.Cap;
                    parts.Push(new Part(later, delivered, IsLarge: true, hidingCap));
                    parts.Push(new Part(earlier, delivered, IsLarge: true, hidingCap));
                    break;
                case PartOutcome.Incomplete:
                    incomplete.Add($"{part.Window}: {reader.Reason}");
                    break;
                default:
                    // Parts come in the order of time; behind one that is not whole nothing is settled.
                    settled = incomplete.Count > 0 ? settled : part.Window.KeepBeforeTicks ?? part.Window.BeforeUtc.Ticks;
                    break;
            }
        }

        if (incomplete.Count > 0)
        {
            string named = string.Join(" ", incomplete.Take(MostNamed));
            string others = incomplete.Count > MostNamed ? $" So it is with {incomplete.Count - MostNamed} other parts." : string.Empty;
            string rest = parts.Count > 0 ? $"What is after {WireTime.ToQuery(parts.Peek().Window.AfterUtc)} was not asked for any more." : "All other rows were delivered.";
            throw new IncompleteResultException($"Rows of {source.Name} are missing. {named}{others} {rest}")
            {
                RecommendedAction = "Narrow the list with other filters (-Indicator, -SampleId, a value) until each second holds fewer rows than the server gives.",
            };
        }
    }
}
