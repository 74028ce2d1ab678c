using System;
using System.Management.Automation;
using ThreatGrid.Observables.Export;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Every error the module can write. The ids are part of its public face: scripts test them, and about_ThreatGrid_Errors lists them.
/// </summary>
internal static class ErrorRecords
{
    /// <summary>PowerShell 7.5 is the first that shows what an error recommends; before, it has to be in the message.</summary>
    private static readonly bool HostShowsActions = typeof(PSObject).Assembly.GetName().Version >= new Version(7, 5);

    /// <summary>The record for a failed request, by its meaning.</summary>
    public static ErrorRecord Of(ThreatGridException failure, object? target)
    {
        (string id, ErrorCategory category) = failure switch
        {
            AuthenticationFailedException => ("AuthenticationFailed", ErrorCategory.AuthenticationError),
            PermissionDeniedException => ("PermissionDenied", ErrorCategory.PermissionDenied),
            NotFoundException => ("NotFound", ErrorCategory.ObjectNotFound),
            InvalidRequestException => ("InvalidRequest", ErrorCategory.InvalidArgument),
            QuotaExceededException => ("QuotaExceeded", ErrorCategory.LimitsExceeded),
            ServerErrorException => ("ServerError", ErrorCategory.ResourceUnavailable),
            UnexpectedAnswerException => ("UnexpectedAnswer", ErrorCategory.InvalidData),
            ConnectionFailedException => ("ConnectionFailed", ErrorCategory.ConnectionError),
            CertificateNotTrustedException => ("CertificateNotTrusted", ErrorCategory.SecurityError),
            ProxyAuthenticationException => ("ProxyAuthenticationRequired", ErrorCategory.AuthenticationError),
            RedirectRefusedException => ("RedirectRefused", ErrorCategory.SecurityError),
            RequestTimeoutException => ("Timeout", ErrorCategory.OperationTimeout),
            NotConnectedException => ("NotConnected", ErrorCategory.ConnectionError),
            IncompleteResultException => ("IncompleteResult", ErrorCategory.InvalidResult),
            SubmissionUnknownException => ("SubmissionStateUnknown", ErrorCategory.InvalidResult),
            PrivacyMismatchException => ("PrivacyMismatch", ErrorCategory.SecurityError),
            CheckpointException { Problem: CheckpointProblem.NothingPending } => ("NothingPending", ErrorCategory.ObjectNotFound),
            CheckpointException { Problem: CheckpointProblem.Locked } => ("CheckpointLocked", ErrorCategory.ResourceBusy),
            CheckpointException { Problem: CheckpointProblem.NotWritten } => ("CheckpointNotWritten", ErrorCategory.WriteError),
            CheckpointException { Problem: var problem } => ("Checkpoint" + problem, ErrorCategory.InvalidData),
            _ => ("RequestFailed", ErrorCategory.NotSpecified),
        };
        return Make(failure, id, category, target, failure.RecommendedAction, failure.Context);
    }

    public static ErrorRecord InvalidWindow(string message, object? target)
        => Make(new ArgumentException(message), "InvalidWindow", ErrorCategory.InvalidArgument, target, "Give -After, or -After and -Before, or -Last, with the earlier time first.");

    public static ErrorRecord FilterNotForFeed(string parameter, string feeds, object target)
        => Make(
            new ArgumentException($"-{parameter} does not apply to the {target} feed."),
            "FilterNotForFeed",
            ErrorCategory.InvalidArgument,
            target,
            $"Leave -{parameter} out, or ask only for: {feeds}.");

    public static ErrorRecord InvalidArgument(string message, object? target, string action)
        => Make(new ArgumentException(message), "InvalidArgument", ErrorCategory.InvalidArgument, target, action);

    public static ErrorRecord UnknownFeed(string name)
        => Make(
            new ArgumentException($"There is no curated feed '{name}'."),
            "UnknownFeed",
            ErrorCategory.ObjectNotFound,
            name,
            "Get-TGCuratedFeed -ListAvailable shows the names; Tab completes them.");

    public static ErrorRecord UnreadableRow(string feed, int position, string text)
        => Make(
            new FormatException($"A row of {feed} cannot be read (number {position} of its page): {text}"),
            "UnreadableRow",
            ErrorCategory.InvalidData,
            text,
            "The other rows were given. Report the row if it should be readable.");

    public static ErrorRecord KeyCannotBeProtected()
        => Make(
            new PlatformNotSupportedException("Only Windows can protect a key on disk; here it would be plain text."),
            "KeyCannotBeProtected",
            ErrorCategory.NotImplemented,
            null,
            "Keep the key in a vault and register with -SecretName, or in an environment variable and register with -EnvironmentVariable.");

    public static ErrorRecord SavedConnectionNotFound(string name)
        => Make(
            new ItemNotFoundException($"There is no saved connection '{KeyText.Show(name)}'."),
            "SavedConnectionNotFound",
            ErrorCategory.ObjectNotFound,
            KeyText.Show(name),
            "Get-TGConnection -Saved shows them; Register-TGConnection makes one.");

    public static ErrorRecord ConnectionNotFound(string name)
        => Make(
            new ItemNotFoundException($"There is no connection '{KeyText.Show(name)}'."),
            "ConnectionNotFound",
            ErrorCategory.ObjectNotFound,
            KeyText.Show(name),
            "Get-TGConnection shows the connections of this session.");

    public static ErrorRecord File(Exception failure, string path)
        => Make(failure, "FileNotWritten", ErrorCategory.WriteError, path, "Choose another place, or replace the file with -Force.");

    public static ErrorRecord FileNotRead(Exception failure, string path)
        => Make(failure, "FileNotRead", ErrorCategory.ReadError, path, "Check that the file is there, that you may read it, and that no other program keeps it to itself.");

    public static ErrorRecord FileNotFound(string path)
        => Make(
            new System.IO.FileNotFoundException($"There is no file '{path}'.", path),
            "FileNotFound",
            ErrorCategory.ObjectNotFound,
            path,
            "Check the spelling. Names with brackets need -LiteralPath; files from Get-ChildItem come through the pipeline as they are.");

    public static ErrorRecord EmptyFile(string path)
        => Make(
            new ArgumentException($"The file '{path}' is empty."),
            "EmptyFile",
            ErrorCategory.InvalidData,
            path,
            "Nothing was sent: there is nothing in it to analyse.");

    public static ErrorRecord ArchiveNotRead(Exception failure, string path)
        => Make(
            failure.Message.Contains(path) ? failure : new System.IO.InvalidDataException($"'{path}': {failure.Message}", failure),
            "ArchiveNotRead",
            ErrorCategory.InvalidData,
            path,
            "-Password opens the archive. Without -ExpandArchive it is submitted as it is.");

    public static ErrorRecord AnalysisNotRead(Exception failure, string path)
        => Make(failure, "AnalysisNotRead", ErrorCategory.InvalidData, path, "Save it again: Save-TGSampleItem AnalysisJson.");

    public static ErrorRecord SubmissionLimitReached(string limit, int left, object? target)
        => Make(
            new InvalidOperationException($"{limit} {left} {(left == 1 ? "input was" : "inputs were")} not submitted."),
            "SubmissionLimitReached",
            ErrorCategory.LimitsExceeded,
            target,
            "Their results say NotSubmitted. Raise the limit, or submit them later.");

    public static ErrorRecord UnknownChoice(string parameter, string value, string known)
        => Make(
            new ArgumentException($"The server has no {parameter} '{value}'."),
            "UnknownChoice",
            ErrorCategory.InvalidArgument,
            value,
            $"It has: {known}.");

    public static ErrorRecord PublicNotConfirmed()
        => Make(
            new InvalidOperationException("Public samples were asked for, and nobody is there to confirm it."),
            "PublicNotConfirmed",
            ErrorCategory.PermissionDenied,
            null,
            "Everybody on the server can see and download public samples. Where that is meant, add -Force.");

    public static ErrorRecord FileRemoved(string path)
        => Make(
            new System.IO.IOException($"The file '{path}' was written and is gone or cut."),
            "FileRemoved",
            ErrorCategory.WriteError,
            path,
            "Anti-malware software takes such files away. Choose a folder that it leaves alone.");

    public static ErrorRecord UnprotectedMalware(string what, object? target)
        => Make(
            new System.Security.SecurityException($"{what}: it may be live malware, and nothing was written."),
            "UnprotectedMalware",
            ErrorCategory.SecurityError,
            target,
            "The service protects such files by a password. Where you want it all the same, add -AllowUnprotected.");

    public static ErrorRecord HashMismatch(string path, string wanted, string found)
        => Make(
            new System.IO.InvalidDataException($"The SHA-256 of '{path}' is {found}, not {wanted}. Nothing was kept."),
            "HashMismatch",
            ErrorCategory.InvalidData,
            path,
            "Try again. If it stays so, the server has another file under this hash.");

    public static ErrorRecord NotOwnSample(string sampleId, string? login)
        => Make(
            new InvalidOperationException($"Sample {sampleId} is not yours but {(login is null ? "somebody else's" : $"that of '{login}'")}."),
            "NotOwnSample",
            ErrorCategory.PermissionDenied,
            sampleId,
            "Where it is to be deleted all the same, add -Force.");

    public static ErrorRecord NoHash(string text)
        => Make(
            new ArgumentException($"'{text}' is no hash."),
            "NoHash",
            ErrorCategory.InvalidArgument,
            text,
            "Give MD5 (32), SHA-1 (40) or SHA-256 (64 hexadecimal digits).");

    public static ErrorRecord NotAnEntity(EntityType type, string text)
        => Make(
            new ArgumentException($"'{text}' cannot be read as {NameOf(type)}."),
            "NotAnEntity",
            ErrorCategory.InvalidArgument,
            text,
            type switch
            {
                EntityType.Ip => "Write IPv4 with four decimal parts, or IPv6.",
                EntityType.Domain => "Write the name alone, without a scheme or a path.",
                EntityType.Url => "Write it with its scheme, for example http://. Defanged URLs are understood.",
                EntityType.Artifact => "Give MD5 (32), SHA-1 (40) or SHA-256 (64 hexadecimal digits).",
                EntityType.Sample => "The id of a sample has 32 hexadecimal digits.",
                _ => "It is empty.",
            });

    public static ErrorRecord UnknownEntity(EntityType type, string value, string host)
        => Make(
            new ItemNotFoundException($"'{host}' knows nothing of '{value}', as {NameOf(type)}."),
            "UnknownEntity",
            ErrorCategory.ObjectNotFound,
            value,
            "No sample that this key may see has met it. -IncludeUnknown gives a row instead of this error.");

    public static ErrorRecord TagTargetUnclear(string what, object? target)
        => Make(
            new ArgumentException($"{what} does not say what the tag is on."),
            "TagTargetUnclear",
            ErrorCategory.InvalidArgument,
            target,
            "Say -Type Sample, Ip, Domain, Url, Artifact, Path or RegistryKey.");

    public static ErrorRecord OwnAccount(string login)
        => Make(
            new InvalidOperationException($"'{login}' is the account of the key in use."),
            "OwnAccount",
            ErrorCategory.PermissionDenied,
            login,
            "It would lock you out. Use the key of another administrator.");

    public static ErrorRecord PrivilegedAccount(string login, string? role)
        => Make(
            new InvalidOperationException($"'{login}' is no ordinary account: its role is '{role ?? "not known"}', or it belongs to a device."),
            "PrivilegedAccount",
            ErrorCategory.PermissionDenied,
            login,
            "Where it is meant all the same, add -IncludePrivileged.");

    public static ErrorRecord UserExists(string login, string differences)
        => Make(
            new InvalidOperationException($"There is a user '{login}' already, with another {differences}."),
            "UserExists",
            ErrorCategory.ResourceExists,
            login,
            "Nothing was changed. -Update changes what differs; Set-TGUser does so too.");

    public static ErrorRecord FileExists(string path)
        => Make(
            new System.IO.IOException($"The file '{path}' is there already."),
            "FileExists",
            ErrorCategory.ResourceExists,
            path,
            "Replace it with -Force, or choose another place.");

    public static ErrorRecord NotAnObject(object? input)
        => Make(
            new ArgumentException($"A '{input?.GetType().Name}' has no columns."),
            "NotAnObject",
            ErrorCategory.InvalidType,
            input,
            "Pipe objects of this module into ConvertTo-TGRow.");

    public static ErrorRecord NotAnObservable(string reason, object? target)
        => Make(new ArgumentException(reason), "NotAnObservable", ErrorCategory.InvalidType, target, "Pipe rows of feeds, observables of a run, entities, texts with -Type, or rows with the columns Type and Value.");

    public static ErrorRecord BadAllowList(Exception failure, object? target)
        => Make(failure, "BadAllowList", ErrorCategory.InvalidData, target, "Nothing was written. Correct the entry; # starts a comment.");

    public static ErrorRecord BatchRefused(Exception failure, object? target)
        => Make(failure, "BatchRefused", ErrorCategory.InvalidResult, target, "The rows of this batch come again in the next run, with the same ids.");

    /// <summary>The record for an output that was not written, by its meaning; null for failures of another kind.</summary>
    public static ErrorRecord? OfOutput(Exception failure, string path) => failure switch
    {
        ExportRefusedException refused => Make(refused, refused.Id, ErrorCategory.InvalidResult, path, refused.RecommendedAction),
        System.IO.InvalidDataException => Make(failure, "HistoryNotRead", ErrorCategory.InvalidData, path, "Put an earlier copy in its place, or delete it: then nothing is known of when values were seen before."),
        System.IO.IOException or UnauthorizedAccessException or NotSupportedException => File(failure, path),
        _ => null,
    };

    private static ErrorRecord Make(Exception failure, string id, ErrorCategory category, object? target, string? action, string? context = null)
    {
        string message = context is null ? failure.Message : failure.Message.TrimEnd() + " " + context;
        return new ErrorRecord(failure, id, category, target)
        {
            ErrorDetails = new ErrorDetails(action is null || HostShowsActions ? message : message + " " + action) { RecommendedAction = action ?? string.Empty },
        };
    }

    private static string NameOf(EntityType type) => type switch
    {
        EntityType.Ip => "an address",
        EntityType.Domain => "a domain",
        EntityType.Url => "a URL",
        EntityType.Artifact => "a file",
        EntityType.Path => "a path",
        EntityType.RegistryKey => "a registry key",
        _ => "a sample",
    };
}
