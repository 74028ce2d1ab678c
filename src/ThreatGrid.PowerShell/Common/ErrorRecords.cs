using System;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Every error the module can write. The ids are part of its public face: scripts test them, and about_ThreatGrid_Connections lists them.
/// </summary>
internal static class ErrorRecords
{
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
            new ItemNotFoundException($"There is no saved connection '{name}'."),
            "SavedConnectionNotFound",
            ErrorCategory.ObjectNotFound,
            name,
            "Get-TGConnection -Saved shows them; Register-TGConnection makes one.");

    public static ErrorRecord ConnectionNotFound(string name)
        => Make(
            new ItemNotFoundException($"There is no connection '{name}'."),
            "ConnectionNotFound",
            ErrorCategory.ObjectNotFound,
            name,
            "Get-TGConnection shows the connections of this session.");

    public static ErrorRecord File(Exception failure, string path)
        => Make(failure, "FileNotWritten", ErrorCategory.WriteError, path, "Choose another place, or replace the file with -Force.");

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

    private static ErrorRecord Make(Exception failure, string id, ErrorCategory category, object? target, string? action, string? context = null)
    {
        string message = context is null ? failure.Message : failure.Message.TrimEnd() + " " + context;
        return new ErrorRecord(failure, id, category, target)
        {
            ErrorDetails = new ErrorDetails(action is null ? message : message + " " + action) { RecommendedAction = action ?? string.Empty },
        };
    }
}
