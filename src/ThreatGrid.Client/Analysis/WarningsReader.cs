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
    public static async Task<IReadOnlyList<SampleWarning>> ReadAsync(Stream body, ReadContext context, CancellationToken cancellationToken)
    {
        byte[] text = await ValueReader.ReadAsync(body, AnswerLimits.Document, cancellationToken).ConfigureAwait(false);
        var warnings = new List<SampleWarning>();
        try
        {
            try
            {
                Read(text, context, warnings);
            }
            catch (InvalidOperationException)
            {
                // A text in it is no Unicode: once more, leniently.
                warnings.Clear();
                Read(JsonText.Repair(text), context, warnings);
            }
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
            if (reader.TokenType == JsonTokenType.StartObject && IsWrapper(text))
            {
                using JsonDocument wrapper = JsonDocument.ParseValue(ref reader);
                if (wrapper.RootElement.TryGetProperty("error", out JsonElement error) && error.ValueKind != JsonValueKind.Null)
                {
                    throw new JsonException("It is an error with the status of a success.");
                }

                foreach (string name in (string[])["data", "items"])
                {
                    if (wrapper.RootElement.TryGetProperty(name, out JsonElement list))
                    {
                        Read(System.Text.Encoding.UTF8.GetBytes(list.GetRawText()), context, warnings);
                    }
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
            else if (reader.TokenType != JsonTokenType.Null)
            {
                throw new JsonException("A warning is not an object.");
            }

            text = text.Slice((int)reader.BytesConsumed);
        }
    }

    /// <summary>Passes over blanks, commas and a byte order mark.</summary>
    private static ReadOnlySpan<byte> SkipSeparators(ReadOnlySpan<byte> text)
    {
        int at = text.StartsWith("\uFEFF"u8) ? 3 : 0;
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t' or (byte)',')
        {
            at++;
        }

        return text.Slice(at);
    }

    /// <summary>Whether an object is the envelope, or what stands around the list within it. A warning may have a member <c>data</c> too.</summary>
    private static bool IsWrapper(ReadOnlySpan<byte> text)
    {
        bool wraps = false;
        var reader = new Utf8JsonReader(text);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("title"u8) || reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("description"u8))
            {
                return false;
            }

            wraps |= reader.ValueTextEquals("api_version"u8) || reader.ValueTextEquals("data"u8) || reader.ValueTextEquals("items"u8) || reader.ValueTextEquals("error"u8);
            reader.Read();
            reader.Skip();
        }

        return wraps;
    }
}
