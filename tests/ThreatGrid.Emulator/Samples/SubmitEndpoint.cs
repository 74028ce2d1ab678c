using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Control;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Samples;

/// <summary><c>POST /api/v2/samples</c> (section 4.1), with a quota over a rolling day.</summary>
internal static class SubmitEndpoint
{
    private const double DefaultRunSeconds = 10;
    private const int BusyTimes = 2;

    public static void Map(WebApplication app, EmulatorState state)
        => app.MapPost("/api/v2/samples", context => AnswerAsync(context, state));

    private static async Task AnswerAsync(HttpContext context, EmulatorState state)
    {
        Submission submission = await Submission.ReadAsync(context);
        if (context.Items["log"] is LoggedRequest entry)
        {
            entry.Form = submission.Parameters;
            entry.File = submission.File is { } sent ? new LoggedFile(sent.Name, sent.Length, sent.Sha256, sent.Disposition) : null;
        }

        string? url = submission.Parameters.GetValueOrDefault("url");
        if (submission.File is null && string.IsNullOrEmpty(url))
        {
            await ApiAnswer.WriteErrorAsync(context, 400, "The parameter sample is required. ");
            return;
        }

        if (Quota.WaitSeconds(state, Caller.Of(context)) is > 0 and { } wait)
        {
            await ApiAnswer.WriteErrorAsync(context, 429, $"Submission rate limit exceeded. Try again in {wait} seconds.");
            return;
        }

        if (IsNamed(state, "refuseNames", submission))
        {
            await ApiAnswer.WriteErrorAsync(context, 400, "The file is of an unsupported type.");
            return;
        }

        if (IsNamed(state, "busyNames", submission) && state.Samples.CountRefusal(submission.File!.Name) <= BusyTimes)
        {
            await ApiAnswer.WriteErrorAsync(context, 500, "Busy");
            return;
        }

        StoredSample sample = Create(state, Caller.Of(context), submission, url);
        state.Samples.Add(sample);
        await ApiAnswer.WriteAsync(context, state, 2, json => SampleJson.Write(json, sample, state.Clock.UtcNow, isOwn: true, isAnswerToSubmission: true));
    }

    private static bool IsNamed(EmulatorState state, string setting, Submission submission)
        => state.Settings.Text(setting) is { } part && submission.File?.Name.Contains(part, StringComparison.OrdinalIgnoreCase) == true;

    private static StoredSample Create(EmulatorState state, EmulatorUser caller, Submission submission, string? url)
    {
        UploadedFile? file = submission.File;
        byte[] shortcut = Encoding.UTF8.GetBytes($"[InternetShortcut]\r\nURL={url}\r\n");
        string name = submission.Parameters.GetValueOrDefault("sample_filename") ?? file?.Name ?? "sample.url";
        DateTime now = state.Clock.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        string extension = name[(name.LastIndexOf('.') + 1)..];
        bool isLocked = name.Contains("locked", StringComparison.OrdinalIgnoreCase) && !submission.Parameters.ContainsKey("sample_password");
#pragma warning disable CA5350, CA5351 // An analysis names a file by MD5 and SHA-1 too.
        return new StoredSample
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            SubmissionId = state.Samples.NextSubmissionId(),
            FileName = name,
            Size = file?.Length ?? shortcut.Length,
            Md5 = file?.Md5 ?? Convert.ToHexStringLower(MD5.HashData(shortcut)),
            Sha1 = file?.Sha1 ?? Convert.ToHexStringLower(SHA1.HashData(shortcut)),
            Sha256 = state.Settings.Text("answerSha256") ?? file?.Sha256 ?? Convert.ToHexStringLower(SHA256.HashData(shortcut)),
            Content = file is null ? shortcut : file.Content,
            SubmittedAt = now,
            Duration = TimeSpan.FromSeconds(state.Settings.Number("runSeconds") ?? DefaultRunSeconds),
            Login = caller.Login,
            OrganizationId = caller.OrganizationId,
            IsPrivate = !state.Settings.Flag("answerPublic") && (submission.Parameters.GetValueOrDefault("private") ?? "false") != "false",
            Vm = submission.Parameters.GetValueOrDefault("vm") ?? "win10",
            Playbook = submission.Parameters.GetValueOrDefault("playbook") ?? "default",
            RuntimeSeconds = int.TryParse(submission.Parameters.GetValueOrDefault("vm_runtime"), NumberStyles.None, CultureInfo.InvariantCulture, out int minutes) ? minutes * 60 : 300,
            Tags = [.. (submission.Parameters.GetValueOrDefault("tags") ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Url = url,
            Failure = extension is "7z" or "unsupported" ? "filetype_not_supported" : isLocked ? "archive_unknown_password" : null,
            HiddenReads = (int)(state.Settings.Number("hiddenReads") ?? 0),
            VisibleInSearchFrom = now.AddSeconds(state.Settings.Number("searchLagSeconds") ?? 0),
        };
#pragma warning restore CA5350, CA5351
    }
}
