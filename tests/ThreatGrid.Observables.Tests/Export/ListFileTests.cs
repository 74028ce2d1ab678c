using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Export;

public sealed class ListFileTests
{
    [Fact]
    public void A_list_is_written_with_the_checksum_that_a_poller_asks_for()
    {
        using var folder = new TempFolder();
        var file = new ListFile(new FmcSiDnsFormat(), folder["dns.txt"]) { WithMd5 = true };
        (long count, long length, string _, bool isChanged) = file.Write(Items.Domains(3));
        byte[] bytes = File.ReadAllBytes(folder["dns.txt"]);
        Assert.Equal((3L, (long)bytes.Length, true), (count, length, isChanged));
        Assert.Equal(3, ListFileReader.Read(bytes).Count);
#pragma warning disable CA5351 // What the manager asks for.
        using var md5 = MD5.Create();
#pragma warning restore CA5351
        string expected = string.Concat(md5.ComputeHash(bytes).Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
        Assert.Equal(expected + "\n", File.ReadAllText(folder["dns.md5.txt"]));

        File.SetLastWriteTimeUtc(folder["dns.md5.txt"], new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc));
        Assert.False(file.Write(Items.Domains(3)).IsChanged);
        Assert.Equal(new DateTime(2026, 1, 2, 0, 0, 0, DateTimeKind.Utc), File.GetLastWriteTimeUtc(folder["dns.md5.txt"]));

        file.Write(Items.Domains(4));
        Assert.NotEqual(expected + "\n", File.ReadAllText(folder["dns.md5.txt"]));
    }

    [Fact]
    public void No_checksum_is_written_that_nobody_asked_for()
    {
        using var folder = new TempFolder();
        new ListFile(new FmcSiDnsFormat(), folder["dns.txt"]).Write(Items.Domains(3));
        Assert.Equal(["dns.txt"], Directory.GetFiles(folder.Root).Select(Path.GetFileName));
    }

    [Fact]
    public void An_empty_list_does_not_take_the_place_of_a_live_one_unless_forced()
    {
        using var folder = new TempFolder();
        Write(folder, 3);
        ExportRefusedException refused = Assert.Throws<ExportRefusedException>(() => Write(folder, 0));
        Assert.Equal("EmptyList", refused.Id);
        Assert.Contains("3 entries", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, File.ReadAllLines(folder["dns.txt"]).Length);

        Write(folder, 0, new ListGuard { Force = true });
        Assert.Empty(File.ReadAllBytes(folder["dns.txt"]));
        Write(folder, 0);
    }

    [Theory]
    [InlineData(20, 10, 50, true)]
    [InlineData(20, 9, 50, false)]
    [InlineData(20, 40, 50, true)]
    [InlineData(20, 41, 50, false)]
    [InlineData(19, 1, 50, true)]
    [InlineData(5, 19, 50, true)]
    [InlineData(100, 89, 10, false)]
    [InlineData(100, 90, 10, true)]
    [InlineData(100, 1, 100, true)]
    public void A_list_of_twenty_and_more_does_not_swing(int before, int after, int maximum, bool isTaken)
    {
        using var folder = new TempFolder();
        Write(folder, before);
        var guard = new ListGuard { MaximumChange = maximum };
        if (isTaken)
        {
            Write(folder, after, guard);
            Assert.Equal(after, File.ReadAllLines(folder["dns.txt"]).Length);
            return;
        }

        Assert.Equal("ListSwing", Assert.Throws<ExportRefusedException>(() => Write(folder, after, guard)).Id);
        Assert.Equal(before, File.ReadAllLines(folder["dns.txt"]).Length);
        Write(folder, after, new ListGuard { MaximumChange = maximum, Force = true });
        Assert.Equal(after, File.ReadAllLines(folder["dns.txt"]).Length);
    }

    [Fact]
    public void A_list_of_the_same_length_with_other_values_is_a_swing_too()
    {
        using var folder = new TempFolder();
        Write(folder, 40);
        List<Observable> others = Items.Domains(60).GetRange(21, 39);
        ExportRefusedException refused = Assert.Throws<ExportRefusedException>(() => new ListFile(new FmcSiDnsFormat(), folder["dns.txt"]).Write(others));
        Assert.Contains("20 entries would come and 21 go", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_is_refused_takes_no_numbers_of_rules_and_keeps_nobody_from_them()
    {
        using var folder = new TempFolder();
        Write(Items.Domains(40));
        string[] numbers = File.ReadAllLines(folder["numbers.txt"]);
        Assert.Equal("ListSwing", Assert.Throws<ExportRefusedException>(() => Write(Items.Domains(400))).Id);
        Assert.Equal(numbers, File.ReadAllLines(folder["numbers.txt"]));
        Write(Items.Domains(41));
        Assert.Equal(41, File.ReadAllLines(folder["numbers.txt"]).Length);

        void Write(List<Observable> items)
        {
            var sids = new SidRegistry(folder["numbers.txt"]);
            new ListFile(new SuricataRulesFormat(Rendering.Options with { Sids = sids }), folder["tg.rules"]) { Sids = sids }.Write(items);
        }
    }

    [Fact]
    public void A_data_set_is_written_beside_its_rules()
    {
        using var folder = new TempFolder();
        new ListFile(new SuricataRulesFormat(Rendering.Options), folder["tg.rules"]).Write(Items.Domains(1001));
        Assert.Single(File.ReadAllLines(folder["tg.rules"]));
        Assert.Equal(1001, ListFileReader.Read(File.ReadAllBytes(folder["tg.domains.lst"])).Count);
    }

    private static void Write(TempFolder folder, int count, ListGuard? guard = null)
        => new ListFile(new FmcSiDnsFormat(), folder["dns.txt"]) { Guard = guard ?? new ListGuard() }.Write(Items.Domains(count));
}
