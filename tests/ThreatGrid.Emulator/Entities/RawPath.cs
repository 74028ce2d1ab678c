using System;
using System.Linq;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ThreatGrid.Emulator.Entities;

/// <summary>The segments of a path as the client meant them: the server's own routing would take <c>%252F</c> for <c>%2F</c>.</summary>
internal static class RawPath
{
    public static string[] Segments(HttpContext context)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        int query = target.IndexOf('?');
        return [.. (query < 0 ? target : target[..query]).Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }
}
