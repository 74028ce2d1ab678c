using System;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;
using ThreatGrid.Observables.Export;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>What was dropped or rejected, kept only where somebody asked for it.</summary>
internal sealed class RejectionLog
{
    private readonly PSCmdlet _cmdlet;
    private readonly string? _variable;
    private readonly string? _path;
    private readonly List<RejectedObservable> _all = [];

    public RejectionLog(PSCmdlet cmdlet, string? variable, string? path)
    {
        _cmdlet = cmdlet;
        _variable = variable;
        _path = path is null ? null : cmdlet.GetUnresolvedProviderPathFromPSPath(path);
    }

    /// <summary>The first reason, as an example.</summary>
    public string FirstReason { get; private set; } = string.Empty;

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    public void Add(RejectedObservable rejected)
    {
        Count++;
        if (FirstReason.Length == 0)
        {
            FirstReason = $"The first, '{rejected.Value}': {rejected.Reason.TrimEnd('.')}.";
        }

        if (_variable is not null || _path is not null)
        {
            _all.Add(rejected);
        }
    }

    /// <summary>Hands all of it over.</summary>
    /// <param name="writesFile">Whether the file is written too: not where the command only says what it would do.</param>
    public void Finish(bool writesFile = true)
    {
        if (_variable is not null)
        {
            _cmdlet.SessionState.PSVariable.Set(_variable, _all.ToArray());
        }

        if (_path is null || !writesFile)
        {
            return;
        }

        try
        {
            RejectedFile.Write(_path, _all);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _cmdlet.WriteError(ErrorRecords.File(e, _path));
        }
    }
}
