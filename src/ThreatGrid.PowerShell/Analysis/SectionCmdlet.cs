using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using ThreatGrid.Client.Analysis;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Analysis;

/// <summary>Base of the cmdlets that read a part of an analysis, on the server or in a saved <c>analysis.json</c>.</summary>
public abstract class SectionCmdlet : AnalysisCmdlet
{
    private protected const string FileSet = "Path";

    /// <summary>Analyses that <c>Save-TGSampleItem AnalysisJson</c> saved, wildcards allowed. No connection is needed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[] Path { get; set; } = [];

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName != FileSet)
        {
            base.ProcessRecord();
            return;
        }

        foreach (string path in Path)
        {
            foreach (string file in FilePaths.Resolve(this, path, isLiteral: false, WriteError))
            {
                ReadFile(file);
            }
        }
    }

    private protected sealed override void ReadServed(ServedAnalysis analysis) => Read(analysis);

    /// <summary>Reads what there is to read.</summary>
    private protected abstract void Read(IAnalysis analysis);

    /// <summary>Writes the entries of a section while they come.</summary>
    private protected void WriteSection<T>(IAnalysis analysis, AnalysisSection<T> section)
        where T : SampleDetail
    {
        foreach (RowBatch<T> batch in Pull(token => analysis.ReadAsync(section, token)))
        {
            WriteFailures(analysis, batch.Failures);
            WriteObject(batch.Rows, enumerateCollection: true);
        }
    }

    private protected void WriteFailures(IAnalysis analysis, IReadOnlyList<RowFailure> failures)
    {
        foreach (RowFailure failure in failures)
        {
            WriteError(ErrorRecords.UnreadableRow($"the analysis of sample {analysis.SampleId}", failure.Position, failure.Text));
        }
    }

    private void ReadFile(string file)
    {
        var analysis = new SavedAnalysis(file);
        try
        {
            Read(analysis);
        }
        catch (InvalidDataException e)
        {
            WriteError(ErrorRecords.AnalysisNotRead(e, file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            WriteError(ErrorRecords.FileNotRead(e, file));
        }

        if (analysis.Missing.Count > 0)
        {
            WriteWarning($"'{file}' has no {string.Join(", no ", analysis.Missing)}.");
        }
    }
}
