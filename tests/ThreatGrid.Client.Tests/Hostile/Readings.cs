using System;
using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Indicators;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Samples;
using ThreatGrid.Client.Tags;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>All that the client reads from a server, with an answer of each kind.</summary>
internal static class Readings
{
    private const string Id = "0123456789abcdef0123456789abcdef";
    private const string Sha256 = "6f4b6612125fb3a0daecd2799dfd6c9c299424fd920f9b308110a2c1fbd8f443";

    private static readonly TimeWindow Window = new(new DateTime(2026, 3, 2, 10, 0, 0, DateTimeKind.Utc), new DateTime(2026, 3, 2, 10, 0, 30, DateTimeKind.Utc));
    private static readonly PagingOptions Pages = new() { PageSize = 10 };

    public static IReadOnlyList<Reading> All { get; } = [.. Feeds(), .. Samples(), .. Accounts(), .. Entities(), .. Analyses()];

    public static Reading Of(string name) => All.Single(r => r.Name == name);

    private static string List(string rows, string name = "items")
        => "{\"api_version\":2,\"id\":1,\"data\":{\"index\":0,\"current_item_count\":1,\"items_per_page\":10,\"total\":1,\"timed_out\":false,\"" + name + "\":" + rows + "}}";

    private static string Data(string data) => "{\"api_version\":2,\"id\":1,\"data\":" + data + "}";

    private static IEnumerable<Reading> Feeds()
    {
        const string Common = "\"timestamp\":\"2026-03-02T10:00:01Z\",\"confidence\":90,\"sample_id\":\"" + Id + "\",\"ioc\":\"network-x\",\"severity\":95,\"sample_sha256\":\"" + Sha256 + "\",";
        foreach ((IocFeedType type, string members) in new[]
        {
            (IocFeedType.Ip, "\"ip\":\"11.0.0.1\",\"port\":443"),
            (IocFeedType.Domain, "\"domain\":\"evil.example\""),
            (IocFeedType.Url, "\"url\":\"http://evil.example/a?b=c\""),
            (IocFeedType.Path, "\"path\":\"\\\\Windows\\\\x.exe\""),
            (IocFeedType.Artifact, "\"aid\":7,\"artifact_md5\":\"0\",\"artifact_sha256\":\"" + Sha256 + "\",\"path\":\"a\""),
            (IocFeedType.NetworkStream, "\"src\":\"10.0.0.1\",\"src_port\":1,\"dst\":\"11.0.0.1\",\"dst_port\":80"),
            (IocFeedType.RegistryKey, "\"registry_key\":\"HKLM\\\\a\""),
        })
        {
            yield return Reading.OfRows("feed " + type, List("[{" + Common + members + "}]"), (c, t) => new FeedClient(c).ReadIocsAsync(type, Window, new QueryParameters(), Pages, t));
        }

        foreach (SampleFeedType type in (SampleFeedType[])Enum.GetValues(typeof(SampleFeedType)))
        {
            yield return Reading.OfRows(
                "sample feed " + type,
                List("[{\"sample\":\"" + Id + "\",\"ts\":\"2026-03-02T10:00:01Z\",\"relation\":\"dns\",\"domain\":\"evil.example\",\"ip\":\"1.2.3.4\",\"path\":\"x\",\"sha256\":\"y\",\"data\":{\"answers\":[\"1.2.3.4\"],\"statuses\":[1]}}]"),
                (c, t) => new FeedClient(c).ReadSamplesAsync(type, Window, new QueryParameters(), Pages, t));
        }

        yield return Reading.Of(
            "curated feed",
            "[{\"description\":\"d\",\"ips\":[\"11.0.0.1\"],\"sample_md5\":\"0\",\"sample\":\"https://tg.example/samples/" + Id + "\",\"sample_sha256\":\"" + Sha256 + "\",\"info\":\"https://tg.example/\",\"domain\":\"evil.example\",\"sample_sha1\":\"1\",\"timestamp\":\"2026-03-02T10:00:01Z\"}]",
            (c, t) => new FeedClient(c).ReadCuratedAsync("rat-dns", null, t));
    }

    private static IEnumerable<Reading> Samples()
    {
        const string Sample = "\"tags\":[\"a\"],\"md5\":\"0\",\"private\":true,\"state\":\"succ\",\"login\":\"me\",\"sha1\":\"1\",\"filename\":\"a.exe\",\"status\":\"job_done\",\"submitted_at\":\"2026-03-02T10:00:01Z\",\"sha256\":\"" + Sha256 + "\"";
        const string Own = "{\"id\":\"" + Id + "\",\"submission_id\":5,\"vm\":\"win10\",\"os\":\"\",\"started_at\":\"2026-03-02T10:00:02Z\",\"completed_at\":null,\"analyzing\":true,\"glovebox_url\":\"x\"," + Sample + "}";
        const string Found = "[{\"item\":{\"sample\":\"" + Id + "\",\"vm_runtime\":300,\"organization_id\":7," + Sample + ",\"analysis\":{\"threat_score\":95,\"behaviors\":[{\"name\":\"b\",\"title\":\"t\"}],"
            + "\"metadata\":{\"sandcastle_env\":{\"vm\":\"w\",\"current_os\":\"x\",\"analysis_start\":\"2026-03-02T10:00:02Z\",\"analysis_end\":1772445600.5},\"analyzed_file\":{\"type\":\"exe\",\"magic\":\"PE\",\"size\":5}}}},\"score\":1}]";
        yield return Reading.OfRows("samples", List("[" + Own + "]"), (c, t) => new SampleClient(c).ListAsync(Window, new QueryParameters(), Pages, t));
        yield return Reading.Of("sample", Data(Own), (c, t) => new SampleClient(c).GetAsync(Id, t));
        yield return Reading.Of("submission", Data(Own), (c, t) => new SampleSubmitter(c, new SubmissionOptions()).SubmitAsync(UploadSource.OfUrl("https://evil.example/"), t));
        yield return Reading.OfRows("search", List(Found), (c, t) => new SampleClient(c).SearchAsync(Window, new QueryParameters(), Pages, t));
        yield return Reading.Of("search once", List(Found), (c, t) => new SampleClient(c).SearchOnceAsync("x", false, t));
        yield return Reading.Of("hash report", List(Found), (c, t) => new HashReporter(c, false).ReportAsync(Sha256, t));
        yield return Reading.Of("known sample", List(Found), (c, t) => new KnownSamples(c, TimeSpan.FromDays(9), false).FindAsync(Sha256, t));
        yield return Reading.Of("count", List(Found), (c, t) => new SampleClient(c).CountOwnSinceAsync(Window.AfterUtc, t));
        yield return Reading.Of("states", Data("[{\"sample\":\"" + Id + "\",\"state\":\"run\",\"status\":\"job_started\"}]"), (c, t) => new SampleClient(c).StatesAsync([Id], t));
        yield return Reading.Of("vms", Data("{\"vms\":[{\"vm\":\"win10\",\"display-name\":\"Windows\",\"software\":[\"a\"],\"ui-only\":false}]}"), (c, t) => new SampleClient(c).VirtualMachinesAsync(t));
        yield return Reading.Of("playbooks", Data("{\"playbooks\":[{\"name\":\"a\",\"display\":\"b\",\"description\":\"c\"}]}"), (c, t) => new SampleClient(c).PlaybooksAsync(t));
        yield return Reading.Of("exits", Data("{\"network-exits\":[{\"name\":\"a\",\"display-name\":\"b\",\"simulation\":true}]}"), (c, t) => new SampleClient(c).NetworkExitsAsync(t));
    }

    private static IEnumerable<Reading> Accounts()
    {
        const string User = "{\"login\":\"me\",\"name\":\"Me\",\"email\":\"me@tg.example\",\"title\":\"t\",\"role\":\"user\",\"active\":true,\"device\":false,\"api-only\":\"false\",\"organization_id\":7,\"integration-id\":\"x\",\"api_key\":\"secret\",\"more\":{\"api_key\":\"secret\",\"b\":[1]}}";
        const string Windows = "{\"submissions-available\":5,\"submission-wait-seconds\":60,\"submission-rate-limit\":[{\"samples\":10,\"minutes\":1440,\"submissions-available\":3,\"submission-wait-seconds\":9},[20,60]]}";
        const string Organization = "{\"id\":7,\"name\":\"o\",\"industry\":\"i\",\"authorized-networks\":[\"10.0.0.0/8\"],\"can-flag\":\"true\",\"runtimes\":false}";
        yield return Reading.Of("whoami", Data(User), (c, t) => new AccountClient(c).WhoAmIAsync(t));
        yield return Reading.Of("me", Data(User), (c, t) => new UserClient(c).MeAsync(t));
        yield return Reading.Of("user", Data("{\"user\":" + User + "}"), (c, t) => new UserClient(c).GetAsync("me", t));
        yield return Reading.Of("users", Data("{\"users\":[" + User + "," + User + "]}"), (c, t) => new UserClient(c).ListAsync(7, t));
        yield return Reading.Of("new key", Data("{\"login\":\"me\",\"user\":{\"api-key\":\"secret\"}}"), async (c, t) =>
        {
            (await new UserClient(c).ResetKeyAsync("me", t)).Dispose();
            return true;
        });
        yield return Reading.OfRows("activity", List("[{\"timestamp\":\"2026-03-02T10:00:01Z\",\"ts\":1772445600,\"login\":\"me\",\"user\":\"me\",\"activity\":\"a\",\"event\":\"e\",\"ip\":\"10.0.0.1\"}]"), (c, t) => new ActivityClient(c).OfUserAsync("me", Pages, t));
        yield return Reading.Of("organization", Data("{\"organization\":" + Organization + "}"), (c, t) => new OrganizationClient(c).GetAsync(7, t));
        yield return Reading.Of("devices", Data("{\"devices\":[{\"login\":\"d\",\"name\":\"n\",\"device-model\":\"m\",\"serial\":5,\"active\":\"yes\"}]}"), (c, t) => new OrganizationClient(c).DevicesAsync(7, t));
        yield return Reading.Of("entitlements", Data("[{\"id\":\"e\",\"name\":\"n\",\"start-date\":\"2026-03-02T10:00:01Z\",\"end-date\":1772445600,\"expires-at\":1.5}]"), (c, t) => new OrganizationClient(c).EntitlementsAsync(7, t));
        yield return Reading.Of("entitlement", Data("{\"entitlement\":{\"id\":\"e\",\"title\":\"n\",\"start\":1772445600.25}}"), (c, t) => new OrganizationClient(c).EntitlementAsync(7, "e", t));
        yield return Reading.Of("limits of a user", Data("{\"user\":" + Windows + ",\"organization\":" + Windows + "}"), (c, t) => new RateLimitClient(c).OfUserAsync("me", t));
        yield return Reading.Of("limits of an organization", Data("{\"organization\":" + Windows + "}"), (c, t) => new RateLimitClient(c).OfOrganizationAsync(7, t));
        yield return Reading.Of("limits of users", Data("{\"users\":{\"me\":{\"user\":" + Windows + "},\"you\":" + Windows + "}}"), (c, t) => new RateLimitClient(c).PerUserAsync(7, t));
        yield return Reading.Of("limit entries", Data("{\"entries\":[{\"login\":\"me\",\"sample\":\"" + Id + "\",\"timestamp\":\"2026-03-02T10:00:01Z\"}]}"), (c, t) => new RateLimitClient(c).EntriesAsync("me", t));
        yield return Reading.Of(
            "metrics",
            Data("{\"day\":{\"buckets\":[{\"key_as_string\":\"2026-03-02T00:00:00Z\",\"doc_count\":5,\"vm\":{\"buckets\":[{\"key\":\"w\",\"doc_count\":2}]}}]},\"total\":{\"value\":5},\"by\":{\"a\":1,\"b\":{\"count\":2}},\"pairs\":[[\"a\",1],[\"b\",2.5]]}"),
            (c, t) => new MetricClient(c).ReadAsync(new MetricQuery(false, null, null, [], null), t));
        yield return Reading.Of("health", Data("{\"status\":\"ok\",\"queue\":{\"length\":5}}"), (c, t) => new MetricClient(c).HealthAsync(false, t));
    }

    private static IEnumerable<Reading> Entities()
    {
        foreach ((EntityType type, string body) in new[]
        {
            (EntityType.Ip, "{\"ip\":{\"ip\":\"11.0.0.1\",\"rev\":\"x\",\"asn\":{\"asn\":5,\"org\":\"o\"},\"location\":{\"country\":\"c\",\"region\":\"r\",\"city\":\"y\"},\"tags\":[\"t\"],\"flags\":[{\"flag\":1,\"reason\":\"r\",\"login\":\"me\",\"mine\":true,\"created-at\":1772445600,\"expiration\":\"2026-03-02T10:00:01Z\"}]}}"),
            (EntityType.Domain, "{\"domain\":\"evil.example\",\"tags\":[],\"flags\":[]}"),
            (EntityType.Url, "{\"url\":\"http://evil.example/\",\"sha256\":\"" + Sha256 + "\",\"protocol\":\"http\",\"host\":\"evil.example\",\"port\":80,\"path\":\"/\",\"query\":null,\"reference\":\"\"}"),
            (EntityType.Artifact, "{\"sha256\":\"" + Sha256 + "\",\"sha1\":\"1\",\"md5\":\"2\",\"size\":5,\"magic-type\":\"PE\",\"first-seen\":1772445600,\"last-seen\":\"2026-03-02T10:00:01Z\"}"),
            (EntityType.RegistryKey, "{\"registry_key\":{\"key\":\"HKLM\",\"registry-key\":\"HKLM\"}}"),
        })
        {
            yield return Reading.Of("entity " + type, Data(body), (c, t) => new EntityClient(c).FindAsync(KeyOf(type), t));
        }

        foreach ((EntityRelation relation, string body) in new[]
        {
            (EntityRelation.Domains, "{\"ip\":\"11.0.0.1\",\"domains\":[{\"domain\":\"evil.example\",\"x\":1},\"b.example\"]}"),
            (EntityRelation.Urls, "{\"urls\":[{\"url\":\"http://evil.example/\",\"sha256\":\"x\"}]}"),
            (EntityRelation.Indicators, "{\"indicators\":[{\"ioc\":\"a\",\"title\":\"t\",\"confidence\":5,\"severity\":6,\"sample\":\"" + Id + "\"},\"b\"]}"),
            (EntityRelation.Flags, "{\"flags\":[{\"flag\":1,\"reason\":\"r\",\"mine\":\"false\",\"created-at\":\"2026-03-02T10:00:01Z\"}]}"),
            (EntityRelation.AntivirusSignatures, "{\"avsignatures\":[{\"engine\":\"e\",\"signature\":\"s\"}]}"),
            (EntityRelation.Threat, "{\"threat\":{\"sha256\":\"x\",\"score\":95,\"max-severity\":1,\"max-confidence\":2,\"bis\":[\"a\"]}}"),
        })
        {
            yield return Reading.Of("relation " + relation, Data(body), (c, t) => new EntityClient(c).RelatedAsync(KeyOf(EntityType.Ip), relation, t));
        }

        const string Related = "[{\"sample\":\"" + Id + "\",\"sha256\":\"" + Sha256 + "\",\"filename\":\"a\",\"timestamp\":\"2026-03-02T10:00:01Z\",\"private\":false,\"login\":\"me\",\"owner\":\"o\",\"relation\":\"r\",\"iocs\":[{\"ioc\":\"a\",\"severity\":5}]}]";
        yield return Reading.OfRows("samples of an entity", List(Related, "samples"), (c, t) => new EntityClient(c).SamplesAsync(KeyOf(EntityType.Ip), null, t));
        yield return Reading.Of("context", List(Related, "samples"), (c, t) => new ContextReader(c).ReadAsync(KeyOf(EntityType.Domain), t));
        yield return Reading.OfRows("entity search", List("[{\"result\":\"evil.example\",\"sample\":\"x\"}]"), (c, t) => new EntityClient(c).SearchAsync(EntityType.Domain, null, "x", new QueryParameters(), Pages, t));
        yield return Reading.Of("tags", Data("{\"tags\":[\"a\",{\"tag\":\"b\"},{\"name\":\"c\"}]}"), (c, t) => new TagClient(c).ListAsync(KeyOf(EntityType.Ip), t));
        const string Indicator = "{\"name\":\"n\",\"title\":\"t\",\"description\":\"d\",\"trigger\":\"x\",\"category\":[\"c\"],\"tags\":\"t\",\"severity\":1,\"confidence\":2,\"variables\":[1],\"links\":[{\"title\":\"t\",\"url\":\"u\"}],\"created-at-date\":\"2026-03-02T10:00:01Z\",\"last-modified-date\":1772445600,\"cloud-only\":true,\"mitre-tactics\":[\"a\"]}";
        yield return Reading.Of("indicators", Data("{\"indicators\":[" + Indicator + "]}"), (c, t) => new IndicatorClient(c).ListAsync(t));
        yield return Reading.Of("indicator", Data("{\"indicator\":" + Indicator + "}"), (c, t) => new IndicatorClient(c).GetAsync("n", t));
        yield return Reading.Of("categories", Data("{\"categories\":[{\"name\":\"n\",\"title\":\"t\",\"parent\":\"p\",\"description\":\"d\"}]}"), (c, t) => new IndicatorClient(c).CategoriesAsync(t));
    }

    private static IEnumerable<Reading> Analyses()
    {
        var sections = Analysis.Parts;
        yield return Reading.Of("summary", Data(sections["summary"]), (c, t) => new AnalysisClient(c).SummaryAsync(Id, t));
        yield return Reading.Of("threat", Data(sections["threat"]), (c, t) => new AnalysisClient(c).ThreatAsync(Id, t));
        yield return Reading.Of("metadata", Data(sections["metadata"]), (c, t) => new AnalysisClient(c).MetadataAsync(Id, t));
        yield return Section("iocs", AnalysisSections.Indicators, (o, r) => o.Add(r));
        yield return Section("network_streams", AnalysisSections.NetworkStreams, (o, r) => o.Add(r));
        yield return Section("artifacts", AnalysisSections.Artifacts, (o, r) => o.Add(r));
        yield return Section("processes", AnalysisSections.Processes, (o, r) => o.Add(r));
        yield return Section("annotations", AnalysisSections.Annotations, (o, r) => o.Add(r));
        yield return Reading.Of("one indicator", Data("{\"ioc\":\"n\",\"title\":\"t\",\"severity\":5,\"data\":[{\"IP\":\"11.0.0.1\"}],\"mitre\":[{\"tactic\":\"a\",\"techniques\":[{\"technique\":\"b\"}]}]}"), (c, t) => new AnalysisClient(c).IndicatorAsync(Id, "n", t));
        yield return Reading.Of("warnings", Data("{\"items\":[{\"code\":\"c\",\"title\":\"t\",\"description\":\"d\",\"error\":null},{\"title\":\"u\"}]}"), (c, t) => new AnalysisClient(c).WarningsAsync(Id, t));
    }

    private static Reading Section<T>(string name, AnalysisSection<T> section, Action<ObservableCollector, T> collect)
        where T : SampleDetail
        => Reading.OfRows("section " + name, Data("{\"items\":" + Analysis.Parts[name] + "}"), (c, t) => new AnalysisClient(c).SectionAsync(Id, section, t), rows => Analysis.Collect(rows, collect));

    private static EntityKey KeyOf(EntityType type) => type switch
    {
        EntityType.Ip => new EntityKey(type, "11.0.0.1", "11.0.0.1"),
        EntityType.Domain => new EntityKey(type, "evil.example", "evil.example"),
        _ => new EntityKey(type, Sha256, Sha256),
    };
}
