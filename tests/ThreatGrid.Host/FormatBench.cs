using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;

namespace ThreatGrid.Host;

/// <summary>A hundred thousand observables into a file of each format. Prints format, rows a second and the growth of memory in bytes.</summary>
internal static class FormatBench
{
    private const int Count = 100_000;

    public static void Run(string folder)
    {
        foreach (OutputFormat name in Enum.GetValues<OutputFormat>())
        {
            GC.Collect();
            long before = GC.GetTotalMemory(forceFullCollection: true);
            long peak = before;
            var formatOptions = new FormatOptions { Sids = new SidRegistry(null) };
            ObservableFormat format = FormatCatalog.Create(name, formatOptions);
            var filter = new ObservableFilter(new FilterOptions { DropReserved = format.IsBlocking, DropNeverBlock = format.IsBlocking, DropUnscored = format.IsBlocking, Unique = format is ListFormat, AllowWildcards = format.CoversChildren });
            var clock = Stopwatch.StartNew();
            using (var export = new ObservableExport(format, formatOptions, new ExportOptions(Path.Combine(folder, name + ".txt"), name), filter, _ => { }))
            {
                for (int i = 0; i < Count; i++)
                {
                    Observable item = Make(name, i);
                    if (filter.Judge(item, format.Refusal) is null)
                    {
                        export.Add(item);
                    }

                    if (i % 10_000 == 0)
                    {
                        peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
                    }
                }

                IReadOnlyList<ExportedFile> files = export.Finish();
                double seconds = clock.Elapsed.TotalSeconds;
                Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0} {1:0} {2} {3}", name, Count / seconds, peak - before, files[0].Count));
            }
        }
    }

    private static Observable Make(OutputFormat format, int i)
    {
        (ObservableType type, string value) = format switch
        {
            OutputFormat.FmcSiNetwork or OutputFormat.FmcTidIpv4 or OutputFormat.EdlIp => (ObservableType.Ip, string.Format(CultureInfo.InvariantCulture, "11.{0}.{1}.{2}", (i >> 16) & 255, (i >> 8) & 255, i & 255)),
            OutputFormat.FmcTidIpv6 => (ObservableType.Ip, string.Format(CultureInfo.InvariantCulture, "2a02:1::{0:x}", i + 1)),
            OutputFormat.FmcSiUrl or OutputFormat.FmcTidUrl or OutputFormat.EdlUrl => (ObservableType.Url, string.Format(CultureInfo.InvariantCulture, "http://c2-{0}.example/gate?id={0}", i)),
            OutputFormat.FmcTidSha256 => (ObservableType.Sha256, i.ToString("x64", CultureInfo.InvariantCulture)),
            _ => (ObservableType.Domain, string.Format(CultureInfo.InvariantCulture, "c2-{0}.bad.example", i)),
        };
        return new Observable(type, value, value)
        {
            Severity = 95,
            Confidence = 90,
            Indicator = "network-snort-malware",
            Feed = "ioc-domain",
            SampleId = i.ToString("x32", CultureInfo.InvariantCulture),
            SampleLink = "https://panacea.threatgrid.com/mask/samples/" + i.ToString("x32", CultureInfo.InvariantCulture),
            UtcTicks = new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc).AddSeconds(i % 3600).Ticks,
            Connection = "panacea.threatgrid.com",
        };
    }
}
