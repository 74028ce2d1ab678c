using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>dynamic.processes</c>: processes by record number. It can be made as long as a bench wants.</summary>
internal sealed class ProcessPart(AnalysisPlan plan)
{
    public const string RunKey = @"USER\" + UserSid + @"\SOFTWARE\MICROSOFT\WINDOWS\CURRENTVERSION\RUN";

    private const string UserSid = "S-1-5-21-1000000001-1000000002-1000000003-500";
    private const int FirstFiller = 1_000;

    /// <summary>The real one writes this where a process did not end.</summary>
    private static readonly DateTime NotEnded = new(2185, 7, 21, 23, 34, 33, DateTimeKind.Utc);

    private readonly ProcessRecord[] _records = Records(plan);

    public int Count => _records.Length;

    public JsonObject Build()
    {
        var processes = new JsonObject();
        foreach (ProcessRecord record in _records)
        {
            processes[Node.Key(record.Id)] = Element(record);
        }

        return processes;
    }

    /// <summary>The n-th process of a list of any length, which begins as the true list does.</summary>
    public (int Id, JsonObject Process) At(int n)
    {
        ProcessRecord record = n < _records.Length ? _records[n] : Filler(n);
        return (record.Id, Element(record));
    }

    /// <summary>The position of a record id in a list of that length; null where it is not in it.</summary>
    public int? Find(int id, int count)
    {
        int n = id >= FirstFiller ? id - FirstFiller : Array.FindIndex(_records, r => r.Id == id);
        return n >= 0 && n < count && (id < FirstFiller || n >= _records.Length) ? n : null;
    }

    private static ProcessRecord[] Records(AnalysisPlan plan)
    {
        DateTime boot = plan.Facts.StartedAt.AddSeconds(5);
        DateTime run = plan.ExecutedAt;
        // The clock of the machine and the one of the analysis differ, though both are said to be UTC.
        DateTime shifted = boot.AddHours(5);
        string file = plan.Facts.FileName;
        List<ProcessRecord> records =
        [
            new(26, plan.IsClean ? "wmiprvse.exe" : "powershell.exe", 2_988, 30, true, true, run.AddSeconds(9), null, plan.IsClean ? "C:\\Windows\\system32\\wbem\\wmiprvse.exe\0-secured\0-Embedding" : "powershell.exe -enc RQB4AGEAbQBwAGwAZQA=", ProcessActivity.Files),
            new(1, "Explorer.EXE", 1_244, null, true, false, boot.AddSeconds(3), null, @"C:\Windows\Explorer.EXE", ProcessActivity.Files),
            new(2, plan.ProgramName, 2_112, 1, true, true, run, run.AddSeconds(plan.Facts.RuntimeSeconds / 2), Command(plan, file), ProcessActivity.Everything),
            new(30, "svchost.exe", 612, 33, true, false, boot, null, @"C:\Windows\system32\svchost.exe -k DcomLaunch", ProcessActivity.None),
            new(31, "wmiprvse.exe", 3_020, 30, true, true, run.AddSeconds(14), null, "C:\\Windows\\system32\\wbem\\wmiprvse.exe\0-secured\0-Embedding", ProcessActivity.None),
            new(33, "services.exe", 488, null, true, false, boot, null, @"C:\Windows\system32\services.exe", ProcessActivity.None),
            new(40, "System", 4, null, false, false, null, NotEnded, string.Empty, ProcessActivity.None),
            new(41, "smss.exe", 260, 40, false, false, null, NotEnded, string.Empty, ProcessActivity.None),
            new(42, "csrss.exe", 344, null, false, false, shifted, NotEnded, string.Empty, ProcessActivity.None),
            new(45, "spoolsv.exe", 1_180, 33, false, false, shifted, NotEnded, string.Empty, ProcessActivity.None),
            new(47, "taskhost.exe", 1_620, 33, false, true, shifted.AddSeconds(50), shifted.AddSeconds(70), string.Empty, ProcessActivity.None),
        ];
        if (!plan.IsClean)
        {
            records.Add(new(12, plan.DroppedName, 2_680, 2, true, true, run.AddSeconds(4), null, "\"C:" + plan.DroppedPath + "\" /quiet", ProcessActivity.Everything));
        }

        return [.. records];
    }

    private static string Command(AnalysisPlan plan, string file) => plan.Facts.Url is not null
        ? $@"""C:\Program Files\Example\Browser\chrome.exe"" {plan.MainUrl}"
        : plan.ProgramName == file ? $@"""C:\Users\Administrator\AppData\Local\Temp\{file}""" : $@"{plan.ProgramName} ""C:\Users\Administrator\AppData\Local\Temp\{file}""";

    /// <summary>One in five is monitored, as in a true list of a long run.</summary>
    private ProcessRecord Filler(int n)
    {
        bool isMonitored = n % 5 == 0;
        DateTime started = plan.ExecutedAt.AddMilliseconds(n * 5L % (plan.Facts.RuntimeSeconds * 1_000L + 1));
        return new ProcessRecord(
            FirstFiller + n,
            $"task{n % 97}.exe",
            4_000 + (n * 4),
            n % 3 == 0 ? null : n % 3 == 1 ? AnalysisPlan.SampleProcess : FirstFiller + n - 1,
            isMonitored,
            true,
            n % 7 == 0 ? null : started,
            n % 2 == 0 ? NotEnded : started.AddSeconds(1),
            $@"C:\Windows\system32\task{n % 97}.exe /job:{n}",
            isMonitored && n % 2 == 0 ? ProcessActivity.Everything : ProcessActivity.None);
    }

    private JsonObject Element(ProcessRecord record)
    {
        var process = new JsonObject
        {
            ["pid"] = record.Pid,
            ["ppid"] = record.Parent,
            ["process_name"] = record.Name,
            ["new"] = record.IsNew,
            ["monitored"] = record.IsMonitored,
            ["time"] = record.Started is { } started ? Node.Rfc1123(started) : string.Empty,
        };
        if (record.Exited is { } exited)
        {
            process["exited"] = Node.Rfc1123(exited);
        }

        if (record.IsMonitored)
        {
            AddMonitored(process, record);
        }

        return process;
    }

    private void AddMonitored(JsonObject process, ProcessRecord record)
    {
        process["kpid"] = ProcessDetails.AddressOf(record.Id);
        process["parent"] = record.Parent is { } parent ? ProcessDetails.AddressOf(parent) : string.Empty;
        process["analyzed_because"] = record.Parent == AnalysisPlan.SampleProcess ? "Parent is being analyzed" : "Process activity after target sample started.";
        process["startup_info"] = ProcessDetails.Startup(record);
        if (plan.IsNewer)
        {
            process["proc"] = false;
        }

        foreach ((string name, JsonArray list) in new ProcessDetails(plan, record).Lists(Children(record)))
        {
            if (!plan.IsNewer || list.Count > 0)
            {
                process[name] = list;
            }
        }
    }

    private IEnumerable<string> Children(ProcessRecord record) => _records.Where(r => r.Parent == record.Id).Select(r => Node.Key(r.Id));
}
