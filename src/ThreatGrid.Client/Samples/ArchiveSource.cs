using System;
using System.Collections.Generic;
using System.IO;
using ThreatGrid.Client.Archives;

namespace ThreatGrid.Client.Samples;

/// <summary>The members of an archive that are submitted one by one. They are unpacked on their way out and never touch the disk.</summary>
internal static class ArchiveSource
{
    /// <summary>Documents and programs that are ZIP archives inside; nobody wants their parts analysed one by one.</summary>
    private static readonly HashSet<string> DocumentMembers = new(StringComparer.OrdinalIgnoreCase)
    {
        "[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF", "AndroidManifest.xml",
    };

    /// <summary>The members of a ZIP archive; null where the file is no archive, or an Office document, a Java archive or an Android app.</summary>
    /// <exception cref="InvalidDataException">It is another archive, broken, a bomb, or needs another password.</exception>
    public static IReadOnlyList<UploadSource>? Open(string path, string? password)
    {
        using FileStream file = UploadSource.OpenShared(path);
        ArchiveKind kind = ArchiveKinds.Recognize(ReadStart(file));
        if (kind == ArchiveKind.None)
        {
            return null;
        }

        if (kind != ArchiveKind.Zip)
        {
            throw new InvalidDataException($"'{path}' is an archive of the kind {kind}, which cannot be unpacked here.");
        }

        using var zip = new ZipFileReader(file);
        ZipLimits.Check(zip.Members);
        var members = new List<UploadSource>();
        for (int i = 0; i < zip.Members.Count; i++)
        {
            ZipMember member = zip.Members[i];
            if (DocumentMembers.Contains(member.Name))
            {
                return null;
            }

            if (!member.IsDirectory)
            {
                int index = i;
                members.Add(UploadSource.OfMember(path, member.Name, member.FileName, member.Length, () => OpenMember(path, index, password)));
            }
        }

        return members;
    }

    /// <summary>Opened by itself, so that several members can be read at once and each anew for every try.</summary>
    private static MemberStream OpenMember(string path, int index, string? password)
    {
        var zip = new ZipFileReader(UploadSource.OpenShared(path));
        try
        {
            return new MemberStream(zip.Open(zip.Members[index], password), zip);
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static byte[] ReadStart(FileStream file)
    {
        var start = new byte[ArchiveKinds.RecognizedLength];
        int filled = 0;
        int read;
        while (filled < start.Length && (read = file.Read(start, filled, start.Length - filled)) > 0)
        {
            filled += read;
        }

        Array.Resize(ref start, filled);
        file.Position = 0;
        return start;
    }
}
