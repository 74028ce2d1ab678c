using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Observables.Tests.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Formats;

/// <summary>Patterns of STIX (case 17).</summary>
public sealed class StixPatternTests
{
    [Theory]
    [InlineData(ObservableType.Ip, "11.22.33.44", null, @"[ipv4-addr:value = '11.22.33.44']")]
    [InlineData(ObservableType.Ip, "2a02:1::ab", null, @"[ipv6-addr:value = '2a02:1::ab']")]
    [InlineData(ObservableType.Domain, "evil.example", null, @"[domain-name:value = 'evil.example']")]
    [InlineData(ObservableType.Url, @"http://evil.example/a?q='x'\y", null, @"[url:value = 'http://evil.example/a?q=\'x\'\\y']")]
    [InlineData(ObservableType.Sha256, "b80f9ab9154962dc272e28b3927aa8748c29f64015d1316b1f2de7b549382d8e", null, @"[file:hashes.'SHA-256' = 'b80f9ab9154962dc272e28b3927aa8748c29f64015d1316b1f2de7b549382d8e']")]
    [InlineData(ObservableType.RegistryKey, @"HKEY_LOCAL_MACHINE\Software\It's\Run", null, @"[windows-registry-key:key = 'HKEY_LOCAL_MACHINE\\Software\\It\'s\\Run']")]
    [InlineData(ObservableType.Path, @"C:\Users\Ab\x.exe", null, @"[file:name = 'x.exe' AND file:parent_directory_ref.path = 'C:\\Users\\Ab']")]
    [InlineData(ObservableType.Sha1, "da39a3ee5e6b4b0d3255bfef95601890afd80709", null, "[file:hashes.'SHA-1' = 'da39a3ee5e6b4b0d3255bfef95601890afd80709']")]
    [InlineData(ObservableType.Md5, "d41d8cd98f00b204e9800998ecf8427e", null, "[file:hashes.MD5 = 'd41d8cd98f00b204e9800998ecf8427e']")]
    [InlineData(ObservableType.Ip, "11.22.33.44", 443, "[network-traffic:dst_ref.type = 'ipv4-addr' AND network-traffic:dst_ref.value = '11.22.33.44' AND network-traffic:dst_port = 443]")]
    [InlineData(ObservableType.Ip, "2a02:1::ab", 8443, "[network-traffic:dst_ref.type = 'ipv6-addr' AND network-traffic:dst_ref.value = '2a02:1::ab' AND network-traffic:dst_port = 8443]")]
    [InlineData(ObservableType.Path, "x.exe", null, "[file:name = 'x.exe']")]
    [InlineData(ObservableType.Path, @"C:\x.exe", null, @"[file:name = 'x.exe' AND file:parent_directory_ref.path = 'C:\\']")]
    [InlineData(ObservableType.Ip, "11.22.0.0/16", null, "[ipv4-addr:value ISSUBSET '11.22.0.0/16']")]
    public void A_value_has_the_pattern_of_the_case(ObservableType type, string value, int? port, string pattern)
    {
        Observable item = Items.Kept(type, value);
        item.Port = port;
        Assert.Equal(pattern, StixPattern.Of(item));
    }

    [Fact]
    public void Every_nasty_observable_comes_back()
    {
        foreach (Observable item in Items.Nasty())
        {
            (string type, IReadOnlyList<(string Path, object Value)> comparisons) = StixPatternReader.Read(StixPattern.Of(item));
            Dictionary<string, object> found = comparisons.ToDictionary(c => c.Path, c => c.Value);
            switch (item.Type)
            {
                case ObservableType.Ip when item.Port is { } port:
                    Assert.Equal("network-traffic", type);
                    Assert.Equal((long)port, found["dst_port"]);
                    Assert.Equal(item.Value, found["dst_ref.value"]);
                    break;
                case ObservableType.Path when comparisons.Count == 2:
                    string parent = (string)found["parent_directory_ref.path"];
                    string separator = parent.EndsWith("\\", System.StringComparison.Ordinal) ? string.Empty : item.Value[parent.Length].ToString();
                    Assert.Equal(item.Value, parent + separator + found["name"]);
                    break;
                case ObservableType.Sha256 or ObservableType.Sha1 or ObservableType.Md5:
                    Assert.Equal("file", type);
                    Assert.StartsWith("hashes.", comparisons[0].Path, System.StringComparison.Ordinal);
                    Assert.Equal(item.Value, Assert.Single(comparisons).Value);
                    break;
                default:
                    Assert.Equal(item.Value, Assert.Single(comparisons).Value);
                    break;
            }
        }
    }
}
