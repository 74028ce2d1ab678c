using System.IO.Compression;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ThreatGrid.Emulator.Wire;

/// <summary>Compresses answers where tests ask for it.</summary>
internal sealed class GzipMiddleware(RequestDelegate next, EmulatorState state)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (!state.Settings.Flag("gzip"))
        {
            await next(context);
            return;
        }

        IHttpResponseBodyFeature original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        context.Response.Headers.ContentEncoding = "gzip";
        await using var gzip = new GZipStream(original.Stream, CompressionLevel.Fastest, leaveOpen: true);
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(gzip));
        await next(context);
        await context.Response.BodyWriter.FlushAsync();
        context.Features.Set(original);
    }
}
