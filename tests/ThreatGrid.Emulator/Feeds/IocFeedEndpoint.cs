using System;
using System.Collections.Generic;
using System.Net;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary><c>GET /api/v2/iocs/feeds/{feed}</c> (section 6.1 of the API reference).</summary>
internal static class IocFeedEndpoint
{
    private const int DefaultLimit = 1000;
    private const int DefaultScore = 80;

    private static readonly string[] Feeds = ["artifacts", "domains", "ips", "network_streams", "paths", "registry_keys", "urls"];

    public static void Map(WebApplication app, EmulatorState state)
    {
        var rows = new IocRows(state.Options);
        FeedRoute.Map(app, "/api/v2/iocs/feeds", Feeds, (context, feed) => AnswerAsync(context, state, rows, feed));
    }

    private static Task AnswerAsync(HttpContext context, EmulatorState state, IocRows rows, string feed)
    {
        FeedRequest request = FeedRequest.Read(context, state, DefaultLimit);
        long confidence = Parameters.Number(context, "confidence", DefaultScore);
        long severity = Parameters.Number(context, "severity", DefaultScore);
        if (state.DataSets.TryGetValue(DataSet.KeyOf("iocs", feed, null), out DataSet? given))
        {
            List<byte[]> selected = given.Select(state, request, confidence, severity);
            return WriteAsync(context, state, request, selected.Count, n => selected[(int)n]);
        }

        var writer = new RowWriter(rows, feed);
        bool odd = state.Settings.Flag("oddJson");
        long low = rows.FirstAt(Ceiling(request.After, up: !request.AfterInclusive));
        long high = Math.Max(low, rows.FirstAt(Ceiling(request.Before, up: request.BeforeInclusive)));
        Func<long, bool>? filter = Filter(context, rows, writer, feed);
        if (filter is not null)
        {
            List<long> found = Scan(rows, low, high, confidence, severity, filter);
            return WriteAsync(context, state, request, found.Count, n => writer.Write(found[(int)n], odd));
        }

        int[] passing = rows.Passing(confidence, severity);
        if (passing.Length == 0)
        {
            return WriteAsync(context, state, request, 0, _ => default);
        }

        long before = CountBelow(low, passing);
        long total = CountBelow(high, passing) - before;
        Func<long, long> order = Order(state.Settings.Text("order"), total);
        string cacheKey = $"{feed}{context.Request.QueryString}{odd}{request.AfterInclusive}{request.BeforeInclusive}{state.Settings.Text("order")}{request.Offset}{request.Count}{request.HiddenFrom}";
        return WriteAsync(context, state, request, total, n =>
        {
            long rank = before + order(n);
            return writer.Write((rank / passing.Length * 10) + passing[rank % passing.Length], odd);
        }, cacheKey);
    }

    private static Task WriteAsync(HttpContext context, EmulatorState state, FeedRequest request, long total, FeedAnswer.RowAt row, string? cacheKey = null)
    {
        long visible = Math.Min(total, request.HiddenFrom);
        long count = Math.Clamp(visible - request.Offset, 0, request.Count);
        return FeedAnswer.WriteAsync(context, state, request, request.Offset, count, row, cacheKey);
    }

    /// <summary>The whole second at or after a time; with <c>up</c> the one after it.</summary>
    private static long Ceiling(DateTime time, bool up)
    {
        long ticks = time.Ticks - DateTime.UnixEpoch.Ticks;
        return Math.Max(0, (ticks / TimeSpan.TicksPerSecond) + (ticks % TimeSpan.TicksPerSecond > 0 || up ? 1 : 0));
    }

    private static long CountBelow(long row, int[] passing)
    {
        long count = row / 10 * passing.Length;
        foreach (int position in passing)
        {
            count += position < row % 10 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Where the n-th row of the answer stands in time order. A shuffle is the same for every page of one window.</summary>
    private static Func<long, long> Order(string? order, long total)
    {
        const long Step = 7919;
        return order switch
        {
            "desc" => n => total - 1 - n,
            "shuffled" when total % Step != 0 => n => n * Step % total,
            _ => n => n,
        };
    }

    private static List<long> Scan(IocRows rows, long low, long high, long confidence, long severity, Func<long, bool> filter)
    {
        var found = new List<long>();
        for (long row = low; row < high; row++)
        {
            (int c, int s) = rows.ScoresOf(row);
            if (c >= confidence && s >= severity && filter(row))
            {
                found.Add(row);
            }
        }

        return found;
    }

    /// <summary>What the request asks of single rows; null where it asks for all.</summary>
    private static Func<long, bool>? Filter(HttpContext context, IocRows rows, RowWriter writer, string feed)
    {
        var filters = new List<Func<long, bool>>();
        if (Parameters.Text(context, "ioc") is { } ioc)
        {
            filters.Add(row => rows.IndicatorOf(row) == ioc);
        }

        if (Parameters.Text(context, "sample") is { } samples)
        {
            string[] ids = samples.Split(',');
            filters.Add(row => Array.IndexOf(ids, writer.SampleIdOf(row)) >= 0);
        }

        if (Parameters.Flag(context, "org_only"))
        {
            filters.Add(IocRows.IsOwnOrganization);
        }

        if (Parameters.Flag(context, "user_only"))
        {
            filters.Add(IocRows.IsOwn);
        }

        if (Parameters.Text(context, "ip") is { } ip && feed is ("ips" or "network_streams"))
        {
            IPNetwork network = IPNetwork.Parse(ip.Contains('/', StringComparison.Ordinal) ? ip : ip + (ip.Contains(':', StringComparison.Ordinal) ? "/128" : "/32"));
            filters.Add(row => network.Contains(IPAddress.Parse(writer.IpOf(row))));
        }

        if (Parameters.Text(context, "port") is { } port && feed == "network_streams")
        {
            filters.Add(row => writer.PortOf(row).ToString(System.Globalization.CultureInfo.InvariantCulture) == port);
        }

        foreach (string name in new[] { "domain", "url", "path", "sha256", "md5", "registry_key" })
        {
            if (Parameters.Text(context, name) is { } value)
            {
                string text = System.Text.Json.JsonEncodedText.Encode(value, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();
                filters.Add(row => System.Text.Encoding.UTF8.GetString(writer.Write(row, odd: false)).Contains(text, StringComparison.Ordinal));
            }
        }

        return filters.Count == 0 ? null : row => filters.TrueForAll(f => f(row));
    }
}
