using System;
using System.Collections;
using System.Globalization;
using ThreatGrid.Client.Paging;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary>What is asked of a feed, in the words of the API.</summary>
internal static class FeedQuery
{
    /// <summary>The server's own default for both scores; sent, so that what is asked is never a guess.</summary>
    public const int DefaultScore = Observable.HighScore;

    /// <summary>Whose samples count, and what the user adds.</summary>
    public static QueryParameters Common(QueryParameters query, bool organizationOnly, bool userOnly, IDictionary? more)
    {
        if (organizationOnly)
        {
            query.Add("org_only", "true");
        }

        if (userOnly)
        {
            query.Add("user_only", "true");
        }

        foreach (DictionaryEntry entry in more ?? new Hashtable())
        {
            query.Add(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, QueryText.Of(entry.Value));
        }

        return query;
    }

    /// <summary>How bad and how sure an indicator must be, and which one it is.</summary>
    public static QueryParameters OfIocs(QueryParameters query, int confidence, int severity, string? indicator)
    {
        query.Add("confidence", confidence.ToString(CultureInfo.InvariantCulture));
        query.Add("severity", severity.ToString(CultureInfo.InvariantCulture));
        if (indicator is not null)
        {
            query.Add("ioc", indicator);
        }

        return query;
    }
}
