using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Samples;

namespace ThreatGrid.Client.Analysis;

/// <summary>
/// An <c>analysis.json</c> that was saved. It is read entry by entry, one section at a time, and never as a whole: some are hundreds of
/// megabytes.
/// </summary>
internal sealed class SavedAnalysis(string path) : IAnalysis
{
    private const int SampleIdLength = 32;

    /// <summary>The id that <c>Save-TGSampleItem</c> puts in front of the name.</summary>
    public string? SampleId { get; } = IdOf(System.IO.Path.GetFileName(path));

    public Origin? Origin => null;

    /// <summary>Sections that were asked for and are not in the file.</summary>
    public List<string> Missing { get; } = [];

    /// <exception cref="InvalidDataException">The file is no analysis, or not all of one.</exception>
    public IAsyncEnumerable<RowBatch<T>> ReadAsync<T>(AnalysisSection<T> section, CancellationToken cancellationToken)
        where T : SampleDetail
        => new SectionStream<T>(
            async (read, token) =>
            {
                if (!await OpenAsync(read, token).ConfigureAwait(false))
                {
                    Missing.Add(string.Join(".", section.SavedPath));
                }
            },
            SampleId,
            new RowSource<T>(section.Contract, section.SavedPath, section.Shape, IsOptional: true),
            origin: null).ReadAsync(cancellationToken);

    /// <exception cref="InvalidDataException">The file is no analysis, or not all of one.</exception>
    public async Task<SampleMetadata?> MetadataAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<SampleMetadata> found = await ReadAllAsync(AnalysisContracts.Metadata, "metadata", RowShape.Record, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    /// <exception cref="InvalidDataException">The file is no analysis, or not all of one.</exception>
    public Task<IReadOnlyList<SampleWarning>> WarningsAsync(CancellationToken cancellationToken)
        => ReadAllAsync(AnalysisContracts.Warning, "warnings", RowShape.List, cancellationToken);

    private static string? IdOf(string fileName)
    {
        string start = fileName.Split('.')[0];
        return start.Length == SampleIdLength && start.All(Uri.IsHexDigit) ? start : null;
    }

    private async Task<IReadOnlyList<T>> ReadAllAsync<T>(JsonContract<T> contract, string section, RowShape shape, CancellationToken cancellationToken)
        where T : SampleDetail
    {
        List<T> rows = [];
        bool isThere = await OpenAsync(
            async (body, token) =>
            {
                var reader = new RowReader<T>(contract, [section], new ReadContext(null), shape, isOptional: true);
                rows = (await reader.ReadAsync(body, 1, token).ConfigureAwait(false)).Rows;
                return reader.FoundRows;
            },
            cancellationToken).ConfigureAwait(false);
        if (!isThere)
        {
            Missing.Add(section);
        }

        foreach (T row in rows)
        {
            row.SampleId ??= SampleId;
        }

        return rows;
    }

    private async Task<bool> OpenAsync(Func<Stream, CancellationToken, Task<bool>> read, CancellationToken cancellationToken)
    {
        using FileStream file = UploadSource.OpenShared(path);
        try
        {
            return await read(file, cancellationToken).ConfigureAwait(false);
        }
        catch (UnexpectedAnswerException e)
        {
            throw new InvalidDataException($"'{path}' is no analysis.json, or not all of one: {(e.InnerException ?? e).Message}", e);
        }
    }
}
