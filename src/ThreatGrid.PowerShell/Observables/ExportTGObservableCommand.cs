using System;
using System.IO;
using System.Management.Automation;
using ThreatGrid.Files;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary><para type="synopsis">Writes observables to a file that a SIEM, a firewall or another tool takes as it is.</para></summary>
[Cmdlet(VerbsData.Export, "TGObservable", SupportsShouldProcess = true)]
[OutputType(typeof(ExportedFile))]
public sealed class ExportTGObservableCommand : OutputCmdlet
{
    private ObservableExport? _export;
    private string _path = string.Empty;

    /// <summary>The file.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Whether lines are added to the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>How much of a list may come or go at once, in per cent.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumChange { get; set; } = 50;

    /// <summary>How long values that are not seen again stay in a list.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan? KeepFor { get; set; }

    /// <summary>How many entries a list has at most: those seen last.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaximumEntries { get; set; }

    /// <summary>Whether a file with the MD5 of the list is written beside it.</summary>
    [Parameter]
    public SwitchParameter Md5 { get; set; }

    /// <summary>The file that keeps when values were seen first and last; one in the user's folder where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? HistoryPath { get; set; }

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _path = GetUnresolvedProviderPathFromPSPath(Path);
        ExportChecks.Refuse(this, Format, _path, Append, Md5, KeepFor is not null || MaximumEntries is not null);
        if (!ShouldProcess(_path, $"Export observables as {As}"))
        {
            return;
        }

        Guarded(() => _export = new ObservableExport(Format, FormatOptions, new ExportOptions(_path, As)
        {
            Append = Append,
            Guard = new ListGuard { Force = Force, MaximumChange = MaximumChange },
            WithMd5 = Md5,
            KeepFor = KeepFor,
            MaximumEntries = MaximumEntries,
            HistoryPath = Format is DocumentFormat || KeepFor is not null ? ReadHistoryPath() : null,
            NowUtc = FormatOptions.NowUtc,
        }, Filter, Reject));
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        if (_export is not null)
        {
            Guarded(() => WriteObject(_export.Finish(), enumerateCollection: true));
        }

        base.EndProcessing();
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _export?.Dispose();
        }

        base.Dispose(disposing);
    }

    private protected override bool WritesFiles => _export is not null;

    private protected override void Take(Observable observable)
    {
        if (_export is not null)
        {
            Guarded(() => _export.Add(observable));
        }
    }

    private string? ReadHistoryPath()
    {
        if (HistoryPath is { } given)
        {
            return GetUnresolvedProviderPathFromPSPath(given);
        }

        string path = UserFolder.File("exports", ExportChecks.NameOf(_path) + ".history");
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            return path;
        }
        catch (Exception e) when (KeepFor is null && e is IOException or UnauthorizedAccessException)
        {
            WriteWarning($"What was seen when cannot be kept in '{path}': the dates of indicators may change from export to export. -HistoryPath names another place.");
            return null;
        }
    }

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (ErrorRecords.OfOutput(e, _path) is { } record)
        {
            ThrowTerminatingError(record);
        }
    }
}
