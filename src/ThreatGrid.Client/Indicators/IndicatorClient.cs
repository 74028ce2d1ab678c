using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Indicators;

/// <summary>The catalogue of behavioural indicators of one connection (section 6.6 of the API reference).</summary>
internal sealed class IndicatorClient(ApiClient client)
{
    private const int ExpectedIndicators = 2000;
    private const int ExpectedCategories = 64;

    public Task<RowPage<IndicatorDefinition>> ListAsync(CancellationToken cancellationToken)
        => ListAsync("indicators", "indicators", IndicatorContracts.Definition, ExpectedIndicators, cancellationToken);

    public Task<IndicatorDefinition> GetAsync(string name, CancellationToken cancellationToken)
        => GetAsync("indicators", name, "indicator", IndicatorContracts.Definition, cancellationToken);

    public Task<RowPage<IndicatorCategory>> CategoriesAsync(CancellationToken cancellationToken)
        => ListAsync("indicator-categories", "categories", IndicatorContracts.Category, ExpectedCategories, cancellationToken);

    public Task<IndicatorCategory> CategoryAsync(string name, CancellationToken cancellationToken)
        => GetAsync("indicator-categories", name, "category", IndicatorContracts.Category, cancellationToken);

    private Task<RowPage<T>> ListAsync<T>(string resource, string list, JsonContract<T> contract, int expected, CancellationToken cancellationToken)
        where T : ApiObject
        => client.SendAsync(
            ApiRequest.Get("/api/v3/" + resource),
            (answer, token) => new RowReader<T>(contract, ["data", list], new ReadContext(client.Connection.Origin), RowShape.AnyList).ReadAsync(answer.Body, expected, token),
            cancellationToken);

    private Task<T> GetAsync<T>(string resource, string name, string wrapper, JsonContract<T> contract, CancellationToken cancellationToken)
        where T : ApiObject
        => client.SendForRecordAsync(
            ApiRequest.Get($"/api/v3/{resource}/{UriText.Escape(name)}"),
            contract,
            $"The server says nothing of '{name}'.",
            cancellationToken,
            wrapper);
}
