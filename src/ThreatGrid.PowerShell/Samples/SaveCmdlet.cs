using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Archives;
using ThreatGrid.Client.Files;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Samples;
using ThreatGrid.Files;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Samples;

/// <summary>Base of the cmdlets that download files. A file is there whole and checked, or not at all; live malware only in a protected ZIP.</summary>
public abstract class SaveCmdlet : ConnectedCmdlet
{
    /// <summary>The third byte of an archive that begins with an entry, not with its end.</summary>
    private const byte ZipEntryMark = 3;

    /// <summary>The flags of a ZIP entry; bit 0 says that it is encrypted.</summary>
    private const int ZipFlagsAt = 6;

    private const int ZipNameLengthAt = 26;
    private const int ZipNameAt = 30;

    /// <summary>The folder to save to; it is made where it is not there. The current one where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("OutputPath")]
    public string Destination { get; set; } = ".";

    /// <summary>Whether files that are there may be replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether a download that broke off in an earlier run goes on where it stopped, and is kept for a later one where it breaks again.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    /// <summary>Whether files that may be live malware are saved although no password protects them.</summary>
    [Parameter]
    public SwitchParameter AllowUnprotected { get; set; }

    /// <summary>The full path of a file in the destination folder.</summary>
    /// <exception cref="IOException">The name leads out of the folder.</exception>
    private protected string PathOf(string fileName)
    {
        string folder = System.IO.Path.GetFullPath(GetUnresolvedProviderPathFromPSPath(Destination));
        string path = System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, fileName));
        return string.Equals(System.IO.Path.GetDirectoryName(path), folder.TrimEnd(System.IO.Path.DirectorySeparatorChar), StringComparison.Ordinal)
            ? path
            : throw new IOException($"'{fileName}' is no name of a file in '{folder}'.");
    }

    /// <summary>Saves one file, if it is to be saved.</summary>
    /// <param name="client">The server.</param>
    /// <param name="request">The path to ask for.</param>
    /// <param name="kind">What it must be.</param>
    /// <param name="fileName">How to call it.</param>
    /// <param name="item">What it is, for the user.</param>
    /// <param name="sampleId">The sample it belongs to.</param>
    /// <param name="sha256">What its content must have as hash, where it is not in an archive; null where that is not known.</param>
    private protected void Save(ApiClient client, string request, ItemKind kind, string fileName, string item, string? sampleId, string? sha256 = null)
    {
        string path = fileName;
        try
        {
            path = PathOf(fileName);
            if (!Force && File.Exists(path))
            {
                WriteError(ErrorRecords.FileExists(path));
                return;
            }

            if (!ShouldProcess(path, $"Save {item} of {sampleId ?? sha256}"))
            {
                return;
            }

            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
            SavedItem? saved = Download(client, request, kind, path, item, sampleId, sha256);
            if (saved is null)
            {
                return;
            }

            var written = new FileInfo(path);
            if (!written.Exists || written.Length != saved.Length)
            {
                WriteError(ErrorRecords.FileRemoved(path));
                return;
            }

            WriteObject(saved);
        }
        catch (AuthenticationFailedException e)
        {
            Fail(e, path);
        }
        catch (ThreatGridException e)
        {
            e.Context ??= $"It happened at {item} of {sampleId ?? sha256}.";
            if (e is ConnectionFailedException or RequestTimeoutException)
            {
                e.RecommendedAction = "Try again. With -Resume a download goes on where it stopped.";
            }

            WriteError(ErrorRecords.Of(e, path));
        }
        catch (UnprotectedMalwareException e)
        {
            WriteError(ErrorRecords.UnprotectedMalware(e.Message, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            WriteError(ErrorRecords.File(e, path));
        }
    }

    private SavedItem? Download(ApiClient client, string request, ItemKind kind, string path, string item, string? sampleId, string? sha256)
    {
        using AtomicFile file = AtomicFile.Create(path, Force, Resume);
        bool isRaw = false;
        (long length, string found) = Await(token => client.Fresh.RunAsync(
            sampleId ?? string.Empty,
            client,
            () => new Downloader(client, file).RunAsync(
                request,
                (answer, start) => isRaw = Inspect(answer, start, kind, item, AllowUnprotected),
                System.IO.Path.GetFileName(path),
                isJson: kind.Signature == FileSignature.Json,
                token),
            token));
        if (kind.HoldsMalware && !isRaw && !AllowUnprotected)
        {
            RefuseUnprotected(file.Stream, item);
        }

        if (isRaw && sha256 is not null && !string.Equals(found, sha256, StringComparison.OrdinalIgnoreCase))
        {
            file.Tag = null;
            WriteError(ErrorRecords.HashMismatch(path, sha256, found));
            return null;
        }

        file.Commit();
        return new SavedItem(client.Connection.Origin, sampleId, item, path, length, found);
    }

    /// <summary>Looks at the first bytes before any is written; true where it is a file by itself, not in an archive.</summary>
    private static bool Inspect(ApiAnswer answer, byte[] start, ItemKind kind, string item, bool allowUnprotected)
    {
        bool isArchive = FileSignature.Zip.Matches(start);
        if (kind.HoldsMalware && !isArchive && start.Length > 0)
        {
            ErrorPage.Refuse(answer, start, BodyCopy.PageAction, refuseMarkup: false);
            return allowUnprotected ? true : throw new UnprotectedMalwareException($"The server sends {item} bare, not in a ZIP archive");
        }

        kind.Signature.Check(answer, start);
        if (kind.HoldsMalware && !allowUnprotected && IsBareEntry(start))
        {
            throw new UnprotectedMalwareException($"The ZIP archive of {item} is not protected by a password");
        }

        return false;
    }

    /// <summary>Whether the first entry of an archive is a file without a password.</summary>
    private static bool IsBareEntry(byte[] start)
    {
        if (start.Length <= ZipNameAt || start[2] != ZipEntryMark || (start[ZipFlagsAt] & 1) != 0)
        {
            return false;
        }

        int nameEnd = ZipNameAt + BitConverter.ToUInt16(start, ZipNameLengthAt);
        return nameEnd > start.Length || start[nameEnd - 1] != (byte)'/';
    }

    /// <summary>Looks at all members once the archive is whole, before it gets its name.</summary>
    private static void RefuseUnprotected(Stream file, string item)
    {
        try
        {
            using var zip = new ZipFileReader(file, leaveOpen: true);
            if (zip.Members.Any(m => !m.IsDirectory && !m.IsEncrypted))
            {
                throw new UnprotectedMalwareException($"A member of the ZIP archive of {item} is not protected by a password");
            }
        }
        catch (InvalidDataException e)
        {
            throw new UnexpectedAnswerException($"The ZIP archive that the server sends for {item} cannot be read: {e.Message}", e)
            {
                RecommendedAction = "Nothing was written. Try again, or write to the server's administrator.",
            };
        }
    }

    private sealed class UnprotectedMalwareException(string message) : Exception(message);
}
