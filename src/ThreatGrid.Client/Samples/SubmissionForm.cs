using System;
using System.Collections.Generic;
using System.Net.Http;
using System.Text;
using ThreatGrid.Client.Http;

namespace ThreatGrid.Client.Samples;

/// <summary>The form of a file's submission (section 4.1 of the API reference).</summary>
internal sealed class SubmissionForm : MultipartFormDataContent, IMovingContent
{
    private const int MaximumNameLength = 255;

    public SubmissionForm(UploadSource source, IEnumerable<KeyValuePair<string, string>> fields)
        : this(source, fields, "tg-" + Guid.NewGuid().ToString("N"))
    {
    }

    private SubmissionForm(UploadSource source, IEnumerable<KeyValuePair<string, string>> fields, string boundary)
        : base(boundary)
    {
        // The framework quotes the boundary; servers are known to take the quotes for a part of it.
        Headers.Remove("Content-Type");
        Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=" + boundary);
        foreach (KeyValuePair<string, string> field in fields)
        {
            Add(FormPart.Text(field.Key, field.Value));
        }

        File = new FileContent(source);
        File.Headers.TryAddWithoutValidation("Content-Disposition", Disposition(source.FileName));
        File.Headers.TryAddWithoutValidation("Content-Type", "application/octet-stream");
        Add(File);
    }

    public FileContent File { get; }

    public Action? Moved
    {
        get => File.Moved;
        set => File.Moved = value;
    }

    /// <summary>A name that no header can be broken with: one line, no quote, not endless.</summary>
    internal static string SafeName(string name)
    {
        var safe = new StringBuilder(name.Length);
        foreach (char c in name)
        {
            safe.Append(c is '"' or '\\' or '/' || char.IsControl(c) ? '_' : c);
        }

        if (safe.Length > MaximumNameLength)
        {
            int dot = name.LastIndexOf('.');
            string extension = dot > 0 && name.Length - dot <= 16 ? safe.ToString(dot, safe.Length - dot) : string.Empty;
            int cut = MaximumNameLength - extension.Length;
            cut -= char.IsHighSurrogate(safe[cut - 1]) ? 1 : 0;
            return safe.ToString(0, cut) + extension;
        }

        return safe.ToString();
    }

    private static string Disposition(string fileName)
    {
        string name = SafeName(fileName);
        byte[] utf8 = Encoding.UTF8.GetBytes(name);
        string header = "form-data; name=\"sample\"; filename=\"" + AsLatin1(utf8) + "\"";
        return utf8.Length == name.Length ? header : header + "; filename*=UTF-8''" + UriText.Escape(name);
    }

    /// <summary>The framework writes part headers as Latin-1; given the bytes one by one, they leave as the UTF-8 they are.</summary>
    private static string AsLatin1(byte[] utf8)
    {
        var text = new char[utf8.Length];
        for (int i = 0; i < utf8.Length; i++)
        {
            text[i] = (char)utf8[i];
        }

        return new string(text);
    }
}
