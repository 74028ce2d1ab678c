using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads a body for the HTTP Event Collector: objects one after the other, with the members that Splunk's guide names.</summary>
internal static class SplunkHecReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "time", "host", "source", "sourcetype", "index", "fields", "event" };

    public static IReadOnlyList<(decimal Time, JsonElement Envelope, JsonElement Event)> Read(string body)
    {
        var events = new List<(decimal, JsonElement, JsonElement)>();
        foreach (JsonElement envelope in JsonLinesReader.Read(body))
        {
            foreach (JsonProperty member in envelope.EnumerateObject())
            {
                if (!Known.Contains(member.Name))
                {
                    throw new FormatException("The collector knows no " + member.Name);
                }
            }

            string time = envelope.GetProperty("time").GetRawText();
            if (!Regex.IsMatch(time, @"^\d+\.\d{3}$"))
            {
                throw new FormatException("No time in seconds: " + time);
            }

            events.Add((decimal.Parse(time, CultureInfo.InvariantCulture), envelope, envelope.GetProperty("event")));
        }

        return events;
    }
}
