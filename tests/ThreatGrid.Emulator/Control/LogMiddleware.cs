using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ThreatGrid.Emulator.Control;

/// <summary>Writes each request down before anything else happens to it.</summary>
internal sealed class LogMiddleware(RequestDelegate next, EmulatorState state)
{
    private const int BodyLimit = 64 * 1024;

    public async Task InvokeAsync(HttpContext context)
    {
        if (state.Options.NoLog)
        {
            await next(context);
            return;
        }

        HttpRequest request = context.Request;
        var entry = new LoggedRequest
        {
            At = state.Clock.UtcNow.ToString("O", CultureInfo.InvariantCulture),
            Method = request.Method,
            Path = request.Path.Value ?? string.Empty,
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?')[0],
            Query = request.QueryString.Value ?? string.Empty,
            Parameters = request.Query.ToDictionary(q => q.Key, q => q.Value.Select(v => v ?? string.Empty).ToArray()),
            Headers = request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString()),
            Connection = context.Connection.Id,
        };
        // Uploads stream by: the endpoint writes down what came.
        context.Items["log"] = entry;
        bool isUpload = request.ContentType?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;
        if (!isUpload && (request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0))
        {
            var body = new MemoryStream();
            await request.Body.CopyToAsync(body, context.RequestAborted);
            byte[] bytes = body.ToArray();
            entry.BodySha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            entry.Body = Encoding.UTF8.GetString(bytes, 0, Math.Min(bytes.Length, BodyLimit));
            body.Position = 0;
            request.Body = body;
        }

        state.Log.Add(entry);
        try
        {
            await next(context);
        }
        finally
        {
            entry.Status = context.Response.StatusCode;
            entry.Aborted = context.RequestAborted.IsCancellationRequested;
        }
    }
}
