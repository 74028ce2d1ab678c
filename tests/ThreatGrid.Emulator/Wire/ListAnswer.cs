using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Wire;

/// <summary>A list of version 3, under its name in <c>data</c>.</summary>
internal static class ListAnswer
{
    public static Task WriteAsync<T>(HttpContext context, EmulatorState state, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
        => ApiAnswer.WriteAsync(context, state, 3, json =>
        {
            json.WriteStartObject();
            json.WriteStartArray(name);
            foreach (T item in items)
            {
                write(json, item);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
}
