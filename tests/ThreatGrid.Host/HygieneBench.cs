using System;
using System.Diagnostics;
using System.Globalization;
using ThreatGrid.Observables.Hygiene;

namespace ThreatGrid.Host;

/// <summary>A million domains through canonical form, reserved names, an allow-list and the search for doubles. Prints domains a second and the peak of memory in bytes.</summary>
internal static class HygieneBench
{
    private const int Count = 1_000_000;

    public static void Run(string allowListPath)
    {
        var allowList = new AllowList();
        allowList.AddFile(allowListPath);
        var filter = new ObservableFilter(new FilterOptions { AllowList = allowList, DropReserved = true, DropNeverBlock = true, Unique = true });
        long kept = 0;
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < Count; i++)
        {
            // As feeds have them: most in lower case, some not, each third twice, some with a dot at the end.
            int number = i % 3 == 2 ? i - 1 : i;
            string text = string.Format(CultureInfo.InvariantCulture, i % 10 == 0 ? "C2-{0}.Bad.Example." : "c2-{0}.bad.example", number);
            var item = new Observable(ObservableType.Domain, text, text);
            kept += filter.Judge(item) is null ? 1 : 0;
        }

        double seconds = clock.Elapsed.TotalSeconds;
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Format(CultureInfo.InvariantCulture, "{0:0} {1} {2}", Count / seconds, self.PeakWorkingSet64, kept));
    }
}
