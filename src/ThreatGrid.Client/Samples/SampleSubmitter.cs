using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Samples;

/// <summary>
/// Submits samples, and never makes two out of one: where an answer is lost, the sample is looked for by its hash before anything
/// is sent again, and where that cannot be settled nothing is.
/// </summary>
internal sealed class SampleSubmitter(ApiClient client, SubmissionOptions options)
{
    /// <summary>Waits before the look-ups after a lost answer, in retry intervals: half a minute in all at the default second.</summary>
    private static readonly int[] LookUpWaits = [0, 1, 2, 4, 8, 16];

    /// <summary>How far apart a server's own clocks may be.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromSeconds(2);

    private readonly SampleClient _samples = new(client);

    /// <summary>Submits one source.</summary>
    /// <exception cref="SubmissionUnknownException">Nobody can tell whether it arrived.</exception>
    /// <exception cref="PrivacyMismatchException">The server made it public, or private, against what was asked.</exception>
    /// <exception cref="System.IO.IOException">The file cannot be read.</exception>
    public async Task<SampleSubmission> SubmitAsync(UploadSource source, CancellationToken cancellationToken)
    {
        if (!client.Clock.IsKnown)
        {
            await new AccountClient(client).WhoAmIAsync(cancellationToken).ConfigureAwait(false);
        }

        DateTime start = client.Clock.UtcNow - ClockTolerance;
        for (int attempt = 0; ; attempt++)
        {
            SubmissionForm? form = null;
            try
            {
                Sample answer = await client.SendForRecordAsync(
                    new ApiRequest(HttpMethod.Post, "/api/v2/samples")
                    {
                        Content = () => source.Url is null
                            ? form = new SubmissionForm(source, options.FieldsFor(source))
                            : new FormUrlEncodedContent(options.FieldsFor(source)),
                    },
                    SampleContracts.Sample,
                    "The server does not say what became of the submission.",
                    cancellationToken).ConfigureAwait(false);
                if (answer.SampleId is null)
                {
                    throw new UnexpectedAnswerException("The server took the submission and gives no sample id.");
                }

                return Accepted(source, answer, form?.File.Sha256, SubmissionResult.New);
            }
            catch (ThreatGridException) when (form?.File.SourceFailure is not null)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Capture(form.File.SourceFailure).Throw();
                throw;
            }
            catch (ThreatGridException e) when (IsDoubtful(e))
            {
                if (!e.NeverSent)
                {
                    SampleSubmission? settled = await SettleAsync(source, form?.File.Sha256, start, e, cancellationToken).ConfigureAwait(false);
                    if (settled is not null)
                    {
                        return settled;
                    }
                }

                if (attempt >= client.Connection.MaximumRetryCount || !e.IsTransient)
                {
                    throw;
                }

                client.Observer.Verbose($"'{source.Input}' did not arrive ({e.Message}) It is sent again.");
                if (e.NeverSent)
                {
                    await Task.Delay(TimeSpan.FromTicks(client.Connection.RetryInterval.Ticks << Math.Min(attempt, 8)), cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The result for a sample that was known before.</summary>
    public SampleSubmission Known(UploadSource source, SampleSearchResult known)
        => new(client.Connection.Origin, source.Input)
        {
            Result = SubmissionResult.Known,
            FileName = source.FileName,
            Size = source.Length,
            SampleId = known.SampleId,
            Login = known.Login,
            Sha256 = known.Sha256,
            Sha1 = known.Sha1,
            Md5 = known.Md5,
            State = known.State,
            Status = known.Status,
            IsPrivate = known.IsPrivate,
            VirtualMachine = known.VirtualMachine,
            Tags = known.Tags,
            SubmittedTicks = known.SubmittedTicks,
            ThreatScore = known.ThreatScore,
            IndicatorCount = known.IndicatorCount,
        };

    /// <summary>Whether the server may have taken the submission although it did not say so.</summary>
    private static bool IsDoubtful(ThreatGridException e)
        => e is ServerErrorException or ConnectionFailedException or RequestTimeoutException or UnexpectedAnswerException;

    private SampleSubmission Accepted(UploadSource source, Sample answer, string? sha256, SubmissionResult result)
    {
        client.Fresh.Add(answer.SampleId!);
        client.Observer.Verbose($"'{source.Input}' is sample {answer.SampleId}.");
        var submission = new SampleSubmission(client.Connection.Origin, source.Input)
        {
            Result = result,
            SampleId = answer.SampleId,
            SubmissionId = answer.SubmissionId,
            Login = answer.Login,
            MemberSource = answer.MemberSource,
            State = answer.State,
            Status = answer.Status,
            FileName = answer.FileName ?? source.FileName,
            Size = source.Url is null ? source.Length : null,
            Sha256 = sha256 ?? answer.Sha256,
            Sha1 = answer.Sha1,
            Md5 = answer.Md5,
            IsPrivate = answer.IsPrivate,
            IsAnalyzing = answer.IsAnalyzing,
            VirtualMachine = answer.VirtualMachine,
            OperatingSystem = answer.OperatingSystem,
            Playbook = options.Playbook,
            NetworkExit = options.NetworkExit,
            Tags = new TextList(options.Tags),
            SubmittedTicks = answer.SubmittedTicks,
        };
        if (sha256 is not null && answer.Sha256 is not null && !string.Equals(sha256, answer.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            client.Observer.Warning($"'{source.Input}': the server has another SHA-256 ({answer.Sha256}) than what was sent ({sha256}). The file may have been changed on its way.");
        }

        if (answer.IsPrivate is { } isPrivate && isPrivate == options.IsPublic)
        {
            throw new PrivacyMismatchException($"'{source.Input}' was to be {(options.IsPublic ? "public" : "private")}, but the server made sample {answer.SampleId} {(isPrivate ? "private" : "public")}.")
            {
                Submission = submission,
                RecommendedAction = options.IsPublic
                    ? "The organisation or the server may allow private samples only."
                    : "Nothing more was sent. Ask your organisation's administrator or the server's support to delete the sample, if it must not be seen by others.",
            };
        }

        return submission;
    }

    /// <summary>Finds out whether a submission arrived whose answer was lost; null where it did not.</summary>
    private async Task<SampleSubmission?> SettleAsync(UploadSource source, string? sha256, DateTime start, ThreatGridException failure, CancellationToken cancellationToken)
    {
        if (source.Url is null)
        {
            sha256 ??= await source.ComputeSha256Async(cancellationToken).ConfigureAwait(false);
        }

        client.Observer.Verbose($"'{source.Input}': the answer was lost ({failure.Message}) Looking for the sample before anything is sent again.");
        ThreatGridException? lookUpFailure = null;
        foreach (int wait in LookUpWaits)
        {
            await Task.Delay(TimeSpan.FromTicks(client.Connection.RetryInterval.Ticks * wait), cancellationToken).ConfigureAwait(false);
            try
            {
                List<SampleSearchResult> found = await FindOwnAsync(source.Url ?? sha256!, start, cancellationToken).ConfigureAwait(false);
                lookUpFailure = null;
                if (source.Url is null)
                {
                    found.RemoveAll(s => !string.Equals(s.Sha256, sha256, StringComparison.OrdinalIgnoreCase));
                }

                if (Claim(found, isUrl: source.Url is not null) is { } sample)
                {
                    return Accepted(source, ToSample(sample), sha256, SubmissionResult.Recovered);
                }
            }
            catch (ThreatGridException e) when (e is not (AuthenticationFailedException or PermissionDeniedException))
            {
                lookUpFailure = e;
            }
        }

        if (source.Url is not null)
        {
            // A URL has no hash beforehand, so that no sample is no proof.
            return new SampleSubmission(client.Connection.Origin, source.Input)
            {
                Result = SubmissionResult.Ambiguous,
                Tags = new TextList(options.Tags),
                FailureReason = failure.Message,
            };
        }

        return lookUpFailure is null ? null : throw new SubmissionUnknownException(
            $"Whether '{source.Input}' was submitted cannot be told: {failure.Message} Looking for it failed too: {lookUpFailure.Message} It was not sent again.",
            failure)
        {
            Path = source.Input,
            Sha256 = sha256,
            RecommendedAction = $"When the server answers again, Find-TGSample {sha256} shows whether it is there.",
        };
    }

    /// <summary>
    /// The oldest of those found that the connection does not know yet; null where there is none. Samples that got their answer, in this run or the
    /// one before, are known. Of a URL, which has no hash, only a single one can be told.
    /// </summary>
    private SampleSearchResult? Claim(List<SampleSearchResult> found, bool isUrl)
    {
        if (isUrl && found.FindAll(s => !client.Fresh.Contains(s.SampleId!)).Count > 1)
        {
            return null;
        }

        found.Sort(static (a, b) => Nullable.Compare(a.SubmittedTicks, b.SubmittedTicks));
        return found.Find(s => client.Fresh.TryAdd(s.SampleId!));
    }

    private async Task<List<SampleSearchResult>> FindOwnAsync(string text, DateTime start, CancellationToken cancellationToken)
    {
        RowPage<SampleSearchResult> page = await _samples.SearchOnceAsync(text, ownOnly: true, cancellationToken).ConfigureAwait(false);
        List<SampleSearchResult> found = page.Rows;
        found.RemoveAll(s => s.SampleId is null || s.SubmittedAtUtc is null || s.SubmittedAtUtc < start);
        return found;
    }

    private static Sample ToSample(SampleSearchResult found) => new()
    {
        Origin = found.Origin,
        SampleId = found.SampleId,
        FileName = found.FileName,
        Login = found.Login,
        State = found.State,
        Status = found.Status,
        Sha256 = found.Sha256,
        Sha1 = found.Sha1,
        Md5 = found.Md5,
        SubmittedTicks = found.SubmittedTicks,
        IsPrivate = found.IsPrivate,
        VirtualMachine = found.VirtualMachine,
    };
}
