using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Samples;

/// <summary>The samples of one connection (section 4 of the API reference).</summary>
internal sealed class SampleClient(ApiClient client)
{
    /// <summary>How many samples one request asks the state of.</summary>
    public const int StatesPerRequest = 100;

    private const int SearchLimit = 100;

    private static readonly string[] ItemsPath = ["data", "items"];
    private static readonly string[] DataPath = ["data"];

    public Task<Sample> GetAsync(string sampleId, CancellationToken cancellationToken)
        => client.Fresh.RunAsync(
            sampleId,
            client,
            () => client.SendForRecordAsync(ApiRequest.Get("/api/v2/samples/" + Uri.EscapeDataString(sampleId)), SampleContracts.Sample, $"The server says nothing of sample {sampleId}.", cancellationToken),
            cancellationToken);

    /// <summary>Finished samples in a window of time.</summary>
    public IAsyncEnumerable<RowBatch<Sample>> ListAsync(TimeWindow window, QueryParameters query, PagingOptions options, CancellationToken cancellationToken)
    {
        var pages = new TimedPages<Sample>(client, "/api/v2/samples", "the list of samples", SampleContracts.Sample, query);
        return new PagedList<Sample>(pages, options, client.Observer).ReadAsync(window, cancellationToken);
    }

    /// <summary>What the submission search finds in a window of time.</summary>
    public IAsyncEnumerable<RowBatch<SampleSearchResult>> SearchAsync(TimeWindow window, QueryParameters query, PagingOptions options, CancellationToken cancellationToken)
    {
        var pages = new TimedPages<SampleSearchResult>(client, "/api/v2/search/submissions", "the submission search", SampleContracts.SearchResult, query);
        return new PagedList<SampleSearchResult>(pages, options, client.Observer).ReadAsync(window, cancellationToken);
    }

    /// <summary>The newest samples that have to do with a text, or the first by another order, at most a page of them.</summary>
    public Task<RowPage<SampleSearchResult>> SearchOnceAsync(string text, bool ownOnly, CancellationToken cancellationToken, string sortBy = "submitted_at")
        => client.SendAsync(
            ApiRequest.Get("/api/v2/search/submissions")
                .With("q", text)
                .With("user_only", ownOnly ? "true" : null)
                .With("sort_by", sortBy)
                .With("sort_order", "desc")
                .With("limit", SearchLimit.ToString(CultureInfo.InvariantCulture)),
            (answer, token) => new RowReader<SampleSearchResult>(SampleContracts.SearchResult, ItemsPath, new ReadContext(client.Connection.Origin)).ReadAsync(answer.Body, SearchLimit, token),
            cancellationToken);

    /// <summary>How many samples the key's owner submitted since a time, as the search counts them.</summary>
    public async Task<long> CountOwnSinceAsync(DateTime sinceUtc, CancellationToken cancellationToken)
    {
        Api.ApiRow answer = await client.SendForRecordAsync(
            ApiRequest.Get("/api/v2/search/submissions").With("user_only", "true").With("after", WireTime.ToQuery(sinceUtc)).With("limit", "1"),
            Api.ApiRow.Contract,
            "The server does not say how many samples there are.",
            cancellationToken).ConfigureAwait(false);
        return answer.AdditionalProperties.Integer("total") ?? throw new UnexpectedAnswerException("The search does not say how many samples it found.")
        {
            RecommendedAction = "Without that number a daily limit cannot be kept; use -Maximum.",
        };
    }

    /// <summary>The states of many samples; those the server does not know are not among them.</summary>
    public Task<RowPage<SampleState>> StatesAsync(IReadOnlyCollection<string> sampleIds, CancellationToken cancellationToken)
        => client.SendAsync(
            ApiRequest.Get("/api/v2/samples/state").With("ids", JsonSerializer.Serialize(sampleIds, StateIds.Default.IReadOnlyCollectionString)),
            (answer, token) => new RowReader<SampleState>(SampleContracts.State, DataPath, new ReadContext(client.Connection.Origin)).ReadAsync(answer.Body, sampleIds.Count, token),
            cancellationToken);

    public Task DeleteAsync(string sampleId, CancellationToken cancellationToken)
        => client.DeleteAsync("/api/v3/samples/" + Uri.EscapeDataString(sampleId), cancellationToken);

    public Task<RowPage<VirtualMachine>> VirtualMachinesAsync(CancellationToken cancellationToken) => ConfigurationAsync("vms", "vms", SampleContracts.VirtualMachine, cancellationToken);

    public Task<RowPage<Playbook>> PlaybooksAsync(CancellationToken cancellationToken) => ConfigurationAsync("playbooks", "playbooks", SampleContracts.Playbook, cancellationToken);

    public Task<RowPage<NetworkExit>> NetworkExitsAsync(CancellationToken cancellationToken) => ConfigurationAsync("network-exits", "network-exits", SampleContracts.NetworkExit, cancellationToken);

    private Task<RowPage<T>> ConfigurationAsync<T>(string resource, string list, JsonContract<T> contract, CancellationToken cancellationToken)
        where T : ApiObject
        => client.SendAsync(
            ApiRequest.Get("/api/v3/configuration/" + resource),
            (answer, token) => new RowReader<T>(contract, ["data", list], new ReadContext(client.Connection.Origin), RowShape.AnyList).ReadAsync(answer.Body, 16, token),
            cancellationToken);
}
