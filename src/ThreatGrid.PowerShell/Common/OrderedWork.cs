using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Runs several operations of a cmdlet at once and gives their results in the order in which they were started.</summary>
/// <param name="wait">Waits for a task on the pipeline thread.</param>
/// <param name="limit">How many run at once.</param>
/// <param name="done">Takes a result, on the pipeline thread.</param>
/// <param name="stop">Ends the operations.</param>
internal sealed class OrderedWork<T>(Action<Task> wait, int limit, Action<T> done, CancellationToken stop)
{
    private readonly Queue<Task<T>> _started = new();

    /// <summary>Starts an operation as soon as there is room. It must not throw for what concerns only itself.</summary>
    public void Start(Func<CancellationToken, Task<T>> operation)
    {
        while (true)
        {
            GiveDone();
            Task[] running = [.. _started.Where(t => !t.IsCompleted)];
            if (running.Length < limit)
            {
                break;
            }

            wait(Task.WhenAny(running));
        }

        _started.Enqueue(Task.Run(() => operation(stop), stop));
    }

    /// <summary>Gives what is done and next in order.</summary>
    public void GiveDone()
    {
        while (_started.Count > 0 && _started.Peek().IsCompleted)
        {
            Task<T> first = _started.Dequeue();
            done(first.GetAwaiter().GetResult());
        }
    }

    /// <summary>Waits for all.</summary>
    public void Finish()
    {
        while (_started.Count > 0)
        {
            wait(_started.Peek());
            GiveDone();
        }
    }
}
