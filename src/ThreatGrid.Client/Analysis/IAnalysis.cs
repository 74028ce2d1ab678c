using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Paging;

namespace ThreatGrid.Client.Analysis;

/// <summary>The analysis of one sample, on the server or in a saved file.</summary>
internal interface IAnalysis
{
    /// <summary>Null where a file does not tell.</summary>
    string? SampleId { get; }

    /// <summary>Null for a file.</summary>
    Origin? Origin { get; }

    /// <summary>The entries of a section, given while they are read.</summary>
    IAsyncEnumerable<RowBatch<T>> ReadAsync<T>(AnalysisSection<T> section, CancellationToken cancellationToken)
        where T : SampleDetail;

    /// <summary>Null where a file has none.</summary>
    Task<SampleMetadata?> MetadataAsync(CancellationToken cancellationToken);

    Task<IReadOnlyList<SampleWarning>> WarningsAsync(CancellationToken cancellationToken);
}
