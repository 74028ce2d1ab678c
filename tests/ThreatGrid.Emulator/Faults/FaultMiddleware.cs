using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using ThreatGrid.Emulator.Accounts;

namespace ThreatGrid.Emulator.Faults;

/// <summary>Lets requests meet their faults.</summary>
internal sealed class FaultMiddleware(RequestDelegate next, EmulatorState state)
{
    private static readonly byte[] NoGzip = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 0xFF, 0xFE, 0xFD, 1, 2, 3];

    public async Task InvokeAsync(HttpContext context)
    {
        Fault? fault = state.Faults.Take(context.Request.Method, context.Request.Path.Value ?? string.Empty, context.Request.QueryString.Value ?? string.Empty);
        if (fault is null)
        {
            await next(context);
            return;
        }

        if (fault.DelayMs > 0)
        {
            await Task.Delay(fault.DelayMs, context.RequestAborted);
        }

        foreach (KeyValuePair<string, string> header in fault.Headers ?? [])
        {
            context.Response.Headers[header.Key] = header.Value;
        }

        switch (fault.Action)
        {
            case "hang":
                await UntilGoneAsync(context);
                break;
            case "resetBefore":
                Reset(context);
                break;
            case "resetAfter":
                await AnswerAsync(context);
                Reset(context);
                break;
            case "answerAfter":
                await AnswerAsync(context);
                context.Response.Headers.Remove("TG-REQUEST-ID");
                await WriteAsync(context, fault, fault.ContentType, fault.Body ?? string.Empty);
                break;
            case "hangAfter":
                await AnswerAsync(context);
                await UntilGoneAsync(context);
                break;
            case "resetMidBody":
                await context.Request.Body.ReadAtLeastAsync(new byte[fault.Bytes], fault.Bytes, throwOnEndOfStream: false, context.RequestAborted);
                Reset(context);
                break;
            case "redirect":
                context.Response.StatusCode = fault.Status == 0 ? 302 : fault.Status;
                context.Response.Headers.Location = fault.Location;
                break;
            case "html":
                await WriteAsync(context, fault, "text/html;charset=utf-8", "<!DOCTYPE html><html><head><title>Log on</title></head><body><form>Please log on</form></body></html>");
                break;
            case "empty":
                context.Response.StatusCode = 200;
                context.Response.ContentLength = 0;
                break;
            case "brokenGzip":
                context.Response.Headers.ContentEncoding = "gzip";
                context.Response.ContentType = fault.ContentType;
                context.Response.ContentLength = NoGzip.Length;
                await context.Response.Body.WriteAsync(NoGzip, context.RequestAborted);
                break;
            case "timedOut" or "shortPage":
                context.Items["rows"] = fault.Rows;
                context.Items["timedOut"] = fault.Action == "timedOut";
                await next(context);
                break;
            case "truncate" or "truncateChunked" or "slow" or "stall" or "wrongLength":
                await DamageAsync(context, fault);
                break;
            case "ok":
                await next(context);
                break;
            default:
                await WriteAsync(context, fault, fault.ContentType, fault.Body ?? string.Empty);
                break;
        }
    }

    private static async Task WriteAsync(HttpContext context, Fault fault, string contentType, string body)
    {
        string url = context.Request.Scheme + "://" + context.Request.Host + context.Request.Path + context.Request.QueryString;
        byte[] bytes = fault.BodyBase64 ?? Encoding.UTF8.GetBytes(body
            .Replace("{key}", await RequestKey.FindAsync(context) ?? string.Empty, StringComparison.Ordinal)
            .Replace("{url}", url, StringComparison.Ordinal));
        context.Response.StatusCode = fault.Status == 0 ? 200 : fault.Status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    /// <summary>The true answer.</summary>
    private async Task<byte[]> AnswerAsync(HttpContext context)
    {
        IHttpResponseBodyFeature original = context.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var buffer = new MemoryStream();
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(buffer));
        await next(context);
        await context.Response.BodyWriter.FlushAsync();
        context.Features.Set(original);
        return buffer.ToArray();
    }

    private async Task DamageAsync(HttpContext context, Fault fault)
    {
        byte[] body = fault.BodyBase64 ?? (fault.Body is { } text ? Encoding.UTF8.GetBytes(text) : await AnswerAsync(context));
        if (fault.Body is not null || fault.BodyBase64 is not null)
        {
            context.Response.ContentType = fault.ContentType;
        }

        int part = Math.Min(fault.Bytes, body.Length);
        context.Response.ContentLength = fault.Action switch
        {
            "truncateChunked" => part,
            "wrongLength" => body.Length + 100,
            _ => body.Length,
        };
        switch (fault.Action)
        {
            case "slow":
                for (int at = 0; at < body.Length; at += fault.BytesPerSecond / 10)
                {
                    await context.Response.Body.WriteAsync(body.AsMemory(at, Math.Min(fault.BytesPerSecond / 10, body.Length - at)), context.RequestAborted);
                    await context.Response.Body.FlushAsync(context.RequestAborted);
                    await Task.Delay(100, context.RequestAborted);
                }

                break;
            case "truncateChunked":
                await context.Response.Body.WriteAsync(body.AsMemory(0, part), context.RequestAborted);
                break;
            default:
                int sent = fault.Action == "wrongLength" ? body.Length : part;
                await context.Response.Body.WriteAsync(body.AsMemory(0, sent), context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                if (fault.Action == "stall")
                {
                    await UntilGoneAsync(context);
                }

                context.Abort();
                break;
        }
    }

    private static async Task UntilGoneAsync(HttpContext context)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private static void Reset(HttpContext context)
    {
        Socket? socket = context.Features.Get<IConnectionSocketFeature>()?.Socket;
        if (socket is not null)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        context.Abort();
    }
}
