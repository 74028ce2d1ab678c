using System;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Control;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>Window and page of a feed request, with the settings applied that change how a server takes them.</summary>
internal sealed class FeedRequest
{
    public required DateTime After { get; init; }

    public required DateTime Before { get; init; }

    public required long Offset { get; init; }

    /// <summary>How many rows the answer may hold.</summary>
    public required long Count { get; init; }

    /// <summary>What the answer says its limit is.</summary>
    public required long ItemsPerPage { get; init; }

    /// <summary>What the answer says its offset is.</summary>
    public required long Index { get; init; }

    public required bool TimedOut { get; init; }

    /// <summary>Rows from this index on are not there, silently.</summary>
    public required long HiddenFrom { get; init; }

    public required bool AfterInclusive { get; init; }

    public required bool BeforeInclusive { get; init; }

    public required bool IgnoreWindow { get; init; }

    public static FeedRequest Read(HttpContext context, EmulatorState state, long defaultLimit)
    {
        Settings settings = state.Settings;
        DateTime now = state.Clock.UtcNow;
        long limit = Math.Max(0, Parameters.Number(context, "limit", defaultLimit));
        long offset = Parameters.Number(context, "offset", 0);
        if (settings.Number("offsetCap") is { } cap && offset > 0 && offset + limit > cap)
        {
            throw new BadParameterException("Result window is too large. ");
        }

        long count = Math.Min(limit, settings.Number("pageCap") ?? long.MaxValue);
        if (context.Items["rows"] is int rows)
        {
            count = Math.Min(count, rows);
        }

        bool ignored = settings.Flag("ignoreOffset");
        return new FeedRequest
        {
            After = Parameters.Time(context, "after") ?? now.AddHours(-1),
            Before = Parameters.Time(context, "before") ?? now,
            Offset = ignored || settings.Flag("repeatPage") ? 0 : offset,
            Index = ignored ? 0 : offset,
            Count = count,
            ItemsPerPage = settings.Flag("pageCapEchoesLimit", otherwise: true) ? limit : count,
            TimedOut = context.Items["timedOut"] is true,
            HiddenFrom = settings.Number("silentCap") ?? long.MaxValue,
            AfterInclusive = settings.Flag("afterInclusive", otherwise: true),
            BeforeInclusive = settings.Flag("beforeInclusive"),
            IgnoreWindow = settings.Flag("ignoreWindow"),
        };
    }

    public bool Holds(DateTime time)
        => IgnoreWindow
            || ((time > After || (AfterInclusive && time == After)) && (time < Before || (BeforeInclusive && time == Before)));
}
