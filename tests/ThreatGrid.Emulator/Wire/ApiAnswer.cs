using System;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Wire;

/// <summary>The envelope around answers and errors (sections 2.4 and 2.5 of the API reference).</summary>
internal static class ApiAnswer
{
    public const string ContentType = "application/json;charset=utf-8";

    /// <summary>Gives the answer its request id, in the header and for the body.</summary>
    public static string Begin(HttpContext context)
    {
        string requestId = "req-" + Guid.NewGuid().ToString("D");
        context.Response.ContentType = ContentType;
        context.Response.Headers["TG-REQUEST-ID"] = requestId;
        return requestId;
    }

    public static Task WriteAsync(HttpContext context, EmulatorState state, int version, Action<Utf8JsonWriter> writeData)
    {
        string requestId = Begin(context);
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteNumber("api_version", version);
            json.WriteNumber("id", RandomId());
            if (!state.Settings.Flag("omitRequestId"))
            {
                json.WriteString("request_id", requestId);
            }

            json.WritePropertyName("data");
            writeData(json);
            json.WriteEndObject();
        }

        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    public static Task WriteErrorAsync(HttpContext context, int status, string message)
    {
        Begin(context);
        context.Response.StatusCode = status;
        int version = context.Request.Path.StartsWithSegments("/api/v3") ? 3 : 2;
        using (var json = new Utf8JsonWriter(context.Response.BodyWriter))
        {
            json.WriteStartObject();
            json.WriteNumber("api_version", version);
            json.WriteNumber("id", RandomId());
            json.WriteStartObject("error");
            json.WriteString("message", message);
            json.WriteNumber("code", status);
            json.WriteStartArray("errors");
            json.WriteStartObject();
            json.WriteNumber("code", status);
            json.WriteString("message", message);
            json.WriteString("help", "/doc/main/index.html");
            json.WriteString("report", "support@threatgrid.com");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return context.Response.BodyWriter.FlushAsync(context.RequestAborted).AsTask();
    }

    public static int RandomId() => Random.Shared.Next(10_000, 9_999_999);
}
