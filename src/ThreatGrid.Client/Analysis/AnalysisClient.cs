using System;
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
    private static readonly string[] ItemsPath = ["data", "items"];
    private static readonly string[] NetworkPath = ["data", "items", "network"];

    public Task<SampleSummary> SummaryAsync(string sampleId, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "summary", AnalysisContracts.Summary, cancellationToken);

    public Task<SampleThreat> ThreatAsync(string sampleId, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "threat", AnalysisContracts.Threat, cancellationToken);

    public Task<SampleMetadata> MetadataAsync(string sampleId, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "analysis/metadata", AnalysisContracts.Metadata, cancellationToken);

    /// <summary>One indicator; the answer is the element itself.</summary>
    public Task<SampleIndicator> IndicatorAsync(string sampleId, string indicator, CancellationToken cancellationToken)
        => RecordAsync(sampleId, "analysis/iocs/" + Uri.EscapeDataString(indicator), AnalysisContracts.Indicator, cancellationToken);

    public IAsyncEnumerable<RowBatch<SampleIndicator>> IndicatorsAsync(string sampleId, CancellationToken cancellationToken)
        => SectionAsync(sampleId, "analysis/iocs", AnalysisContracts.Indicator, ItemsPath, RowShape.List, cancellationToken);

    public IAsyncEnumerable<RowBatch<SampleNetworkStream>> NetworkStreamsAsync(string sampleId, CancellationToken cancellationToken)
        => SectionAsync(sampleId, "analysis/network_streams", AnalysisContracts.NetworkStream, ItemsPath, RowShape.Map, cancellationToken);

    public IAsyncEnumerable<RowBatch<SampleProcess>> ProcessesAsync(string sampleId, CancellationToken cancellationToken)
        => SectionAsync(sampleId, "analysis/processes", AnalysisContracts.Process, ItemsPath, RowShape.Map, cancellationToken);

    public IAsyncEnumerable<RowBatch<SampleArtifact>> ArtifactsAsync(string sampleId, CancellationToken cancellationToken)
        => SectionAsync(sampleId, "analysis/artifacts", AnalysisContracts.Artifact, ItemsPath, RowShape.Map, cancellationToken);

    public IAsyncEnumerable<RowBatch<SampleAnnotation>> AnnotationsAsync(string sampleId, CancellationToken cancellationToken)
        => SectionAsync(sampleId, "analysis/annotations", AnalysisContracts.Annotation, NetworkPath, RowShape.Map, cancellationToken);

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

    public static string PathOf(string sampleId, string resource) => $"/api/v2/samples/{Uri.EscapeDataString(sampleId)}/{resource}";

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

    private IAsyncEnumerable<RowBatch<T>> SectionAsync<T>(string sampleId, string resource, JsonContract<T> contract, string[] listPath, RowShape shape, CancellationToken cancellationToken)
        where T : SampleDetail
        => new SectionStream<T>(client, sampleId, PathOf(sampleId, resource), contract, listPath, shape).ReadAsync(cancellationToken);
}
