using System;
using System.Buffers;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>Writes a page of rows with its envelope.</summary>
internal static class FeedAnswer
{
    private static readonly byte[] End = [.. "]}}"u8];

    public delegate ReadOnlySpan<byte> RowAt(long n);

    public static async Task WriteAsync(HttpContext context, EmulatorState state, FeedRequest request, long first, long count, RowAt row, string? cacheKey = null)
    {
        byte[] rows = cacheKey is null ? Render(first, count, row) : state.Pages.Find(cacheKey) ?? Render(first, count, row);
        if (cacheKey is not null)
        {
            state.Pages.Keep(cacheKey, rows);
        }

        string requestId = ApiAnswer.Begin(context);
        string id = state.Settings.Flag("omitRequestId") ? string.Empty : $"\"request_id\":\"{requestId}\",";
        string timedOut = request.TimedOut ? "\"timed_out\":true," : string.Empty;
        byte[] head = Encoding.UTF8.GetBytes($"{{\"api_version\":2,\"id\":{ApiAnswer.RandomId()},{id}\"data\":{{{timedOut}\"index\":{request.Index},\"current_item_count\":{count},\"items_per_page\":{request.ItemsPerPage},\"items\":[");
        context.Response.ContentLength = context.Response.Headers.ContentEncoding.Count == 0 ? head.Length + rows.Length + End.Length : null;
        await context.Response.Body.WriteAsync(head, context.RequestAborted);
        await context.Response.Body.WriteAsync(rows, context.RequestAborted);
        await context.Response.Body.WriteAsync(End, context.RequestAborted);
    }

    private static byte[] Render(long first, long count, RowAt row)
    {
        var rows = new ArrayBufferWriter<byte>((int)Math.Min(count * 300, 1 << 24) + 16);
        for (long i = 0; i < count; i++)
        {
            if (i > 0)
            {
                rows.Write(","u8);
            }

            rows.Write(row(first + i));
        }

        return rows.WrittenSpan.ToArray();
    }
}
