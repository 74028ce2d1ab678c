using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Emulator.Feeds;
using ThreatGrid.Emulator.Samples;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What the parts of an analysis refer to in common. It costs little: search results need only this of thousands of samples.</summary>
internal sealed class AnalysisPlan
{
    /// <summary>Record ids of processes that other parts point at.</summary>
    public const int ShellProcess = 1;
    public const int SampleProcess = 2;
    public const int DroppedProcess = 12;
    public const int ScriptProcess = 26;

    private readonly ulong _seed;
    private readonly Lazy<PlannedArtifact[]> _artifacts;

    public AnalysisPlan(SampleFacts facts, ulong seed)
    {
        Facts = facts;
        _seed = seed;
        Chance chance = Draws("plan");
        IsClean = chance.OneIn(3);
        IsNewer = chance.OneIn(2);
        LocalAddress = "192.168.1." + Node.Key(chance.Between(20, 200));
        string own = chance.Pick(Names.Words) + "-" + chance.Hex(4) + ".example";
        Uri? url = Uri.TryCreate(facts.Url, UriKind.Absolute, out Uri? given) && given.Host.Length > 0 ? given : null;
        string main = url?.IdnHost ?? own;
        Domains = [main, IsClean ? SharedThings.GoodDomains[3] : chance.Pick(SharedThings.BadDomains), SharedThings.GoodDomains[chance.Below(3)]];
        MainUrl = url is not null ? $"{url.Scheme}://{url.Host}:{url.Port}{url.PathAndQuery}" : $"http://{main}:80/{chance.Pick(Names.Words)}?id={chance.Below(1000)}";
        SharedFile = chance.Pick(SharedThings.Files);
        // A test may let a sample run for an instant only.
        ExecutedAt = facts.StartedAt.AddSeconds(Math.Min(chance.Between(20, 55), Math.Max(0, (long)(facts.CompletedAt - facts.StartedAt).TotalSeconds / 5)));
        Indicators = IsClean ? [] : [.. Choose(chance)];
        _artifacts = new Lazy<PlannedArtifact[]>(PlanArtifacts);
    }

    public SampleFacts Facts { get; }

    public bool IsClean { get; }

    /// <summary>Whether the body has the form of later years: empty members are left out.</summary>
    public bool IsNewer { get; }

    public string LocalAddress { get; }

    /// <summary>The domain of the sample, one it shares with others, and one that every machine asks for.</summary>
    public string[] Domains { get; }

    /// <summary>With its port, as the real one writes URLs.</summary>
    public string MainUrl { get; }

    public string SecondUrl => $"http://{Domains[1]}:80/gate/{Facts.Sha256[..6]}.php";

    public ArtifactContent SharedFile { get; }

    public DateTime ExecutedAt { get; }

    /// <summary>Highest severity first.</summary>
    public Indicator[] Indicators { get; }

    public PlannedArtifact[] Artifacts => _artifacts.Value;

    public string RunType => FileKind.RunTypeOf(Facts.FileName, Facts.Url);

    /// <summary>Whether the web server of the sample was asked for a page, and whether the one it shares with others was.</summary>
    public bool AsksMain => !IsClean || Facts.Url is not null;

    public bool AsksSecond => !IsClean;

    public FileKind SubmittedKind => Facts.Url is null ? FileKind.Of(Facts.FileName) : FileKind.Url with { Magic = $"MS Windows 95 Internet shortcut text (URL=<{Facts.Url}>), ASCII text" };

    public string DroppedName => SharedFile.Sha256[..8] + ".exe";

    public string DroppedPath => @"\Users\Administrator\AppData\Roaming\" + DroppedName;

    public string TemporaryPath => @"\Users\Administrator\AppData\Local\Temp\~" + Facts.Sha256[..6] + ".tmp";

    public string ProgramName => Facts.Url is not null
        ? "chrome.exe"
        : SubmittedKind.Type switch
        {
            "exe" => Facts.FileName,
            "dll" => "rundll32.exe",
            "pdf" => "AcroRd32.exe",
            "doc" or "docx" or "docm" or "rtf" => "WINWORD.EXE",
            "xls" or "xlsx" or "xlsm" => "EXCEL.EXE",
            "js" or "jse" or "vbs" or "vbe" or "wsf" => "wscript.exe",
            "html" => "iexplore.exe",
            _ => "cmd.exe",
        };

    public Chance Draws(string part) => Chance.Of(_seed, Facts.Sha256, part);

    private static IEnumerable<Indicator> Choose(Chance chance)
    {
        int count = chance.Between(0, 5);
        int first = chance.Below(IndicatorCatalogue.Sometimes.Length);
        IEnumerable<Indicator> drawn = Enumerable.Range(0, count).Select(i => IndicatorCatalogue.Sometimes[(first + (i * 5)) % IndicatorCatalogue.Sometimes.Length]);
        return IndicatorCatalogue.Always.Concat(drawn).OrderByDescending(i => i.Severity).ThenBy(i => i.Name, StringComparer.Ordinal);
    }

    private PlannedArtifact[] PlanArtifacts()
    {
        Chance chance = Draws("files");
        string own = Facts.Sha256[..12];
        ArtifactContent Own(string name, FileKind kind, int size) => new(own + name, kind, size);
        List<PlannedArtifact> artifacts =
        [
            new(1, Facts.FileName, "submitted", SubmittedKind, null, Facts.Md5, Facts.Sha1, Facts.Sha256, Facts.Size),
            PlannedArtifact.Of(10, @"embedded\part-1.bin", "extracted", FileKind.Data, Own("part", FileKind.Data, chance.Between(400, 5_000))),
            PlannedArtifact.Of(6, TemporaryPath, "disk", FileKind.Data, Own("temp", FileKind.Data, chance.Between(200, 9_000))),
        ];
        if (!IsClean)
        {
            artifacts.Add(PlannedArtifact.Of(2, DroppedPath, "disk", FileKind.Exe, SharedFile));
            artifacts.Add(PlannedArtifact.Of(7, ProgramName + ".mem", "memory", FileKind.Exe, Own("memory", FileKind.Exe, chance.Between(4_096, 20_000))));
        }

        if (AsksMain)
        {
            artifacts.Add(PlannedArtifact.Of(9, "http-" + Domains[0] + "-80-11-1", "network", FileKind.Html, Own("page", FileKind.Html, chance.Between(300, 4_000))));
        }

        if (chance.OneIn(3))
        {
            artifacts.Add(PlannedArtifact.Of(13, @"\Users\Administrator\Desktop\" + Names.Words[chance.Below(Names.Words.Length)] + ".url", "disk", FileKind.Url, Own("link", FileKind.Url, 90)));
        }

        return [.. artifacts];
    }
}
