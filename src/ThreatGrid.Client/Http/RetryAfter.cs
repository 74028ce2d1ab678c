using System;
using System.Globalization;
using System.Linq;
using System.Net.Http;

namespace ThreatGrid.Client.Http;

/// <summary>Reads <c>Retry-After</c> in both its forms.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// How long the server asks to wait; null where it does not say, or says something that cannot be (a negative number, a time
    /// that is past). A date is measured from the answer's own <c>Date</c>, so that a wrong local clock does no harm.
    /// </summary>
    public static TimeSpan? Read(HttpResponseMessage response, DateTimeOffset now)
    {
        if (!response.Headers.TryGetValues("Retry-After", out System.Collections.Generic.IEnumerable<string>? values))
        {
            return null;
        }

        string text = values.FirstOrDefault()?.Trim() ?? string.Empty;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long seconds))
        {
            return seconds < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : TimeSpan.MaxValue;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until))
        {
            return null;
        }

        TimeSpan wait = until - (response.Headers.Date ?? now);
        return wait > TimeSpan.Zero ? wait : null;
    }
}
