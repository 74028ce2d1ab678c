using System;
using System.IO;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>A server that inputs are submitted to.</summary>
/// <param name="client">The server.</param>
/// <param name="submitter">Submits.</param>
/// <param name="limits">How much may be submitted.</param>
/// <param name="known">Finds what was submitted before; null where that does not count.</param>
internal sealed class SubmissionTarget(ApiClient client, SampleSubmitter submitter, SubmissionLimits limits, KnownSamples? known)
{
    public ApiClient Client => client;

    /// <summary>Which limit ended the run, in a sentence; empty where there is none.</summary>
    public string LimitReason => limits.Reason;

    public required OrderedWork<SubmissionReport> Work { get; init; }

    /// <summary>Submits one input, unless it is known or a limit is reached. Never throws for what concerns only this input.</summary>
    public async Task<SubmissionReport> SubmitAsync(UploadSource source, CancellationToken cancellationToken)
    {
        string? toDecide = null;
        SampleSubmission? submission = null;
        try
        {
            if (known is not null)
            {
                string sha256 = await source.ComputeSha256Async(cancellationToken).ConfigureAwait(false);
                SampleSubmission? twin;
                do
                {
                    (bool isFirst, twin) = await known.FindInRunAsync(sha256, cancellationToken).ConfigureAwait(false);
                    toDecide = isFirst ? sha256 : null;
                }
                while (toDecide is null && twin is null);

                if (twin is not null)
                {
                    return new SubmissionReport(Repeat(source, twin));
                }

                if (await known.FindAsync(sha256, cancellationToken).ConfigureAwait(false) is { } earlier)
                {
                    return new SubmissionReport(submission = submitter.Known(source, earlier));
                }
            }

            if (!limits.TryTake())
            {
                return new SubmissionReport(new SampleSubmission(client.Connection.Origin, source.Input)
                {
                    Result = SubmissionResult.NotSubmitted,
                    FileName = source.FileName,
                    Size = source.Url is null ? source.Length : null,
                    FailureReason = limits.Reason,
                });
            }

            submission = await submitter.SubmitAsync(source, cancellationToken).ConfigureAwait(false);
            return new SubmissionReport(submission, submission.Result == SubmissionResult.Ambiguous ? Unknown(source, submission) : null);
        }
        catch (PrivacyMismatchException e)
        {
            return new SubmissionReport(submission = e.Submission, ErrorRecords.Of(e, source.Input), EndsRun: true);
        }
        catch (AuthenticationFailedException e)
        {
            return new SubmissionReport(null, ErrorRecords.Of(e, source.Input), EndsRun: true);
        }
        catch (ThreatGridException e)
        {
            e.Context ??= e is SubmissionUnknownException ? null : $"It happened at '{source.Input}'.";
            return new SubmissionReport(null, ErrorRecords.Of(e, source.Input));
        }
        catch (InvalidDataException e)
        {
            return new SubmissionReport(null, ErrorRecords.ArchiveNotRead(e, source.Input));
        }
        catch (Exception e) when (SubmissionInputs.IsFileFailure(e))
        {
            return new SubmissionReport(null, ErrorRecords.FileNotRead(e, source.Input));
        }
        finally
        {
            if (toDecide is not null)
            {
                known!.Decide(toDecide, submission);
            }
        }
    }

    private static ErrorRecord Unknown(UploadSource source, SampleSubmission submission) => ErrorRecords.Of(
        new SubmissionUnknownException($"Whether '{source.Input}' was submitted cannot be told: {submission.FailureReason} It was not sent again.")
        {
            Path = source.Input,
            RecommendedAction = "Find-TGSample -Term url shows whether it is there, once the server answers again.",
        },
        source.Input);

    private static SampleSubmission Repeat(UploadSource source, SampleSubmission first) => new(first.Origin!, source.Input)
    {
        Result = SubmissionResult.Known,
        FileName = source.FileName,
        Size = source.Length,
        SampleId = first.SampleId,
        SubmissionId = first.SubmissionId,
        Login = first.Login,
        State = first.State,
        Status = first.Status,
        Sha256 = first.Sha256,
        Sha1 = first.Sha1,
        Md5 = first.Md5,
        IsPrivate = first.IsPrivate,
        VirtualMachine = first.VirtualMachine,
        Tags = first.Tags,
        SubmittedTicks = first.SubmittedTicks,
    };
}
