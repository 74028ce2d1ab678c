using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Json;

namespace ThreatGrid.PowerShell.Common;

/// <summary>The text of a value in a query or a form: lists are joined by commas, times are UTC, booleans are true and false.</summary>
internal static class QueryText
{
    public static string Of(object? value)
    {
        object? plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        return plain switch
        {
            null => string.Empty,
            string text => text,
            bool flag => flag ? "true" : "false",
            SwitchParameter flag => flag ? "true" : "false",
            DateTime time => WireTime.ToQuery(time.ToUniversalTime()),
            DateTimeOffset time => WireTime.ToQuery(time.UtcDateTime),
            IEnumerable list => string.Join(",", list.Cast<object?>().Select(Of)),
            _ => Convert.ToString(plain, CultureInfo.InvariantCulture) ?? string.Empty,
        };
    }
}
