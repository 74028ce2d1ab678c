using System;
using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>Writes a page of rows with its envelope.</summary>
internal static class FeedAnswer
{
    public delegate ReadOnlySpan<byte> RowAt(long n);

    public static async Task WriteAsync(HttpContext context, EmulatorState state, FeedRequest request, long first, long count, RowAt row)
    {
        string requestId = ApiAnswer.Begin(context);
        PipeWriter body = context.Response.BodyWriter;
        string id = state.Settings.Flag("omitRequestId") ? string.Empty : $"\"request_id\":\"{requestId}\",";
        string timedOut = request.TimedOut ? "\"timed_out\":true," : string.Empty;
        Write(body, $"{{\"api_version\":2,\"id\":{ApiAnswer.RandomId()},{id}\"data\":{{{timedOut}\"index\":{request.Index},\"current_item_count\":{count},\"items_per_page\":{request.ItemsPerPage},\"items\":[");
        for (long i = 0; i < count; i++)
        {
            WriteRow(body, row(first + i), isFirst: i == 0);
            if (i % 256 == 255)
            {
                await body.FlushAsync(context.RequestAborted);
            }
        }

        Write(body, "]}}");
        await body.FlushAsync(context.RequestAborted);
    }

    private static void WriteRow(PipeWriter body, ReadOnlySpan<byte> row, bool isFirst)
    {
        if (!isFirst)
        {
            body.Write(","u8);
        }

        body.Write(row);
    }

    private static void Write(PipeWriter body, string text) => body.Write(Encoding.UTF8.GetBytes(text));
}
