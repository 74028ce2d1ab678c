using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>
/// <c>GET /api/v2/samples/feeds/{feed}</c> (section 6.2 of the API reference). Only rows of the domain feed are on record; those of
/// the other three are made up after it.
/// </summary>
internal static class SampleFeedEndpoint
{
    private const int DefaultLimit = 100_000;

    private static readonly string[] Feeds = ["checksums", "domains", "ips", "paths"];

    public static void Map(WebApplication app, EmulatorState state)
    {
        var rows = new IocRows(state.Options);
        FeedRoute.Map(app, "/api/v2/samples/feeds", Feeds, (context, feed) => AnswerAsync(context, state, rows, feed));
    }

    private static Task AnswerAsync(HttpContext context, EmulatorState state, IocRows rows, string feed)
    {
        FeedRequest request = FeedRequest.Read(context, state, DefaultLimit);
        List<byte[]> found = [];
        if (state.DataSets.TryGetValue(DataSet.KeyOf("samples", feed, null), out DataSet? given))
        {
            found = given.Select(state, request, 0, 0);
        }
        else
        {
            var writer = new RowWriter(rows, "ips");
            string[]? samples = Parameters.Text(context, "sample")?.Split(',');
            long high = rows.FirstAt((long)(request.Before - DateTime.UnixEpoch).TotalSeconds);
            for (long row = rows.FirstAt((long)(request.After - DateTime.UnixEpoch).TotalSeconds); row < high; row += 4)
            {
                string id = writer.SampleIdOf(row);
                if ((samples is null || Array.IndexOf(samples, id) >= 0)
                    && (!Parameters.Flag(context, "org_only") || IocRows.IsOwnOrganization(row))
                    && (!Parameters.Flag(context, "user_only") || IocRows.IsOwn(row)))
                {
                    found.Add(Row(rows, writer, feed, row, id));
                }
            }
        }

        long count = Math.Clamp(Math.Min(found.Count, request.HiddenFrom) - request.Offset, 0, request.Count);
        return FeedAnswer.WriteAsync(context, state, request, request.Offset, count, n => found[(int)n]);
    }

    private static byte[] Row(IocRows rows, RowWriter writer, string feed, long row, string id)
    {
        string word = Names.Words[row % Names.Words.Length];
        string ip = writer.IpOf(row);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.ASCII.GetBytes(id)));
        string time = DateTime.UnixEpoch.AddSeconds(rows.TimeOf(row)).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        string own = feed switch
        {
            "domains" when row % 3 == 0 => $"\"domain\":\"{word}-{row % 500}.example\",\"relation\":\"extracted\",\"data\":{{\"statuses\":[\"malicious\"]}}",
            "domains" => $"\"domain\":\"{word}-{row % 500}.example\",\"relation\":\"dns-lookup\",\"data\":{{\"answers\":[\"{ip}\"]}}",
            "ips" => $"\"ip\":\"{ip}\",\"relation\":\"network-connection\",\"data\":{{}}",
            "paths" => $"\"path\":\"\\\\TEMP\\\\{word}.exe\",\"relation\":\"created\",\"data\":{{}}",
            _ => $"\"sha256\":\"{hash}\",\"relation\":\"submitted\",\"data\":{{}}",
        };
        return Encoding.UTF8.GetBytes($"{{\"sample\":\"{id}\",\"ts\":\"{time}\",{own}}}");
    }
}
