using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using ThreatGrid.Client.Samples;
using ThreatGrid.Observables;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>Turns what was typed or piped into what is to be submitted. What is wrong with one input leaves the others alone.</summary>
/// <param name="cmdlet">Whose session tells where paths begin.</param>
/// <param name="report">Takes what is wrong.</param>
internal sealed class SubmissionInputs(PSCmdlet cmdlet, Action<ErrorRecord> report)
{
    /// <summary>The name to send in place of the file's own.</summary>
    public string? FileName { get; init; }

    /// <summary>The extensions wanted; null for all.</summary>
    public string[]? Extensions { get; init; }

    public bool ExpandArchives { get; init; }

    /// <summary>Opens archives.</summary>
    public SecureString? Password { get; init; }

    /// <summary>A URL as it is to be sent; null where it is none.</summary>
    public UploadSource? OfUrl(string typed)
    {
        string url = Defang.UndoUrl(typed.Trim());
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? parsed) && parsed.Scheme is "http" or "https" or "ftp" && url.Contains("://"))
        {
            return UploadSource.OfUrl(url);
        }

        if (typed.Trim().Length > 0)
        {
            report(ErrorRecords.InvalidArgument($"'{typed}' is no URL.", typed, "Give it whole, with http:// or https:// in front."));
        }

        return null;
    }

    /// <summary>The files, or members of archives, that a path means.</summary>
    public IEnumerable<UploadSource> OfPath(string path, bool isLiteral)
    {
        if (!isLiteral && LooksLikeUrl(path))
        {
            report(ErrorRecords.InvalidArgument($"'{path}' is a URL, not a path.", path, "URLs are submitted with -Url: Submit-TGSample -Url (Get-Content urls.txt)."));
            yield break;
        }

        foreach (string file in FilePaths.Resolve(cmdlet, path, isLiteral, report))
        {
            if (Extensions is not null && !Extensions.Any(e => string.Equals(System.IO.Path.GetExtension(file).TrimStart('.'), e.TrimStart('*', '.'), StringComparison.OrdinalIgnoreCase)))
            {
                cmdlet.WriteVerbose($"'{file}' is passed over: its extension is not among those of -Extension.");
                continue;
            }

            foreach (UploadSource? source in ExpandArchives ? Expand(file) : [SourceOfFile(file)])
            {
                if (source is not null)
                {
                    yield return source;
                }
            }
        }
    }

    private UploadSource? SourceOfFile(string file)
    {
        try
        {
            UploadSource source = UploadSource.OfFile(file, FileName);
            if (source.Length == 0)
            {
                report(ErrorRecords.EmptyFile(file));
                return null;
            }

            return source;
        }
        catch (Exception e) when (IsFileFailure(e))
        {
            report(ErrorRecords.FileNotRead(e, file));
            return null;
        }
    }

    /// <summary>The members of an archive; a file that is no archive is itself.</summary>
    private IEnumerable<UploadSource?> Expand(string file)
    {
        IReadOnlyList<UploadSource>? members = null;
        ErrorRecord? failure = null;
        try
        {
            members = ArchiveSource.Open(file, Password is null ? null : SecureText.Reveal(Password));
        }
        catch (Exception e) when (e is InvalidDataException || IsFileFailure(e))
        {
            failure = e is InvalidDataException ? ErrorRecords.ArchiveNotRead(e, file) : ErrorRecords.FileNotRead(e, file);
        }

        if (failure is not null)
        {
            report(failure);
            yield break;
        }

        if (members is null)
        {
            yield return SourceOfFile(file);
            yield break;
        }

        foreach (UploadSource member in members)
        {
            if (member.Length == 0)
            {
                report(ErrorRecords.EmptyFile(member.Input));
                continue;
            }

            yield return member;
        }
    }

    /// <summary>Whether it is the file that fails, not the server.</summary>
    public static bool IsFileFailure(Exception e) => e is IOException or UnauthorizedAccessException or NotSupportedException or SecurityException;

    private static bool LooksLikeUrl(string path)
        => path.IndexOf("://", StringComparison.Ordinal) is > 1 and var at && Defang.Undo(path).Substring(0, at).ToUpperInvariant() is "HTTP" or "HTTPS" or "FTP" or "HXXP" or "HXXPS";
}
