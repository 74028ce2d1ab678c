using System;
using System.Collections;
using System.Collections.Concurrent;
using System.Linq;
using System.Reflection;

namespace ThreatGrid.Client.Tests.Testing;

/// <summary>Looks at all that an object shows, as a formatter would: some of it is computed when it is asked for.</summary>
internal static class Toucher
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Known = new();

    /// <summary>Reads every public property, and those of what they give.</summary>
    public static void Touch(object? value)
    {
        switch (value)
        {
            case null or string or Uri:
                return;
            case IEnumerable list:
                _ = value.ToString();
                foreach (object? item in list)
                {
                    Touch(item);
                }

                return;
        }

        _ = value.ToString();
        if (value.GetType().Namespace?.StartsWith("ThreatGrid", StringComparison.Ordinal) != true || value.GetType().IsEnum)
        {
            return;
        }

        foreach (PropertyInfo property in Known.GetOrAdd(value.GetType(), t => [.. t.GetProperties().Where(p => p.GetIndexParameters().Length == 0)]))
        {
            Touch(property.GetValue(value));
        }
    }
}
