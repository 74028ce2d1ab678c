using System;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;
using ThreatGrid.Benchmarks;

// The floor: what a plain C# program needs to fetch and deserialise the same pages, one after the other.
// Arguments: server, key, query of the window, number of pages, number of rounds. Prints of each round its milliseconds, its rows and the
// bytes allocated for a row.
using var client = new HttpClient { BaseAddress = new Uri(args[0]) };
client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[1]);
int pages = int.Parse(args[3], CultureInfo.InvariantCulture);
int rounds = int.Parse(args[4], CultureInfo.InvariantCulture);
for (int round = 0; round < rounds; round++)
{
    long allocated = GC.GetTotalAllocatedBytes();
    var clock = Stopwatch.StartNew();
    long rows = 0;
    for (int page = 0; page < pages; page++)
    {
        string path = string.Create(CultureInfo.InvariantCulture, $"/api/v2/iocs/feeds/ips?limit=1000&offset={page * 1000}&{args[2]}");
        using HttpResponseMessage response = await client.GetAsync(new Uri(path, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using System.IO.Stream body = await response.Content.ReadAsStreamAsync();
        Envelope? envelope = await JsonSerializer.DeserializeAsync(body, PageJson.Default.Envelope);
        rows += envelope!.Data.Items.Count;
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalMilliseconds:0.0} {rows} {(GC.GetTotalAllocatedBytes() - allocated) / (double)rows:0}"));
}
