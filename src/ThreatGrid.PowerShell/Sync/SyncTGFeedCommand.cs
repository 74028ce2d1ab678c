using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Sync;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Formats;
using ThreatGrid.Observables.Hygiene;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;
using ThreatGrid.PowerShell.Feeds;
using ThreatGrid.PowerShell.Observables;
using ThreatGrid.Sync;

namespace ThreatGrid.PowerShell.Sync;

/// <summary><para type="synopsis">Gives what is new in feeds since the last run: nothing twice, nothing lost.</para></summary>
[Cmdlet(VerbsData.Sync, "TGFeed", SupportsShouldProcess = true, DefaultParameterSetName = IocSet)]
[OutputType(typeof(IpFeedItem), typeof(DomainFeedItem), typeof(UrlFeedItem), typeof(PathFeedItem), typeof(ArtifactFeedItem), typeof(NetworkStreamFeedItem), typeof(RegistryKeyFeedItem), ParameterSetName = [IocSet])]
[OutputType(typeof(SampleFeedItem), ParameterSetName = [SampleSet])]
[OutputType(typeof(CuratedFeedItem), ParameterSetName = [CuratedSet])]
public sealed class SyncTGFeedCommand : ConnectedCmdlet, IOutputParameters
{
    private const string IocSet = "Ioc";
    private const string SampleSet = "Sample";
    private const string CuratedSet = "Curated";

    private readonly List<SyncSummary> _summaries = [];
    private string _checkpointPath = string.Empty;

    /// <summary>IOC feeds.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = IocSet)]
    [ValidateNotNullOrEmpty]
    public IocFeedType[] Type { get; set; } = [];

    /// <summary>Sample feeds.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SampleSet)]
    [ValidateNotNullOrEmpty]
    public SampleFeedType[] SampleFeed { get; set; } = [];

    /// <summary>Curated feeds.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CuratedSet)]
    [ArgumentCompleter(typeof(CuratedFeedNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] CuratedFeed { get; set; } = [];

    /// <summary>A word for this delivery; its checkpoint is kept under it in the user's folder.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(CheckpointNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Name { get; set; }

    /// <summary>The file of the checkpoint.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CheckpointPath { get; set; }

    /// <summary>The file that rows are written to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>The format of the file.</summary>
    [Parameter]
    public OutputFormat As { get; set; } = OutputFormat.JsonLines;

    /// <summary>What is done with each batch of rows, which is $_ there.</summary>
    [Parameter]
    [ValidateNotNull]
    public ScriptBlock? Process { get; set; }

    /// <summary>How many rows are delivered at once, at most.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int BatchSize { get; set; } = 1000;

    /// <summary>Where the first run begins; later ones go on where the last one ended.</summary>
    [Parameter]
    [InstantTransformation]
    public Instant? Since { get; set; }

    /// <summary>Whether times without a zone are UTC and not local time.</summary>
    [Parameter]
    public SwitchParameter Utc { get; set; }

    /// <summary>How far behind its last point a run asks again, for rows that appear late.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan Overlap { get; set; } = new SyncOptions().Overlap;

    /// <summary>Whether a row counts only where its value is new.</summary>
    [Parameter]
    public SwitchParameter NewValueOnly { get; set; }

    /// <summary>How long a value that is not seen again stays in a list, and counts as known for -NewValueOnly.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan KeepFor { get; set; } = new SyncOptions().KeepFor;

    /// <summary>Whether to begin anew, as if no run had been before.</summary>
    [Parameter]
    public SwitchParameter Restart { get; set; }

    /// <summary>Whether to wait for another run that has the checkpoint.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>Whether to stay and run again and again.</summary>
    [Parameter]
    public SwitchParameter Watch { get; set; }

    /// <summary>The time from the end of one run to the start of the next, with -Watch.</summary>
    [Parameter]
    [DurationTransformation]
    public TimeSpan Interval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The name of a variable for the summaries, one a feed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SummaryVariable { get; set; }

    /// <summary>The lowest confidence wanted.</summary>
    [Parameter(ParameterSetName = IocSet)]
    [ValidateRange(0, 100)]
    public int Confidence { get; set; } = FeedQuery.DefaultScore;

    /// <summary>The lowest severity wanted.</summary>
    [Parameter(ParameterSetName = IocSet)]
    [ValidateRange(0, 100)]
    public int Severity { get; set; } = FeedQuery.DefaultScore;

    /// <summary>The name of the indicator wanted.</summary>
    [Parameter(ParameterSetName = IocSet)]
    [Alias("Ioc")]
    [ArgumentCompleter(typeof(IndicatorNameCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Indicator { get; set; }

    /// <summary>Whether only samples of the own organisation count.</summary>
    [Parameter(ParameterSetName = IocSet)]
    [Parameter(ParameterSetName = SampleSet)]
    public SwitchParameter OrganizationOnly { get; set; }

    /// <summary>Whether only own samples count.</summary>
    [Parameter(ParameterSetName = IocSet)]
    [Parameter(ParameterSetName = SampleSet)]
    public SwitchParameter UserOnly { get; set; }

    /// <summary>Parameters of the API that have none of their own here.</summary>
    [Parameter(ParameterSetName = IocSet)]
    [Parameter(ParameterSetName = SampleSet)]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>Files with what never goes out: domains (<c>*.</c> with everything below), addresses, networks, hashes, URLs.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AllowList { get; set; }

    /// <summary>Entries of an allow-list that are at hand.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? AllowEntry { get; set; }

    /// <summary>Whether private, local and reserved addresses and names stay in.</summary>
    [Parameter]
    public SwitchParameter IncludeReserved { get; set; }

    /// <summary>Whether public suffixes, and what the built-in never-block list has, stay in.</summary>
    [Parameter]
    public SwitchParameter IncludeNeverBlock { get; set; }

    /// <summary>Whether the addresses that curated domains resolved to are taken too.</summary>
    [Parameter]
    public SwitchParameter IncludeIp { get; set; }

    /// <summary>Whether lists that block take rows without high scores too.</summary>
    [Parameter]
    public SwitchParameter AllowUnscored { get; set; }

    /// <summary>Whether a list may be emptied or turned over, and takes curated feeds of shared names.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How much of a list may come or go at once, in per cent.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaximumChange { get; set; } = 50;

    /// <summary>How many entries a list has at most: those seen last.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? MaximumEntries { get; set; }

    /// <summary>Whether a file with the MD5 of the list is written beside it.</summary>
    [Parameter]
    public SwitchParameter Md5 { get; set; }

    /// <summary>How large a file of lines gets before the next one begins, in bytes.</summary>
    [Parameter]
    [ValidateRange(1, long.MaxValue)]
    public long? RotateSize { get; set; }

    /// <summary>Whether each UTC day has a file of lines of its own.</summary>
    [Parameter]
    public SwitchParameter RotateDaily { get; set; }

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

    /// <summary>The name of a variable for what the output did not take, with the reasons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Rejected { get; set; }

    /// <summary>A CSV file for what the output did not take, with the reasons.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RejectedPath { get; set; }

    private bool IsPipeline => OutFile is null && Process is null;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        _checkpointPath = CheckpointPlace.Of(this, Name, CheckpointPath);
        if (OutFile is not null && Process is not null)
        {
            Refuse("-OutFile and -Process are two deliveries.", "Run the command twice, with two names.");
        }

        if (Watch && IsPipeline)
        {
            Refuse("-Watch cannot know when rows in the pipeline have arrived.", "Say what to do with them: -OutFile or -Process.");
        }

        if (OutFile is null && (MyInvocation.BoundParameters.ContainsKey(nameof(As)) || RotateSize is not null || RotateDaily || Md5))
        {
            Refuse("-As, -Md5 and -Rotate… say how a file is written, and there is none.", "Add -OutFile, or convert in the block: $_ | ConvertFrom-TGObservable.");
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (!ShouldProcess(_checkpointPath, $"Deliver what is new to {(OutFile is not null ? OutFile : Process is not null ? "the script block" : "the pipeline")}"))
        {
            return;
        }

        do
        {
            RunOnce();
        }
        while (Watch && Pause());
    }

    private void Refuse(string message, string action) => ThrowTerminatingError(ErrorRecords.InvalidArgument(message, null, action));

    private bool Pause()
    {
        WriteVerbose($"The next run begins in {Interval}.");
        Run(token => System.Threading.Tasks.Task.Delay(Interval, token));
        return true;
    }

    private void RunOnce()
    {
        _summaries.Clear();
        ErrorRecord? failure = null;
        try
        {
            failure = Synchronize();
        }
        catch (ThreatGridException e)
        {
            failure = ErrorRecords.Of(e, _checkpointPath);
        }
        catch (BatchRefusedException e)
        {
            failure = ErrorRecords.BatchRefused(e, Name ?? _checkpointPath);
        }
        catch (Exception e) when (ErrorRecords.OfOutput(e, OutFile ?? _checkpointPath) is { } record)
        {
            failure = record;
        }
        finally
        {
            Report();
        }

        if (failure is null)
        {
            return;
        }

        if (Watch && failure.Exception is not (AuthenticationFailedException or CheckpointException))
        {
            WriteError(failure);
            return;
        }

        ThrowTerminatingError(failure);
    }

    private void Report()
    {
        if (SummaryVariable is not null)
        {
            SessionState.PSVariable.Set(SummaryVariable, _summaries.ToArray());
        }

        foreach (SyncSummary s in _summaries)
        {
            WriteVerbose($"{s.Feed}: {s.Delivered} delivered, {s.Known} known, {s.Late} of the delivered late, {s.Errors} unreadable, {s.Rejected} not taken by the output{(s.IsComplete ? string.Empty : "; not complete")}.");
        }
    }

    /// <summary>One run over all feeds; gives the error of the feed that failed.</summary>
    private ErrorRecord? Synchronize()
    {
        using CheckpointFile file = Await(token => CheckpointFile.OpenAsync(_checkpointPath, Wait, token));
        if (Restart)
        {
            WriteVerbose("The checkpoint is forgotten.");
            file.Reset();
        }

        Checkpoint? last = file.Load();
        file.DropPending();
        Connection connection = OneTarget();
        ApiClient client = ClientOf(connection);
        Checkpoint checkpoint = last ?? new Checkpoint(connection.Server.AbsoluteUri);
        CheckServer(checkpoint, connection);
        DateTime now = ServerNow(client, anew: true);
        var log = new RejectionLog(this, Rejected, RejectedPath);
        try
        {
            using IBatchSink sink = OpenSink(checkpoint, now, log);
            var session = new SyncSession(file, checkpoint, sink) { IsPending = IsPipeline };
            if (last is null)
            {
                session.Begin();
            }

            ErrorRecord? failure = DeliverAll(client, checkpoint, session, now, log);
            if (failure is null || !IsPipeline)
            {
                Finish(session);
            }

            return failure;
        }
        finally
        {
            log.Finish();
        }
    }

    private void Finish(SyncSession session)
    {
        bool isDelivered = false;
        try
        {
            session.Finish();
            isDelivered = true;
        }
        finally
        {
            _summaries.ForEach(s => s.IsComplete &= isDelivered);
        }
    }

    private ErrorRecord? DeliverAll(ApiClient client, Checkpoint checkpoint, SyncSession session, DateTime now, RejectionLog log)
    {
        ErrorRecord? failure = null;
        foreach (SyncSource source in Sources(client))
        {
            var summary = new SyncSummary(source.Name, client.Connection.Name, _checkpointPath);
            _summaries.Add(summary);
            if (IsYetToCome(source, checkpoint, now))
            {
                summary.IsComplete = true;
                continue;
            }

            long rejected = log.Count;
            var run = new SyncRun(source, checkpoint, Options(), now, summary, _checkpointPath);
            WriteVerbose($"{source.Name}: {run.Window}.");
            try
            {
                session.Deliver(run, Pull(run.ReadAsync), failures => WriteFailures(source.Name, failures));
            }
            catch (ThreatGridException e) when (e is not (CheckpointException or AuthenticationFailedException))
            {
                // The other feeds are not to wait for this one; the error comes at the end.
                if (failure is not null)
                {
                    WriteError(failure);
                }

                failure = ErrorRecords.Of(e, source.Name);
            }
            finally
            {
                summary.Rejected = log.Count - rejected;
            }

            Progress.Show($"{source.Name}: {summary.Delivered} rows delivered");
        }

        return failure;
    }

    private void WriteFailures(string feed, IReadOnlyList<RowFailure> failures)
    {
        foreach (RowFailure failure in failures)
        {
            WriteError(ErrorRecords.UnreadableRow(feed, failure.Position, failure.Text));
        }
    }

    /// <summary>Whether the first run begins later today: a job that asks for rows since six may run at five.</summary>
    private bool IsYetToCome(SyncSource source, Checkpoint checkpoint, DateTime now)
    {
        if (Since?.ToUtc(Utc, isEnd: false) is not { } since || since <= now || checkpoint.Feeds.ContainsKey(source.Name))
        {
            return false;
        }

        WriteWarning($"-Since ({WireTime.ToQuery(since)}) is yet to come: it is {WireTime.ToQuery(now)} by the server's clock. Nothing of {source.Name} was asked.");
        return true;
    }

    private Connection OneTarget()
    {
        IReadOnlyList<Connection> targets = Targets();
        if (targets.Count != 1)
        {
            Refuse("A checkpoint belongs to one server.", "Run the command once for each connection, with a name of its own.");
        }

        return targets[0];
    }

    private void CheckServer(Checkpoint checkpoint, Connection connection)
    {
        if (!string.Equals(checkpoint.Server, connection.Server.AbsoluteUri, StringComparison.OrdinalIgnoreCase))
        {
            throw new CheckpointException(
                CheckpointProblem.Foreign,
                _checkpointPath,
                $"The checkpoint '{_checkpointPath}' belongs to the server '{checkpoint.Server}', not to '{connection.Server.AbsoluteUri}'.",
                "Each server needs a checkpoint of its own: give another -Name. To begin this one anew, add -Restart.");
        }
    }

    private SyncOptions Options() => new()
    {
        Overlap = Overlap,
        SinceUtc = Since?.ToUtc(Utc, isEnd: false),
        NewValueOnly = NewValueOnly,
        KeepFor = KeepFor,
        BatchSize = BatchSize,
    };

    private IEnumerable<SyncSource> Sources(ApiClient client)
    {
        switch (ParameterSetName)
        {
            case SampleSet:
                return SampleFeed.Distinct().Select(t => SyncSource.Of(client, t, CommonQuery()));
            case CuratedSet:
                return CuratedFeed.Select(Known).Distinct().Select(name => SyncSource.Of(client, name));
            default:
                return Type.Distinct().Select(t => SyncSource.Of(client, t, FeedQuery.OfIocs(CommonQuery(), Confidence, Severity, Indicator)));
        }
    }

    private string Known(string name)
    {
        CuratedFeedInfo? feed = CuratedFeeds.Find(name);
        if (feed is null)
        {
            ThrowTerminatingError(ErrorRecords.UnknownFeed(name));
        }

        return feed!.Name;
    }

    private QueryParameters CommonQuery() => FeedQuery.Common(new QueryParameters(), OrganizationOnly, UserOnly, Query);

    private IBatchSink OpenSink(Checkpoint checkpoint, DateTime now, RejectionLog log)
    {
        if (Process is not null)
        {
            return new ProcessSink(this, Process);
        }

        if (OutFile is null)
        {
            return new PipelineSink(WriteObject);
        }

        FormatOptions formatOptions = OutputSettings.FormatOptions(this, this, now);
        ObservableFormat format = FormatCatalog.Create(As, formatOptions);
        string path = GetUnresolvedProviderPathFromPSPath(OutFile);
        ExportChecks.Refuse(this, format, path, isAppend: false, Md5, MaximumEntries is not null);
        if (NewValueOnly && format is ListFormat)
        {
            Refuse("-NewValueOnly would keep from a list what is seen again, and the list would lose it by age.", "Leave it out: a list has each value once anyway.");
        }

        if ((RotateSize is not null || RotateDaily) && format is not LineFormat)
        {
            Refuse("-RotateSize and -RotateDaily are for formats of lines.", "Leave them out: lists are written as a whole, documents one a batch.");
        }

        var options = new ExportOptions(path, As)
        {
            Guard = new ListGuard { Force = Force, MaximumChange = MaximumChange },
            WithMd5 = Md5,
            KeepFor = KeepFor,
            MaximumEntries = MaximumEntries,
            HistoryPath = _checkpointPath + ".history",
            NowUtc = now,
        };
        string target = SinkFactory.TargetOf(options);
        if (checkpoint.Sink is { } sink && sink.Target != target)
        {
            throw new CheckpointException(
                CheckpointProblem.Foreign,
                _checkpointPath,
                $"The checkpoint '{_checkpointPath}' delivers to '{sink.Target}', not to '{target}'.",
                "Another file or format needs another checkpoint: give another -Name. To begin this one anew, add -Restart.");
        }

        AllowList? allowList = AllowListReader.Read(this, AllowList, AllowEntry);
        var filter = new ObservableFilter(OutputSettings.FilterOptions(this, format, allowList));
        return SinkFactory.Open(format, formatOptions, options, new Rotation { Size = RotateSize, Daily = RotateDaily }, filter, IncludeIp, log.Add, checkpoint.Sink);
    }
}
