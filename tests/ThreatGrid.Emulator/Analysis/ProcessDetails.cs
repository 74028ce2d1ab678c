using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The lists that a monitored process has.</summary>
internal sealed class ProcessDetails(AnalysisPlan plan, ProcessRecord record)
{
    private const string Machine = @"REGISTRY\MACHINE\SOFTWARE\MICROSOFT\";

    private readonly bool _isBusy = record.Activity == ProcessActivity.Everything;
    private readonly bool _touchesFiles = record.Activity != ProcessActivity.None;
    private readonly Chance _chance = plan.Draws("process" + Node.Key(record.Id));

    public static string AddressOf(int id) => "0xfffffa80" + (0x2a00000 + (id * 0x9f0)).ToString("x8", CultureInfo.InvariantCulture);

    public static JsonObject Startup(ProcessRecord record) => new()
    {
        ["command_line"] = record.CommandLine,
        ["image_pathname"] = @"C:\Windows\system32\" + record.Name,
        ["current_directory"] = @"C:\Windows\system32\",
        ["dll_path"] = @"C:\Windows;C:\Windows\system32;C:\Windows\system;.",
        ["desktop_info"] = record.IsNew ? @"Winsta0\Default" : string.Empty,
        ["window_title"] = record.Name,
        ["shell_info"] = string.Empty,
        ["runtime_data"] = string.Empty,
        ["tid"] = AddressOf(record.Id + 7),
        ["upid"] = record.Pid,
        ["uthread"] = 0,
        ["incomplete"] = false,
    };

    public IEnumerable<(string Name, JsonArray List)> Lists(IEnumerable<string> children)
    {
        string temp = plan.TemporaryPath;
        string dropped = plan.DroppedPath;
        bool drops = _isBusy && !plan.IsClean;
        yield return ("children", Node.Texts(children));
        yield return ("files_created", _isBusy ? Node.Texts(drops ? [temp, dropped] : [temp]) : []);
        yield return ("files_modified", _touchesFiles ? Node.Texts(@"\srvsvc", temp) : []);
        yield return ("files_deleted", _isBusy ? Node.Texts(temp) : []);
        yield return ("files_read", _touchesFiles ? Node.Texts(@"\PC*\MAILSLOT\NET\NETLOGON", @"\lsass", @"\Users\Administrator\Desktop\note.txt") : []);
        yield return ("files_checked", _touchesFiles ? Node.Texts(@"\Windows\system32\drivers\etc\hosts.ics") : []);
        yield return ("file_transactions", _isBusy ? [new JsonObject { ["path"] = temp, ["rolled_back"] = false }] : []);
        yield return ("registry_keys_created", _isBusy ? [Key(Machine + @"EXAMPLE\" + plan.Facts.Sha256[..4].ToUpperInvariant(), ["CREATE_SUB_KEY", "SET_VALUE"], ["REG_OPTION_VOLATILE"])] : []);
        yield return ("registry_keys_opened", _isBusy ? [Key(Machine + @"WINDOWS NT\CURRENTVERSION", ["QUERY_VALUE"], []), Key(Machine + "OLE", ["MAXIMUM_ALLOWED"], [])] : []);
        yield return ("registry_keys_read", _isBusy ? [Value(Machine + @"WINDOWS NT\CURRENTVERSION", "ProductName", "SZ", "Windows")] : []);
        yield return ("registry_keys_modified", drops ? [Value(@"REGISTRY\" + ProcessPart.RunKey, "Updater", "SZ", "C:" + dropped), Value(Machine + "EXAMPLE", "State", "BINARY", "00ff")] : []);
        yield return ("registry_keys_deleted", _touchesFiles ? Node.Texts(Machine + @"WINDOWS\CURRENTVERSION\INTERNET SETTINGS\PROXYBYPASS") : []);
        yield return ("mutants_created", _isBusy ? Node.Texts(@"Global\example-" + plan.Facts.Sha256[..8], @"Global\example-once") : []);
        yield return ("mutants_opened", _touchesFiles ? Node.Texts(@"Local\EXAMPLE.Asm.MutexDefault1") : []);
        yield return ("atoms_added", _touchesFiles ? Node.Texts("ExampleAtom") : []);
        yield return ("sockets", _isBusy ? [Socket()] : []);
        yield return ("sockets_traffic", []);
        yield return ("threads", [.. Enumerable.Range(0, record.Activity == ProcessActivity.None ? 0 : 3).Select(Thread)]);
        yield return ("memory", _touchesFiles ? [Memory()] : []);
        yield return ("errors", _isBusy && _chance.OneIn(2) ? [Error()] : []);
    }

    private static JsonObject Key(string name, string[] access, string[] options) => new()
    {
        ["name"] = name,
        ["access"] = Node.Texts(access),
        ["options"] = Node.Texts(options),
    };

    private static JsonObject Value(string name, string value, string type, string data) => new()
    {
        ["name"] = name,
        ["value_name"] = value,
        ["data_type"] = type,
        ["data"] = data,
    };

    private JsonObject Socket() => new()
    {
        ["file_handle"] = "0x" + _chance.Hex(3),
        ["protocol"] = "0",
        ["state"] = 1,
        ["states"] = Node.Texts("bound", "connected"),
        ["timestamp"] = Node.Exact(plan.ExecutedAt.AddSeconds(7)),
        ["src_ip"] = "0.0.0.0",
        ["src_port"] = _chance.Between(49_152, 65_000),
    };

    /// <summary>Ids of 64 bits, rounded as the real one does; some are more than a signed number holds.</summary>
    private JsonObject Thread(int number) => new()
    {
        ["client_id"] = number switch
        {
            0 => 0,
            1 => 17_293_822_569_102_700_000UL + (_chance.Draw() % 1_000 * 1_000_000_000_000UL),
            _ => (_chance.Draw() >> 1) / 1_000_000 * 1_000_000,
        },
        ["create_suspended"] = number == 0 ? "0x0" : "0x1",
        ["process"] = "0x00000000",
        ["process_handle"] = number == 0 ? "0xffffffff" : "0x80000070",
        ["return"] = 0,
        ["thread"] = "0x00000000",
    };

    private JsonObject Memory() => new()
    {
        ["allocation_type"] = Node.Texts("MEM_RESERVE", "MEM_COMMIT"),
        ["protect"] = Node.Texts(_isBusy ? "PAGE_EXECUTE_READWRITE" : "PAGE_READWRITE"),
        ["process"] = AddressOf(record.Id),
        ["process_handle"] = "0xffffffff",
        ["zero_bits"] = 0,
        ["entry"] = new JsonArray(new JsonObject { ["base_address"] = "0x" + _chance.Hex(7), ["size"] = "0x80000" }, new JsonObject { ["base_address"] = "0x" + _chance.Hex(7), ["size"] = "0x1000" }),
    };

    private JsonObject Error() => new()
    {
        ["type"] = "hard_error",
        ["timestamp"] = Node.Exact(plan.ExecutedAt.AddSeconds(11)),
        ["data"] = new JsonObject { ["error_status"] = "0xc0000135", ["nt_status"] = 0, ["number_of_params"] = 1, ["parameters"] = Node.Texts("example.dll") },
    };
}
