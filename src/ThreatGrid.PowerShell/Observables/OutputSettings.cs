using System;
using System.IO;
using System.Management.Automation;
using ThreatGrid.Files;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Observables;

/// <summary>What the parameters of an output mean.</summary>
internal static class OutputSettings
{
    private const string RegistryFile = "rule-numbers.txt";

    /// <summary>How the format writes. Ends the command where the parameters contradict it.</summary>
    public static FormatOptions FormatOptions(PSCmdlet cmdlet, IOutputParameters parameters, DateTime nowUtc)
    {
        if (parameters.Syslog && !FormatCatalog.CanBeFramed(parameters.As))
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.InvalidArgument($"-Syslog frames lines for a syslog receiver, and {parameters.As} is none of these.", parameters.As, "Leave it out, or take Cef, Leef or JsonLines."));
        }

        return new FormatOptions
        {
            ValidFor = parameters.ValidFor,
            Tlp = parameters.Tlp,
            NoGuard = parameters.NoGuard,
            ByteOrderMark = parameters.ForExcel,
            Syslog = parameters.Syslog,
            NowUtc = nowUtc,
            Sids = parameters.As is OutputFormat.SuricataRules or OutputFormat.Snort3Rules ? Registry(cmdlet, parameters) : null,
        };
    }

    /// <summary>What is kept out of the output: of one that blocks, all that could do harm.</summary>
    public static FilterOptions FilterOptions(IOutputParameters parameters, ObservableFormat format, AllowList? allowList) => new()
    {
        AllowList = allowList,
        DropReserved = format.IsBlocking && !parameters.IncludeReserved,
        DropNeverBlock = format.IsBlocking && !parameters.IncludeNeverBlock,
        DropUnscored = format.IsBlocking && !parameters.AllowUnscored,
        AllowSharedFeeds = parameters.Force,
        Unique = format is ListFormat,
        AllowWildcards = format.CoversChildren,
    };

    private static SidRegistry Registry(PSCmdlet cmdlet, IOutputParameters parameters)
    {
        string path = parameters.SidRegistry is { } given ? cmdlet.GetUnresolvedProviderPathFromPSPath(given) : UserFolder.File(RegistryFile);
        try
        {
            return new SidRegistry(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            cmdlet.ThrowTerminatingError(ErrorRecords.FileNotRead(e, path));
            throw;
        }
    }
}
