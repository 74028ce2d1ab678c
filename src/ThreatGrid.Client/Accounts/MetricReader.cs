using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>
/// Makes rows of the dashboard's numbers. Their form is not on record, so that any of the usual ones is taken: lists of objects with a
/// name and a number, maps of names and numbers, numbers alone; one inside the other.
/// </summary>
internal static class MetricReader
{
    private static readonly string[] Names = ["key_as_string", "key-as-string", "key", "name", "term", "label", "date"];
    private static readonly string[] Numbers = ["doc_count", "doc-count", "count", "value", "total", "average", "avg"];

    public static IReadOnlyList<SubmissionMetric> Read(object? value, Origin origin)
    {
        var rows = new List<SubmissionMetric>();
        if (value is MemberDictionary members)
        {
            foreach (KeyValuePair<string, object?> bucket in members)
            {
                ReadBucket(bucket.Key, bucket.Value, null, origin, rows);
            }
        }

        return rows;
    }

    private static void ReadBucket(string bucket, object? value, string? group, Origin origin, List<SubmissionMetric> rows)
    {
        switch (value)
        {
            case MemberDictionary map when map["buckets"] is { } inner:
                ReadBucket(bucket, inner, group, origin, rows);
                break;
            case MemberDictionary map when map.Count == 1 && NumberOf(map) is { } single:
                rows.Add(new SubmissionMetric(origin, bucket, group, null) { Value = single });
                break;
            case MemberDictionary map:
                foreach (KeyValuePair<string, object?> entry in map)
                {
                    ReadEntry(bucket, entry.Key, entry.Value, group, origin, rows);
                }

                break;
            case long or double:
                rows.Add(new SubmissionMetric(origin, bucket, group, null) { Value = Convert.ToDouble(value, CultureInfo.InvariantCulture) });
                break;
            case string:
                break;
            case IEnumerable<object?> list:
                foreach (object? entry in list)
                {
                    if (entry is MemberDictionary members)
                    {
                        ReadEntry(bucket, Names.Select(n => members.Text(n)).FirstOrDefault(n => n is not null), members, group, origin, rows);
                    }
                    else if (entry is IEnumerable<object?> pair && pair.ToArray() is [var name, long or double] both)
                    {
                        ReadEntry(bucket, Convert.ToString(name, CultureInfo.InvariantCulture), both[1], group, origin, rows);
                    }
                }

                break;
        }
    }

    private static void ReadEntry(string bucket, string? name, object? value, string? group, Origin origin, List<SubmissionMetric> rows)
    {
        var row = new SubmissionMetric(origin, bucket, group, name)
        {
            Value = value switch
            {
                long or double => Convert.ToDouble(value, CultureInfo.InvariantCulture),
                MemberDictionary members => NumberOf(members),
                _ => null,
            },
            StartTicks = name is not null && WireTime.TryParse(Encoding.UTF8.GetBytes(name), out long ticks) ? ticks : null,
        };
        if (row.Value is not null || value is not MemberDictionary)
        {
            rows.Add(row);
        }

        if (value is MemberDictionary inside)
        {
            string around = group is null ? $"{name}" : $"{group} / {name}";
            foreach (KeyValuePair<string, object?> member in inside)
            {
                if (member.Value is IEnumerable<object?> or MemberDictionary)
                {
                    ReadBucket(member.Key, member.Value, around, origin, rows);
                }
            }
        }
    }

    private static double? NumberOf(MemberDictionary members)
    {
        foreach (string name in Numbers)
        {
            if (members.Number(name) is { } number)
            {
                return number;
            }
        }

        return null;
    }
}
