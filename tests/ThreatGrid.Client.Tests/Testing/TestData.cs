using System;
using System.IO;
using System.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>What many tests need.</summary>
internal static class TestData
{
    /// <summary>The invented key of the test cases.</summary>
    public const string Key = "k3yF0rTests0nly7qz9mw2v5xa";

    public static readonly string[] ListPath = ["data", "items"];

    public static readonly Origin Origin = new("test", new Uri("https://tg.example/"));

    public static Connection Connect(ConnectionSettings? settings = null, string key = Key)
    {
        using var secret = new SecureString();
        foreach (char c in key)
        {
            secret.AppendChar(c);
        }

        return new Connection("test", settings ?? new ConnectionSettings { Server = new Uri("https://tg.example/") }, secret);
    }

    /// <summary>The envelope of the v2 feeds around rows.</summary>
    public static string Envelope(string rows) => "{\"api_version\":2,\"id\":1,\"data\":{\"index\":0,\"current_item_count\":1,\"items_per_page\":10,\"items\":[" + rows + "]}}";

    public static Task<RowPage<IocFeedItem>> ReadIpsAsync(string json) => ReadIpsAsync(new MemoryStream(Encoding.UTF8.GetBytes(json)));

    public static Task<RowPage<IocFeedItem>> ReadIpsAsync(Stream body)
        => new RowReader<IocFeedItem>(FeedContracts.Ip, ListPath, new ReadContext(Origin)).ReadAsync(body, 4, CancellationToken.None);

    /// <summary>The one address row of an answer.</summary>
    public static async Task<IpFeedItem> ReadIpAsync(string row)
    {
        RowPage<IocFeedItem> page = await ReadIpsAsync(Envelope(row));
        Xunit.Assert.Empty(page.Failures);
        return (IpFeedItem)Xunit.Assert.Single(page.Rows);
    }

    public static long Ticks(string isoUtc)
        => DateTime.ParseExact(
            isoUtc,
            "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ",
            System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.AssumeUniversal | System.Globalization.DateTimeStyles.AdjustToUniversal).Ticks;
}
