using System;
using System.Diagnostics;
using System.Linq;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Progress of one cmdlet: only for work that takes a while, at most four times a second, none where nobody looks.</summary>
internal sealed class ProgressWriter(Cmdlet cmdlet)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private static readonly bool IsAttended = !Environment.GetCommandLineArgs()
        .Any(a => a.Length >= 5 && "-NonInteractive".StartsWith(a, StringComparison.OrdinalIgnoreCase));

    private readonly Stopwatch _running = Stopwatch.StartNew();
    private readonly int _activityId = Guid.NewGuid().GetHashCode() & int.MaxValue;
    private readonly string _activity = cmdlet is PSCmdlet ps ? ps.MyInvocation.MyCommand.Name : "ThreatGrid";
    private TimeSpan _shownAt = TimeSpan.MinValue;

    public void Show(string status, string? operation = null, int secondsRemaining = -1, int percent = -1)
    {
        TimeSpan now = _running.Elapsed;
        if (!IsAttended || now < Patience || now - Pause < _shownAt)
        {
            return;
        }

        _shownAt = now;
        cmdlet.WriteProgress(new ProgressRecord(_activityId, _activity, status)
        {
            CurrentOperation = operation,
            SecondsRemaining = secondsRemaining,
            PercentComplete = percent,
        });
    }

    public void Complete()
    {
        if (_shownAt != TimeSpan.MinValue)
        {
            cmdlet.WriteProgress(new ProgressRecord(_activityId, _activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }
}
