using System;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>The parameters by which a user says what an output looks like and what it must not hold.</summary>
internal interface IOutputParameters
{
    OutputFormat As { get; }

    SwitchParameter IncludeReserved { get; }

    SwitchParameter IncludeNeverBlock { get; }

    SwitchParameter AllowUnscored { get; }

    SwitchParameter Force { get; }

    TimeSpan ValidFor { get; }

    TlpMarking Tlp { get; }

    SwitchParameter NoGuard { get; }

    SwitchParameter ForExcel { get; }

    SwitchParameter Syslog { get; }

    string? SidRegistry { get; }
}
