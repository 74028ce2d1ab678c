using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;
using Xunit.Abstractions;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>The sensors themselves read the rules, where they are installed.</summary>
public sealed class SensorTests(ITestOutputHelper output)
{
    private const int Patience = 120_000;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Suricata_takes_the_rules(bool withDataSet)
    {
        using var folder = new TempFolder();
        Write(new SuricataRulesFormat(Rendering.Options), folder["tg.rules"], withDataSet ? 1001 : 10);
        Run("suricata", $"-T -l \"{folder.Root}\" -S \"{folder["tg.rules"]}\" --set vars.address-groups.HOME_NET=any", folder.Root);
    }

    [Fact]
    public void Snort_takes_the_rules()
    {
        using var folder = new TempFolder();
        Write(new Snort3RulesFormat(Rendering.Options), folder["tg.rules"], 10);
        File.WriteAllText(folder["tg.lua"], "HOME_NET = 'any'\nEXTERNAL_NET = 'any'\nclassifications = { { name = 'trojan-activity', priority = 1, text = 'trojan' } }\nips = { variables = { nets = { HOME_NET = 'any' } } }\nhttp_inspect = {}\n");
        Run("snort", $"-T -c \"{folder["tg.lua"]}\" -R \"{folder["tg.rules"]}\"", folder.Root);
    }

    private static void Write(ListFormat format, string path, int domains)
        => new ListFile(format, path).Write([.. Items.Nasty().Where(i => format.Refusal(i) is null), .. Items.Domains(domains)]);

    private void Run(string program, string arguments, string folder)
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .Where(f => f.Length > 0)
            .SelectMany(f => (string[])[Path.Combine(f, program), Path.Combine(f, program + ".exe")])
            .FirstOrDefault(File.Exists);
        if (found is null)
        {
            output.WriteLine($"Not run: {program} is not installed.");
            return;
        }

        using Process process = Process.Start(new ProcessStartInfo(found, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var said = new System.Text.StringBuilder();
        void Keep(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }
        }

        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Assert.True(process.WaitForExit(Patience), program + " did not end.");
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said.ToString());
    }
}
