using System;
using System.Diagnostics;
using System.Threading.Tasks;
using Xunit;

namespace ThreatGrid.Testing;

/// <summary>What may become of hostile input: nothing, or the error that is documented, and that soon.</summary>
internal static class Expect
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static void Nothing(string what, Action action) => Only<NoException>(what, action);

    public static void Only<T>(string what, Action action)
        where T : Exception
        => OnlyAsync<T>(what, () =>
        {
            action();
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();

    public static async Task OnlyAsync<T>(string what, Func<Task> action)
        where T : Exception
    {
        var clock = Stopwatch.StartNew();
        try
        {
            await action();
        }
        catch (T)
        {
            // The documented one.
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }

        Assert.True(clock.Elapsed < Limit, $"{what}: took {clock.Elapsed}");
    }

    private sealed class NoException : Exception
    {
    }
}
