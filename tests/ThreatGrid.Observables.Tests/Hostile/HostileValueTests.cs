using System;
using System.IO;
using System.Linq;
using System.Text;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Hostile;

/// <summary>Whatever malware calls itself, and whatever stands in the files beside an output: a verdict or the documented error.</summary>
public sealed class HostileValueTests : IDisposable
{
    private const int Rounds = 3000;

    private static readonly ObservableType[] Types = (ObservableType[])Enum.GetValues(typeof(ObservableType));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_value_gets_a_verdict_and_what_is_kept_has_one_spelling()
    {
        var list = new AllowList();
        list.AddEntries(["*.good.example", "10.0.0.0/8", "http://good.example/"]);
        for (int seed = 0; seed < Rounds; seed++)
        {
            var random = new Random(seed);
            string text = HostileText.Next(random);
            ObservableType type = Types[random.Next(Types.Length)];
            Expect.Nothing($"seed {seed}, {type}", () =>
            {
                var item = new Observable(type, text, text);
                if (new ObservableFilter(new FilterOptions()).Judge(item) is null)
                {
                    Assert.Equal(item.Value, Canonical.Of(type, item.Value));
                    _ = NeverBlockList.Find(item) ?? list.Find(item);
                }

                _ = Defang.Text(text);
                _ = Defang.Of(type, text);
                _ = Canonical.ServiceUrl(text);
                _ = Canonical.Unicode(text);
                _ = item.Id;
            });
        }
    }

    [Fact]
    public void A_line_of_an_allow_list_is_an_entry_or_an_error_that_names_it()
    {
        for (int seed = 0; seed < Rounds; seed++)
        {
            string line = HostileText.Next(new Random(seed));
            Expect.Only<FormatException>($"seed {seed}", () => new AllowList().AddEntries([line]));
        }
    }

    [Fact]
    public void A_file_of_an_allow_list_is_read_or_an_error()
    {
        byte[] file = Encoding.UTF8.GetBytes("# comment\n*.good.example # ours\n10.0.0.0/8\r\nhttp://good.example/a\n6f4b6612125fb3a0daecd2799dfd6c9c\n");
        for (int seed = 0; seed < 500; seed++)
        {
            File.WriteAllBytes(_folder["allow"], HostileText.Damage(file, new Random(seed)));
            Expect.Only<FormatException>($"seed {seed}", () => new AllowList().AddFile(_folder["allow"]));
        }
    }

    [Fact]
    public void A_damaged_history_is_an_error_or_good_for_all_that_is_done_with_one()
    {
        var history = new ValueHistory();
        foreach (ObservableType type in Types)
        {
            string value = type switch
            {
                ObservableType.Ip => "11.0.0.1",
                ObservableType.Domain => "evil.example",
                ObservableType.Url => "http://evil.example/a",
                ObservableType.Path or ObservableType.RegistryKey => "a\\b\nc",
                ObservableType.Md5 => new string('0', 32),
                ObservableType.Sha1 => new string('0', 40),
                _ => new string('0', 64),
            };
            history.See(new Observable(type, value, value) { Port = type == ObservableType.Ip ? 443 : null }, DateTime.UtcNow.Ticks);
        }

        history.Save(_folder["h"]);
        byte[] file = File.ReadAllBytes(_folder["h"]);
        for (int seed = 0; seed < 600; seed++)
        {
            File.WriteAllBytes(_folder["h"], seed % 3 == 0 ? HostileText.Damage(file, new Random(seed)) : OddEntry(new Random(seed)));
            Expect.Only<InvalidDataException>($"seed {seed}", () =>
            {
                ValueHistory read = ValueHistory.Load(_folder["h"]);
                foreach (Observable item in read.NewestFirst())
                {
                    _ = new ObservableFilter(new FilterOptions()).JudgeAgain(item);
                    (long first, long last) = read.Find(item)!.Value;
                    _ = new DateTime(first, DateTimeKind.Utc) <= new DateTime(last, DateTimeKind.Utc);
                }

                read.Age(DateTime.UtcNow.Ticks);
            });
        }
    }

    [Fact]
    public void A_damaged_registry_of_rules_is_an_error_or_gives_no_number_twice()
    {
        var registry = new SidRegistry(_folder["sids"]);
        foreach (int i in Enumerable.Range(0, 20))
        {
            registry.Of("rule " + i);
        }

        registry.Save();
        byte[] file = File.ReadAllBytes(_folder["sids"]);
        for (int seed = 0; seed < 500; seed++)
        {
            File.WriteAllBytes(_folder["sids"], HostileText.Damage(file, new Random(seed)));
            Expect.Only<InvalidDataException>($"seed {seed}", () =>
            {
                var read = new SidRegistry(_folder["sids"]);
                Assert.Equal(40, Enumerable.Range(0, 40).Select(i => read.Of("rule " + i)).Distinct().Count());
                read.Release();
            });
        }
    }

    /// <summary>An entry of a history in which a part or two are odd.</summary>
    private static byte[] OddEntry(Random random)
    {
        string[] odd = ["", "0", "-1", "5", "65536", "3155378975999999999", "3155378976000000000", "9223372036854775807", "9223372036854775808", "nonsense", "Url", "Domain", "Ip", "Sha256", "\\", HostileText.Next(random)];
        string[] parts = ["Domain", "639080568000000000", "639080568000000001", "", "evil.example"];
        for (int n = random.Next(1, 3); n > 0; n--)
        {
            parts[random.Next(parts.Length)] = odd[random.Next(odd.Length)];
        }

        return Encoding.UTF8.GetBytes(string.Join("\t", parts) + "\n");
    }
}
