using System;
using System.Linq;
using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What is decoded of HTTP streams: pairs of request and response in older bodies, a plain list in newer ones.</summary>
internal static class HttpDecoding
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static JsonArray Paired(AnalysisPlan plan, Chance chance)
    {
        PlannedArtifact page = plan.Artifacts.First(a => a.Origin == "network");
        return
        [
            new JsonArray(Request(plan, plan.MainUrl, 7, 0), Redirect(plan, chance)),
            new JsonArray(Request(plan, plan.MainUrl, 7, 1), Page(plan, chance, page)),
        ];
    }

    public static JsonArray Flat(AnalysisPlan plan, Chance chance)
        => [Request(plan, plan.SecondUrl, 11, 0), Page(plan, chance, plan.Artifacts.First(a => a.Origin == "disk"))];

    private static JsonObject Request(AnalysisPlan plan, string url, int stream, int transaction)
    {
        var address = new Uri(url);
        return new JsonObject
        {
            ["type"] = "request",
            ["ts"] = Node.Exact(plan.ExecutedAt.AddSeconds(stream + 0.41)),
            ["method"] = "GET",
            ["url"] = url,
            ["decoded_url"] = Uri.UnescapeDataString(url),
            ["host"] = address.Host,
            ["port"] = address.Port,
            ["request_path"] = address.PathAndQuery,
            ["request_filename"] = $"http-{address.Host}-{address.Port}-{stream}-{transaction}",
            ["version"] = "1.1",
            ["headers"] = new JsonObject
            {
                ["host"] = address.Host,
                ["accept"] = "*/*",
                ["accept-language"] = "en-US,en;q=0.9",
                ["user-agent"] = "ExampleAgent/1.0 (emulated)",
                ["connection"] = "keep-alive",
            },
            ["body_len"] = 0,
            ["sha256"] = EmptyHash,
            ["actual_content_type"] = "application/x-empty",
        };
    }

    private static JsonObject Redirect(AnalysisPlan plan, Chance chance)
    {
        JsonObject response = Response(plan, chance, 302, "Found", EmptyHash, 0, "application/x-empty");
        JsonNode headers = response["headers"]!;
        headers["location"] = plan.MainUrl;
        headers["set-cookie"] = Node.Texts($"sid={chance.Hex(8)}; path=/; HttpOnly", "lang=en; path=/; Secure");
        return response;
    }

    private static JsonObject Page(AnalysisPlan plan, Chance chance, PlannedArtifact artifact)
    {
        JsonObject response = Response(plan, chance, 200, "OK", artifact.Sha256, artifact.Size, artifact.Kind.Mime);
        response["fuids"] = Node.Texts("F" + chance.Hex(17));
        return response;
    }

    private static JsonObject Response(AnalysisPlan plan, Chance chance, int code, string status, string hash, long size, string type) => new()
    {
        ["type"] = "response",
        ["ts"] = Node.Exact(plan.ExecutedAt.AddSeconds(12).AddMicroseconds(chance.Below(900_000))),
        ["status_code"] = code,
        ["status"] = status,
        ["version"] = "1.1",
        ["headers"] = new JsonObject
        {
            ["server"] = "example-httpd",
            ["date"] = plan.ExecutedAt.ToString("r", System.Globalization.CultureInfo.InvariantCulture),
            ["content-type"] = type,
            ["content-length"] = size.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["set-cookie"] = "visit=1; path=/",
        },
        ["reported_content_type"] = type,
        ["actual_content_type"] = type.Split(';')[0],
        ["body_len"] = size,
        ["sha256"] = hash,
    };
}
