using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Analysis;

/// <summary>
/// Reads <c>warnings.json</c> in every form on record: in the envelope, as a bare list, and as objects one after the other,
/// which is no JSON (section 5.9 of the API reference).
/// </summary>
internal static class WarningsReader
{
    private const int MaximumBytes = 16 * 1024 * 1024;

    public static async Task<IReadOnlyList<SampleWarning>> ReadAsync(Stream body, ReadContext context, CancellationToken cancellationToken)
    {
        var text = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await body.ReadAsync(buffer, 0, buffer.Length, cancellationToken).ConfigureAwait(false)) > 0)
        {
            text.Write(buffer, 0, read);
            if (text.Length > MaximumBytes)
            {
                throw new UnexpectedAnswerException("The warnings of the analysis are larger than warnings can be.");
            }
        }

        var warnings = new List<SampleWarning>();
        try
        {
            Read(text.ToArray(), context, warnings);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new UnexpectedAnswerException($"The warnings of the analysis are no JSON in any known form: {e.Message}", e)
            {
                RecommendedAction = "Save-TGSampleItem Warnings keeps them as the server has them.",
            };
        }

        return warnings;
    }

    private static void Read(ReadOnlySpan<byte> text, ReadContext context, List<SampleWarning> warnings)
    {
        while (true)
        {
            text = SkipSeparators(text);
            if (text.Length == 0)
            {
                return;
            }

            var reader = new Utf8JsonReader(text);
            reader.Read();
            if (reader.TokenType == JsonTokenType.StartObject && IsEnvelope(text))
            {
                using JsonDocument envelope = JsonDocument.ParseValue(ref reader);
                if (envelope.RootElement.TryGetProperty("data", out JsonElement data))
                {
                    Read(System.Text.Encoding.UTF8.GetBytes(data.GetRawText()), context, warnings);
                }
            }
            else if (reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Skip();
                Read(text.Slice(1, (int)reader.BytesConsumed - 2), context, warnings);
            }
            else if (reader.TokenType == JsonTokenType.StartObject)
            {
                if (AnalysisContracts.Warning.TryRead(ref reader, text, context, out SampleWarning warning, out _) && (warning.Title ?? warning.Code ?? warning.Description) is not null)
                {
                    warnings.Add(warning);
                }
            }
            else
            {
                throw new JsonException("A warning is not an object.");
            }

            text = text.Slice((int)reader.BytesConsumed);
        }
    }

    private static ReadOnlySpan<byte> SkipSeparators(ReadOnlySpan<byte> text)
    {
        int at = 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)',')
        {
            at++;
        }

        return text.Slice(at);
    }

    private static bool IsEnvelope(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("api_version"u8) || reader.ValueTextEquals("data"u8))
            {
                return true;
            }

            reader.Read();
            reader.Skip();
        }

        return false;
    }
}
