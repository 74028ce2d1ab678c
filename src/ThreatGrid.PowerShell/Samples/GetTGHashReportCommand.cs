using System;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary><para type="synopsis">Reports all runs of files by their hashes: how many, when, and with which scores.</para></summary>
[Cmdlet(VerbsCommon.Get, "TGHashReport", DefaultParameterSetName = HashSet)]
[OutputType(typeof(HashReport))]
public sealed class GetTGHashReportCommand : ConnectedCmdlet
{
    private const string HashSet = "Hash";
    private const string FileSet = "Path";

    private OrderedWork<(string Hash, HashReport? Report, ThreatGridException? Failure)>? _work;

    /// <summary>The hashes: MD5, SHA-1 or SHA-256.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = HashSet, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Sha256", "SampleSha256", "ArtifactSha256")]
    [MemberTransformation("Hash", "Sha256", "SampleSha256", "ArtifactSha256")]
    [AllowEmptyString]
    [ValidateNotNull]
    public string[] Hash { get; set; } = [];

    /// <summary>A file with a hash in each line; empty lines and those that begin with # are passed over.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>Whether only samples of the own organisation count.</summary>
    [Parameter]
    public SwitchParameter OrganizationOnly { get; set; }

    /// <summary>How many hashes are asked for at once.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 4;

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (ParameterSetName == HashSet)
        {
            foreach (string hash in Hash)
            {
                Ask(hash);
            }

            return;
        }

        foreach (string file in FilePaths.Resolve(this, Path, isLiteral: false, WriteError))
        {
            try
            {
                foreach (string line in System.IO.File.ReadLines(file))
                {
                    Ask(line);
                }
            }
            catch (Exception e) when (e is System.IO.IOException or UnauthorizedAccessException)
            {
                WriteError(ErrorRecords.FileNotRead(e, file));
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _work?.Finish();
        base.EndProcessing();
    }

    private void Ask(string line)
    {
        string hash = line.Trim();
        if (hash.Length == 0 || hash[0] == '#')
        {
            return;
        }

        if (HashText.ParameterOf(hash) is null)
        {
            WriteError(ErrorRecords.NoHash(hash));
            return;
        }

        _work ??= WorkInOrder<(string, HashReport?, ThreatGridException?)>(ThrottleLimit, Give);
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            _work.Start(token => ReportAsync(client, hash, token));
        }
    }

    private async Task<(string Hash, HashReport? Report, ThreatGridException? Failure)> ReportAsync(ApiClient client, string hash, CancellationToken cancellationToken)
    {
        try
        {
            return (hash, await new HashReporter(client, OrganizationOnly).ReportAsync(hash, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ThreatGridException e)
        {
            return (hash, null, e);
        }
    }

    private void Give((string Hash, HashReport? Report, ThreatGridException? Failure) result)
    {
        if (result.Failure is AuthenticationFailedException fatal)
        {
            Fail(fatal, result.Hash);
        }
        else if (result.Failure is { } failure)
        {
            failure.Context ??= $"It happened at hash {result.Hash}.";
            WriteError(ErrorRecords.Of(failure, result.Hash));
        }
        else
        {
            WriteObject(result.Report);
        }
    }
}
