using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Client.Analysis;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>An analysis with something of everything.</summary>
internal static class Analysis
{
    private const string Sha256 = "6f4b6612125fb3a0daecd2799dfd6c9c299424fd920f9b308110a2c1fbd8f443";

    /// <summary>Its parts as the server gives them, by their names there.</summary>
    public static IReadOnlyDictionary<string, string> Parts { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["summary"] = "{\"sample\":\"x\",\"filename\":\"a\",\"run_type\":\"r\",\"magic_type\":\"PE\",\"sha256\":\"" + Sha256 + "\",\"run_start\":\"2026-03-02T10:00:01Z\",\"times_seen\":5,\"tags\":[\"t\"],\"artifacts\":{\"disk\":1,\"memory\":2,\"network\":3,\"extracted\":4}}",
        ["threat"] = "{\"sample\":\"x\",\"score\":95,\"count\":3,\"max-confidence\":90,\"max-severity\":80,\"bis\":[\"a\",\"b\"]}",
        ["metadata"] = "{\"general_details\":{\"report_created\":\"2026-03-02T10:00:01Z\",\"sandbox_id\":\"s\"},\"sandcastle_env\":{\"vm\":\"w\",\"vm_id\":\"x\",\"run_time\":300,\"analysis_start\":\"2026-03-02T10:00:01Z\",\"analysis_end\":1772445600,\"analysis_features\":[\"f\"]},"
            + "\"malware_desc\":[{\"filename\":\"a\",\"type\":\"exe\",\"magic\":\"PE\",\"size\":5,\"sha256\":\"" + Sha256 + "\"}]}",
        ["iocs"] = "{\"a\":{\"ioc\":\"a\",\"title\":\"t\",\"severity\":5,\"confidence\":6,\"hits\":1,\"truncated\":false,\"category\":[\"c\"],\"data\":[{\"URL\":\"http://evil.example/\",\"Path\":\"p\",\"SHA256\":\"" + Sha256 + "\",\"RegKey_Name\":\"k\",\"IP\":\"11.0.0.1\",\"Domain\":\"evil.example\",\"Answer_Data\":[\"1.2.3.4\"]}],"
            + "\"mitre\":[{\"tactic\":\"x\",\"techniques\":[{\"technique\":\"y\"}]}],\"heuristic_coefficient\":0.5}}",
        ["network_streams"] = "{\"1\":{\"transport\":\"TCP\",\"protocol\":\"HTTP\",\"src\":\"10.0.0.1\",\"src_port\":1,\"dst\":\"11.0.0.1\",\"dst_port\":80,\"ts_begin\":1772445600.5,\"ts_end\":\"Fri, 19 Jun 2020 14:28:07 UTC\",\"duration\":1.5,\"bytes\":5,\"relation\":{\"process\":[3,4]},"
            + "\"decoded\":[[{\"method\":\"GET\",\"url\":\"http://evil.example/\",\"host\":\"evil.example\",\"port\":80,\"headers\":{\"user-agent\":\"u\"},\"body_len\":0,\"ts\":1772445600.5},{\"status_code\":200,\"status\":\"OK\",\"headers\":{},\"sha256\":\"" + Sha256 + "\"}]]},"
            + "\"2\":{\"protocol\":\"DNS\",\"decoded\":{\"7\":{\"query\":{\"query_data\":\"evil.example\",\"query_type\":\"A\",\"query_id\":7},\"answers\":[{\"answer_data\":\"11.0.0.1\",\"answer_type\":\"A\"}]}}},"
            + "\"3\":{\"protocol\":\"DHCP\",\"decoded\":[{\"type\":\"dhcp\",\"assigned_ip\":\"10.0.0.1\",\"server_ip\":\"10.0.0.2\",\"lease_time\":60}]}}",
        ["processes"] = "{\"1\":{\"process_name\":\"a.exe\",\"pid\":4,\"ppid\":null,\"monitored\":true,\"time\":\"2026-03-02T10:00:01Z\",\"exited\":\"Thu, 21 Jul 2185 23:34:33 GMT\",\"files_created\":[\"f\"],\"startup_info\":{\"command_line\":\"c\",\"image_pathname\":\"i\"},\"registry_keys_created\":[{\"name\":\"k\"}]},"
            + "\"2\":{\"process_name\":\"b.exe\",\"pid\":5,\"ppid\":\"1\",\"startup_info\":{\"command_line\":\"c\"}}}",
        ["artifacts"] = "{\"1\":{\"origin\":\"disk\",\"path\":\"p\",\"type\":\"exe\",\"sha256\":\"" + Sha256 + "\",\"size\":5,\"entropy\":7.5,\"created-time\":1772445600,\"created_by\":[1,2],\"whitelist\":[{\"source\":\"x\"}],\"forensics\":{\"pe\":{\"a\":[1]}}}}",
        ["annotations"] = "{\"network\":{\"11.0.0.1\":{\"ts\":\"2026-03-02T10:00:01Z\",\"asn\":5,\"org\":\"o\",\"country\":\"c\",\"reverse_dns\":[\"r\"]}}}",
    };

    /// <summary>All of it in one file.</summary>
    public static string Whole => "{\"version\":4,\"metadata\":" + Parts["metadata"] + ",\"iocs\":" + Parts["iocs"] + ",\"network\":" + Parts["network_streams"] + ",\"dynamic\":{\"processes\":" + Parts["processes"] + "},\"artifacts\":"
        + Parts["artifacts"] + ",\"annotations\":" + Parts["annotations"] + ",\"warnings\":[{\"code\":\"c\",\"title\":\"t\"}]}";

    /// <summary>What is made of the rows of a section: their observables, and of processes the tree.</summary>
    public static object Collect<T>(IReadOnlyList<T> rows, Action<ObservableCollector, T> collect)
    {
        var observables = new ObservableCollector(null, null);
        var tree = new ProcessTree();
        foreach (T row in rows)
        {
            collect(observables, row);
            if (row is SampleProcess process)
            {
                tree.Add(process);
            }
        }

        return new object[] { observables.All().ToList(), tree.Rest() };
    }
}
