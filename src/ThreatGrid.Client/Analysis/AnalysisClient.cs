using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Analysis;

/// <summary>The analysis of samples of one connection (section 5 of the API reference).</summary>
internal sealed class AnalysisClient(ApiClient client)
{
    public Task<SampleSummary> SummaryAsync(string sampleId, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "summary", AnalysisContracts.Summary, cancellationToken);

    public Task<SampleThreat> ThreatAsync(string sampleId, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "threat", AnalysisContracts.Threat, cancellationToken);

    public Task<SampleMetadata> MetadataAsync(string sampleId, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "analysis/metadata", AnalysisContracts.Metadata, cancellationToken);

    /// <summary>One indicator; the answer is the element itself.</summary>
    public Task<SampleIndicator> IndicatorAsync(string sampleId, string indicator, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "analysis/iocs/" + UriText.Escape(indicator), AnalysisContracts.Indicator, cancellationToken);

    /// <summary>The entries of a section, given while the answer still comes.</summary>
    public IAsyncEnumerable<RowBatch<T>> SectionAsync<T>(string sampleId, AnalysisSection<T> section, CancellationToken cancellationToken)
        where T : SampleDetail
        => new SectionStream<T>(
            (read, stop) => client.Fresh.RunAsync(
                sampleId,
                client,
                () => client.SendAsync(ApiRequest.Get(PathOf(sampleId, section.Resource)), (answer, token) => read(answer.Body, token), stop),
                stop),
            sampleId,
            new RowSource<T>(section.Contract, section.ServedPath, section.Shape, IsOptional: false),
            client.Connection.Origin).ReadAsync(cancellationToken);

    public Task<IReadOnlyList<SampleWarning>> WarningsAsync(string sampleId, CancellationToken cancellationToken)
        => client.SendAsync(
            ApiRequest.Get(PathOf(sampleId, "warnings.json")),
            async (answer, token) =>
            {
                IReadOnlyList<SampleWarning> warnings = await WarningsReader.ReadAsync(answer.Body, new ReadContext(client.Connection.Origin), token).ConfigureAwait(false);
                foreach (SampleWarning warning in warnings)
                {
                    warning.SampleId = sampleId;
                }

                return warnings;
            },
            cancellationToken);

    public static string PathOf(string sampleId, string resource) => $"/api/v2/samples/{UriText.Escape(sampleId)}/{resource}";

    private async Task<T> RecordAsync<T>(string sampleId, string resource, JsonContract<T> contract, CancellationToken cancellationToken)
        where T : SampleDetail
    {
        T record = await client.Fresh.RunAsync(
            sampleId,
            client,
            () => client.SendForRecordAsync(ApiRequest.Get(PathOf(sampleId, resource)), contract, $"The server has no {resource} for sample {sampleId}.", cancellationToken),
            cancellationToken).ConfigureAwait(false);
        record.SampleId ??= sampleId;
        return record;
    }
}
