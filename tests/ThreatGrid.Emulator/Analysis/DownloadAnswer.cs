using System;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>Answers a download, or the part of it that is asked for. The real one's headers are not on record.</summary>
internal static class DownloadAnswer
{
    public static async Task WriteAsync(HttpContext context, EmulatorState state, string contentType, DownloadBody body)
    {
        ApiAnswer.Begin(context);
        HttpResponse response = context.Response;
        bool isWhole = response.Headers.ContentEncoding.Count > 0 || state.Settings.Flag("noRanges");
        (long From, long To)? range = isWhole ? null : Range(context.Request.GetTypedHeaders(), body);
        if (!isWhole)
        {
            response.Headers.AcceptRanges = "bytes";
        }

        if (range is { } asked && (asked.From > asked.To || asked.From >= body.Length))
        {
            response.Headers.ContentRange = $"bytes */{body.Length}";
            await ApiAnswer.WriteErrorAsync(context, StatusCodes.Status416RangeNotSatisfiable, "The requested range is not satisfiable.");
            return;
        }

        (long from, long to) = range ?? (0, body.Length - 1);
        response.ContentType = contentType;
        response.Headers.ETag = body.ETag;
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {from}-{to}/{body.Length}";
        }

        if (response.Headers.ContentEncoding.Count == 0)
        {
            response.ContentLength = to - from + 1;
        }

        await body.WriteAsync(response.Body, from, to - from + 1, context.RequestAborted);
    }

    /// <summary>The one range that is asked for, if what the client has of the file is still of this file; several at once are not served.</summary>
    private static (long From, long To)? Range(RequestHeaders headers, DownloadBody body)
    {
        bool isCurrent = headers.IfRange is null || headers.IfRange.EntityTag?.Compare(new EntityTagHeaderValue(body.ETag), useStrongComparison: true) == true;
        if (!isCurrent || headers.Range is not { Unit.Value: "bytes", Ranges.Count: 1 } range)
        {
            return null;
        }

        RangeItemHeaderValue item = range.Ranges.Single();
        return item.From is { } from
            ? (from, Math.Min(item.To ?? long.MaxValue, body.Length - 1))
            : (Math.Max(0, body.Length - (item.To ?? 0)), body.Length - 1);
    }
}
