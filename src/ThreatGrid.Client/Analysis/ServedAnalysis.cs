using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Analysis;

/// <summary>An analysis on the server.</summary>
internal sealed class ServedAnalysis(ApiClient client, string sampleId) : IAnalysis
{
    private readonly AnalysisClient _analyses = new(client);

    public string SampleId => sampleId;

    public Origin Origin => client.Connection.Origin;

    public IAsyncEnumerable<RowBatch<T>> ReadAsync<T>(AnalysisSection<T> section, CancellationToken cancellationToken)
        where T : SampleDetail
        => _analyses.SectionAsync(sampleId, section, cancellationToken);

    public async Task<SampleMetadata?> MetadataAsync(CancellationToken cancellationToken)
        => await _analyses.MetadataAsync(sampleId, cancellationToken).ConfigureAwait(false);

    public Task<IReadOnlyList<SampleWarning>> WarningsAsync(CancellationToken cancellationToken)
        => _analyses.WarningsAsync(sampleId, cancellationToken);

    public Task<SampleSummary> SummaryAsync(CancellationToken cancellationToken) => _analyses.SummaryAsync(sampleId, cancellationToken);

    public Task<SampleThreat> ThreatAsync(CancellationToken cancellationToken) => _analyses.ThreatAsync(sampleId, cancellationToken);

    /// <summary>One indicator alone.</summary>
    public Task<SampleIndicator> IndicatorAsync(string indicator, CancellationToken cancellationToken)
        => _analyses.IndicatorAsync(sampleId, indicator, cancellationToken);
}
