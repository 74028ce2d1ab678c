using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using ThreatGrid.Client.Connections;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Files;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void T27_Nothing_is_there_before_the_commit_and_all_of_it_after()
    {
        using (AtomicFile file = AtomicFile.Create(_folder["a"], overwrite: false))
        {
            Write(file, "text");
            Assert.False(File.Exists(_folder["a"]));
            file.Commit();
        }

        Assert.Equal("text", File.ReadAllText(_folder["a"]));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void What_is_not_committed_leaves_nothing()
    {
        using (AtomicFile file = AtomicFile.Create(_folder["a"], overwrite: false))
        {
            Write(file, "text");
        }

        Assert.Empty(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_file_that_is_there_stays_unless_it_may_be_replaced()
    {
        File.WriteAllText(_folder["a"], "old");
        Assert.Throws<IOException>(() => AtomicFile.Create(_folder["a"], overwrite: false));
        using (AtomicFile file = AtomicFile.Create(_folder["a"], overwrite: true))
        {
            Write(file, "new");
        }

        Assert.Equal("old", File.ReadAllText(_folder["a"]));
        using (AtomicFile file = AtomicFile.Create(_folder["a"], overwrite: true))
        {
            Write(file, "new");
            Assert.Equal("old", File.ReadAllText(_folder["a"]));
            file.Commit();
        }

        Assert.Equal("new", File.ReadAllText(_folder["a"]));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void A_file_that_somebody_else_made_meanwhile_stays()
    {
        using (AtomicFile file = AtomicFile.Create(_folder["a"], overwrite: false))
        {
            Write(file, "ours");
            File.WriteAllText(_folder["a"], "theirs");
            Assert.Throws<IOException>(() => file.Commit());
        }

        Assert.Equal("theirs", File.ReadAllText(_folder["a"]));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void U1_Another_try_starts_empty()
    {
        using (AtomicFile file = AtomicFile.Create(_folder["a"], overwrite: true))
        {
            Write(file, "a long first try");
            Assert.Same(file.Stream, file.Restart());
            Write(file, "short");
            file.Commit();
        }

        Assert.Equal("short", File.ReadAllText(_folder["a"]));
    }

    private static void Write(AtomicFile file, string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        file.Stream.Write(bytes, 0, bytes.Length);
    }
}

[Collection(EnvironmentTests.Name)]
public sealed class SavedConnectionFileTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string? _before = Environment.GetEnvironmentVariable("TG_CONFIG_HOME");

    public SavedConnectionFileTests() => Environment.SetEnvironmentVariable("TG_CONFIG_HOME", _folder["home"]);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TG_CONFIG_HOME", _before);
        _folder.Dispose();
    }

    [Fact]
    public void No_file_is_no_connection()
    {
        Assert.Equal(Path.Combine(_folder["home"], "connections.json"), SavedConnectionFile.Path);
        Assert.Empty(SavedConnectionFile.Read());
        Assert.False(Directory.Exists(_folder["home"]));
    }

    [Theory]
    [InlineData("en-US")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    public void What_is_written_is_read_again_in_every_culture(string culture)
    {
        SavedConnectionEntry[] entries =
        [
            new("eu", new ConnectionSettings { Server = new Uri("https://panacea.threatgrid.eu/") }, new KeyReference(KeyStore.Environment, "TG_KEY_EU")),
            new(
                "appliance ü",
                new ConnectionSettings
                {
                    Server = new Uri("https://tg.example:8443/"),
                    KeyIn = KeyPlacement.Form,
                    TimeoutSec = 7,
                    MaximumRetryCount = 2,
                    RetryInterval = TimeSpan.FromMilliseconds(1500),
                    MaxWait = TimeSpan.FromDays(2),
                    Proxy = new Uri("http://proxy.example:3128/"),
                    ProxyUseDefaultCredentials = true,
                    SkipCertificateCheck = true,
                    CertificateThumbprint = "AB12",
                    CertificateAuthority = "/etc/ca.pem",
                },
                new KeyReference(KeyStore.Secret, "tg", "vault")),
        ];
        IReadOnlyList<SavedConnectionEntry> read = Culture.In(culture, () =>
        {
            SavedConnectionFile.Change(saved => saved.AddRange(entries));
            return SavedConnectionFile.Read();
        });
        Assert.Equal(entries, read);
        Assert.Equal(["connections.json", "connections.json.lock"], Directory.GetFiles(_folder["home"]).Select(Path.GetFileName).OrderBy(n => n, StringComparer.Ordinal));
    }

    [Fact]
    public void A11_No_key_and_no_password_is_in_the_file()
    {
        var settings = new ConnectionSettings
        {
            Server = new Uri("https://tg.example/"),
            Proxy = new Uri("http://proxy.example/"),
            ProxyCredential = new System.Net.NetworkCredential("user", TestData.Key),
        };
        SavedConnectionFile.Change(saved => saved.Add(new("a", settings, new KeyReference(KeyStore.Environment, "TG_API_KEY"))));
        Assert.DoesNotContain(TestData.Key, File.ReadAllText(SavedConnectionFile.Path), StringComparison.Ordinal);
    }

    [Fact]
    public void T24_Writing_again_replaces_all_of_it()
    {
        SavedConnectionEntry One(string name) => new(name, new ConnectionSettings { Server = new Uri("https://tg.example/") }, new KeyReference(KeyStore.Environment, "X"));
        SavedConnectionFile.Change(saved => saved.AddRange([One("a"), One("b")]));
        SavedConnectionFile.Change(saved =>
        {
            saved.Clear();
            saved.Add(One("c"));
        });
        Assert.Equal("c", Assert.Single(SavedConnectionFile.Read()).Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"connections\":5}")]
    [InlineData("{\"connections\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"connections\":[5]}")]
    [InlineData("{\"version\":1,\"connections\":[{\"name\":\"a\",\"server\":\"not a uri\"")]
    public void T27_A_damaged_file_is_refused_by_its_name_and_does_not_break_completion(string content)
    {
        Directory.CreateDirectory(_folder["home"]);
        File.WriteAllText(SavedConnectionFile.Path, content);
        InvalidDataException e = Assert.Throws<InvalidDataException>(SavedConnectionFile.Read);
        Assert.Contains(SavedConnectionFile.Path, e.Message, StringComparison.Ordinal);
        Assert.Empty(SavedConnectionFile.ReadOrEmpty());
    }
}
