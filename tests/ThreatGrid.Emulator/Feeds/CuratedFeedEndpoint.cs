using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>
/// <c>GET /api/v3/feeds/{name}[_{day}].{format}</c> (section 6.3 of the API reference). Only JSON and STIX are on record; the
/// other formats are made up.
/// </summary>
internal static partial class CuratedFeedEndpoint
{
    private const int RowsPerDay = 40;

    private static readonly string[] Feeds =
    [
        "autorun-registry", "banking-dns", "dga-dns", "dll-hijacking-dns", "doc-net-com-dns", "downloaded-pe-dns", "dynamic-dns", "irc-dns",
        "modified-hosts-dns", "parked-dns", "public-ip-check-dns", "ransomware-dns", "rat-dns", "scheduled-tasks", "sinkholed-ip-dns", "stolen-cert-dns",
    ];

    public static void Map(WebApplication app, EmulatorState state)
        => app.MapGet("/api/v3/feeds/{file}", (HttpContext context, string file) => AnswerAsync(context, state, file));

    [GeneratedRegex("^(?<name>[a-z-]+)(_(?<day>\\d{4}-\\d\\d-\\d\\d))?\\.(?<format>json|csv|stix|snort|txt)$")]
    private static partial Regex FileName();

    private static async Task AnswerAsync(HttpContext context, EmulatorState state, string file)
    {
        Match match = FileName().Match(file);
        string name = match.Groups["name"].Value;
        if (!match.Success || !Feeds.Contains(name))
        {
            await ApiAnswer.WriteErrorAsync(context, 404, "The requested resource was not found.");
            return;
        }

        string dayText = match.Groups["day"].Value;
        DateTime now = state.Clock.UtcNow;
        DateTime? day = dayText.Length == 0 ? null : DateTime.ParseExact(dayText, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
        string host = $"{context.Request.Scheme}://{context.Request.Host}";
        ApiAnswer.Begin(context);
        string format = match.Groups["format"].Value;
        if (state.DataSets.TryGetValue(DataSet.KeyOf("curated", name, dayText.Length == 0 ? null : dayText), out DataSet? given) && format == "json")
        {
            await WriteAsync(context, [(byte)'[', .. Join(given.All()), (byte)']']);
            return;
        }

        List<CuratedRow> rows = [.. RowsOf(state, name, day ?? now.Date).Where(r => day is not null ? r.Time <= now : r.Time.Hour == now.Hour && r.Time <= now)];
        string text = format switch
        {
            "json" => "[" + string.Join(",", rows.Select(r => Json(r, name, host))) + "]",
            "stix" => Stix(rows, name, host, now),
            "csv" => "timestamp,domain,ips,description\r\n" + string.Concat(rows.Select(r => $"{Iso(r.Time)},{r.Domain},{string.Join(' ', r.Ips)},\"{r.Description}\"\r\n")),
            "snort" => string.Concat(rows.Select((r, i) => $"alert udp $HOME_NET any -> any 53 (msg:\"{r.Description}\"; content:\"{r.Domain}\"; sid:{1_000_001 + i}; rev:1;)\n")),
            _ => string.Concat(rows.Select(r => r.Domain + "\n")),
        };
        context.Response.ContentType = format switch { "json" => ApiAnswer.ContentType, "stix" => "application/xml", _ => "text/plain;charset=utf-8" };
        await WriteAsync(context, Encoding.UTF8.GetBytes(text));
    }

    private static async Task WriteAsync(HttpContext context, byte[] body)
    {
        context.Response.ContentLength = context.Response.Headers.ContentEncoding.Count == 0 ? body.Length : null;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static List<byte> Join(List<byte[]> rows)
    {
        var joined = new List<byte>();
        foreach (byte[] row in rows)
        {
            if (joined.Count > 0)
            {
                joined.Add((byte)',');
            }

            joined.AddRange(row);
        }

        return joined;
    }

    private static IEnumerable<CuratedRow> RowsOf(EmulatorState state, string name, DateTime day)
    {
        if (name is "autorun-registry" or "scheduled-tasks")
        {
            yield break;
        }

        ulong feed = (ulong)Array.IndexOf(Feeds, name);
        for (int i = 0; i < RowsPerDay; i++)
        {
            ulong mix = Mix.Of(state.Options.Seed, (ulong)day.Ticks, (feed * 1000) + (ulong)i);
            string word = Names.Words[mix % (ulong)Names.Words.Length];
            string[] ips = mix % 7 == 0 ? [] : mix % 5 == 0 ? [$"11.1.{mix % 250}.{i}", "192.168.1.1"] : [$"11.1.{mix % 250}.{i}"];
            yield return new CuratedRow(
                day.AddSeconds(86400.0 * i / RowsPerDay).AddSeconds(mix % 600),
                $"{word}-{mix % 9999}.example",
                ips,
                name.EndsWith("-dns", StringComparison.Ordinal) ? $"DNS response information of {name[..^4]} malware." : "Made-up row.",
                mix.ToString("x16", CultureInfo.InvariantCulture) + Mix.Of(mix, 1, 1).ToString("x16", CultureInfo.InvariantCulture));
        }
    }

    private static string Json(CuratedRow row, string feed, string host)
    {
        byte[] sample = Encoding.ASCII.GetBytes(row.SampleId);
#pragma warning disable CA5350, CA5351 // The feed carries these hashes; nothing is secured by them.
        string md5 = Convert.ToHexStringLower(MD5.HashData(sample));
        string sha1 = Convert.ToHexStringLower(SHA1.HashData(sample));
#pragma warning restore CA5350, CA5351
        string ips = string.Join(",", row.Ips.Select(ip => $"\"{ip}\""));
        return $"{{\"description\":\"{row.Description}\",\"ips\":[{ips}],\"sample_md5\":\"{md5}\",\"sample\":\"{host}/feeds/{feed}/samples/{row.SampleId}\",\"sample_sha256\":\"{Convert.ToHexStringLower(SHA256.HashData(sample))}\",\"info\":\"{host}/feeds/{feed}/domains/{row.Domain}\",\"domain\":\"{row.Domain}\",\"sample_sha1\":\"{sha1}\",\"timestamp\":\"{Iso(row.Time)}\"}}";
    }

    private static string Stix(List<CuratedRow> rows, string feed, string host, DateTime now)
    {
        var xml = new StringBuilder();
        xml.Append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<stix:STIX_Package xmlns:stix=\"http://stix.mitre.org/stix-1\" xmlns:URIObj=\"http://cybox.mitre.org/objects#URIObject-2\" xmlns:cybox=\"http://cybox.mitre.org/cybox-2\" xmlns:indicator=\"http://stix.mitre.org/Indicator-2\" id=\"stix:guid-")
            .Append(Guid.NewGuid()).Append("\" timestamp=\"").Append(Iso(now)).Append("\" version=\"1.2\">\n <stix:STIX_Header><stix:Description>Threat Grid feed</stix:Description></stix:STIX_Header>\n <stix:Indicators>\n");
        foreach (CuratedRow row in rows)
        {
            xml.Append("  <stix:Indicator id=\"stix:guid-").Append(Guid.NewGuid()).Append("\" timestamp=\"").Append(Iso(row.Time)).Append("\">")
                .Append("<indicator:Title>").Append(row.Description).Append("</indicator:Title><indicator:Description>This observable was seen at ").Append(Iso(row.Time))
                .Append(". Domain details: ").Append(host).Append("/feeds/").Append(feed).Append("/domains/").Append(row.Domain)
                .Append("</indicator:Description><indicator:Observable><cybox:Object><cybox:Properties type=\"Domain Name\"><URIObj:Value>").Append(row.Domain)
                .Append("</URIObj:Value></cybox:Properties></cybox:Object></indicator:Observable></stix:Indicator>\n");
        }

        return xml.Append(" </stix:Indicators>\n</stix:STIX_Package>\n").ToString();
    }

    private static string Iso(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
