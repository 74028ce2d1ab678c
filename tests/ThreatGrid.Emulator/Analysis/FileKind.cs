using System.IO;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>A kind of file as analyses name it; the short type is empty where none is known.</summary>
internal sealed record FileKind(string Type, string Mime, string Magic)
{
    public static readonly FileKind Exe = new("exe", "application/x-dosexec; charset=binary", "PE32 executable (GUI) Intel 80386, for MS Windows");
    public static readonly FileKind Dll = new("dll", "application/x-dosexec; charset=binary", "PE32+ executable (DLL) (GUI) x86-64, for MS Windows");
    public static readonly FileKind Url = new("url", "text/plain; charset=us-ascii", "MS Windows 95 Internet shortcut text, ASCII text, with CRLF line terminators");
    public static readonly FileKind Html = new("html", "text/html; charset=utf-8", "HTML document, UTF-8 Unicode text");
    public static readonly FileKind Data = new(string.Empty, "application/octet-stream; charset=binary", "data");

    public bool IsPortableExecutable => Type is "exe" or "dll";

    public static FileKind Of(string fileName)
    {
        string extension = Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant();
        return extension switch
        {
            "exe" or "scr" => Exe,
            "dll" => Dll,
            "url" => Url,
            "html" or "htm" or "hta" or "mhtml" => Html,
            "doc" or "xls" or "ppt" or "dot" => new FileKind(extension, "application/vnd.ms-office; charset=binary", "Composite Document File V2 Document, Little Endian, Os: Windows"),
            "docx" or "docm" or "rtf" or "odt" => new FileKind(extension, "application/msword; charset=binary", "Microsoft Word 2007+"),
            "xlsx" or "xlsm" => new FileKind(extension, "application/vnd.ms-excel; charset=binary", "Microsoft Excel 2007+"),
            "pdf" => new FileKind(extension, "application/pdf; charset=binary", "PDF document, version 1.7"),
            "js" or "jse" or "vbs" or "vbe" or "wsf" or "ps1" or "bat" or "txt" => new FileKind(extension, "text/plain; charset=utf-8", "UTF-8 Unicode text, with very long lines"),
            "zip" or "jar" or "iso" or "msi" or "lnk" => new FileKind(extension, "application/" + extension + "; charset=binary", extension.ToUpperInvariant() + " data"),
            _ when extension.Length is > 0 and < 5 && char.IsAsciiLetter(extension[0]) => new FileKind(extension, Data.Mime, Data.Magic),
            _ => Exe,
        };
    }

    public static string RunTypeOf(string fileName, string? url) => url is not null ? "url" : Of(fileName).Type;
}
