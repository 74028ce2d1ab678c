using System;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Wire;

namespace ThreatGrid.Emulator.Feeds;

/// <summary>A family of feeds below one path: unknown names are 404, parameters that make no sense 400.</summary>
internal static class FeedRoute
{
    public static void Map(WebApplication app, string path, string[] feeds, Func<HttpContext, string, Task> answer)
        => app.MapGet(path + "/{feed}", async (HttpContext context, string feed) =>
        {
            if (Array.IndexOf(feeds, feed) < 0)
            {
                await ApiAnswer.WriteErrorAsync(context, 404, "The requested resource was not found.");
                return;
            }

            await answer(context, feed);
        });
}
