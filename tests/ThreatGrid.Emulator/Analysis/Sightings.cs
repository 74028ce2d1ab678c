using System.Linq;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What look-ups of domains, addresses and so on find a sample by. All of it stands in the analysis too.</summary>
internal sealed record Sightings(string[] Domains, string[] Addresses, string[] Urls, string[] Paths, string[] RegistryKeys)
{
    public static Sightings Of(AnalysisPlan plan)
    {
        string[] urls = [plan.MainUrl, plan.SecondUrl];
        return new Sightings(
            [.. plan.Domains.Distinct()],
            [.. plan.Domains.Take(2).Select(SharedThings.AddressOf).Distinct()],
            urls[..(plan.AsksSecond ? 2 : plan.AsksMain ? 1 : 0)],
            [.. plan.Artifacts.Where(a => a.Origin == "disk").Select(a => a.Path)],
            plan.IsClean ? [] : [ProcessPart.RunKey]);
    }
}
