using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>A window of a quota to be set: so many samples in so much time.</summary>
internal sealed record RateLimitWindow(long Samples, TimeSpan Per)
{
    public long Minutes => (long)Per.TotalMinutes;

    /// <summary>As pairs of samples and minutes: that is how quotas are written, though they are read as objects (section 3.5).</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<RateLimitWindow> windows)
    {
        json.WriteStartArray();
        foreach (RateLimitWindow window in windows)
        {
            json.WriteStartArray();
            json.WriteNumberValue(window.Samples);
            json.WriteNumberValue(window.Minutes);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }
}
