using System;
using System.Management.Automation;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>What the cmdlets share that write observables in a format.</summary>
public abstract class OutputCmdlet : ObservableCmdlet, IOutputParameters
{
    private ObservableFormat? _format;

    /// <summary>The format.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public OutputFormat As { get; set; }

    /// <summary>Whether lists that block take rows without high scores too, and files that the server marks as harmless.</summary>
    [Parameter]
    public SwitchParameter AllowUnscored { get; set; }

    /// <summary>Whether lists that block take curated feeds of shared names; of a file, whether a list may be emptied or turned over.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long indicators hold after they were last seen.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan ValidFor { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The marking of what is shared.</summary>
    [Parameter]
    public TlpMarking Tlp { get; set; } = TlpMarking.Amber;

    /// <summary>Whether texts in CSV that a spreadsheet would run as formulas stay as they are.</summary>
    [Parameter]
    public SwitchParameter NoGuard { get; set; }

    /// <summary>Whether CSV gets a byte order mark, by which Excel knows UTF-8.</summary>
    [Parameter]
    public SwitchParameter ForExcel { get; set; }

    /// <summary>Whether lines are set in syslog frames (RFC 5424).</summary>
    [Parameter]
    public SwitchParameter Syslog { get; set; }

    /// <summary>The file with the numbers of rules; that of the user where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SidRegistry { get; set; }

    private protected ObservableFormat Format => _format!;

    private protected FormatOptions FormatOptions { get; private set; } = new();

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        FormatOptions = OutputSettings.FormatOptions(this, this, DateTime.UtcNow);
        _format = FormatCatalog.Create(As, FormatOptions);
        base.BeginProcessing();
    }

    private protected override FilterOptions CreateOptions(AllowList? allowList) => OutputSettings.FilterOptions(this, Format, allowList);

    private protected override string? Refusal(Observable observable) => Format.Refusal(observable);
}
