using System;
using System.IO;
using System.Net.Http;
using System.Net.Http.Headers;
using System.Text.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>The JSON body of a write.</summary>
internal static class JsonBody
{
    /// <summary>Makes the body anew for every try.</summary>
    public static Func<HttpContent> Of(Action<Utf8JsonWriter> write) => () =>
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        var content = new ByteArrayContent(buffer.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    };
}
