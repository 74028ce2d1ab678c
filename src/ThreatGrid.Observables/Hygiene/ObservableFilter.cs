using System;
using System.Collections.Generic;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace ThreatGrid.Observables.Hygiene;

/// <summary>Brings observables into their one spelling and keeps out what must not go out, each with its reason.</summary>
internal sealed class ObservableFilter(FilterOptions options)
{
    /// <summary>Curated feeds whose names are shared by the harmless.</summary>
    private static readonly HashSet<string> SharedFeeds = new(StringComparer.OrdinalIgnoreCase) { "parked-dns", "public-ip-check-dns", "dynamic-dns", "sinkholed-ip-dns" };

    private readonly HashSet<string>?[] _seen = new HashSet<string>?[Enum.GetValues(typeof(ObservableType)).Length];

    /// <summary>The numbers so far.</summary>
    public ObservableSummary Summary { get; } = new();

    /// <summary>Judges an observable; null where it is kept, which then has its one spelling.</summary>
    /// <param name="item">The observable.</param>
    /// <param name="refusal">Why the output cannot take it, asked for the one spelling; null where it can take all.</param>
    /// <param name="source">The object it came with.</param>
    public RejectedObservable? Judge(Observable item, Func<Observable, string?>? refusal = null, object? source = null)
    {
        Summary.Read++;
        (RejectionKind Kind, string Reason)? verdict = Verdict(item, refusal);
        if (verdict is not { } found)
        {
            Summary.Kept++;
            return null;
        }

        return Reject(item.Type, item.RawValue, found.Kind, found.Reason, source);
    }

    /// <summary>Counts a value that did not come so far as to be judged.</summary>
    public RejectedObservable Refuse(ObservableType? type, string? value, string reason, object? source)
    {
        Summary.Read++;
        return Reject(type, value, RejectionKind.Invalid, reason, source);
    }

    /// <summary>Leaves out what a list has no room for, or remembered for too long.</summary>
    /// <param name="item">The value.</param>
    /// <param name="reason">Why.</param>
    /// <param name="wasKept">Whether it came in now and was kept; else the list had it from before.</param>
    public RejectedObservable Drop(Observable item, string reason, bool wasKept)
    {
        Summary.Kept -= wasKept ? 1 : 0;
        Summary.Read += wasKept ? 0 : 1;
        return Reject(item.Type, item.Value, RejectionKind.Aged, reason, source: null);
    }

    /// <summary>Judges what a list has from before by what must not be in it now; null where it stays.</summary>
    public RejectedObservable? JudgeAgain(Observable item)
    {
        if (Barred(item) is not { } found)
        {
            return null;
        }

        Summary.Read++;
        return Reject(item.Type, item.Value, found.Kind, found.Reason, source: null);
    }

    private RejectedObservable Reject(ObservableType? type, string? value, RejectionKind kind, string reason, object? source)
    {
        Summary.Count(kind);
        return new RejectedObservable(type, value, kind, reason, source);
    }

    [MethodImpl(HotPath.Optimized)]
    private (RejectionKind Kind, string Reason)? Verdict(Observable item, Func<Observable, string?>? refusal)
    {
        string text = item.Value;
        if (options.AllowWildcards && item.Type == ObservableType.Domain && text.StartsWith("*.", StringComparison.Ordinal))
        {
            text = text.Substring(2);
        }

        if (Spelling.Of(item.Type, text, out string reason) is not { } value)
        {
            return (RejectionKind.Invalid, reason);
        }

        item.Value = value;
        if (Barred(item) is { } barred)
        {
            return barred;
        }

        if (options.DropUnscored && Unscored(item) is { } unscored)
        {
            return unscored;
        }

        if (refusal?.Invoke(item) is { } refused)
        {
            return (RejectionKind.NotForFormat, refused);
        }

        return options.Unique && !(_seen[(int)item.Type] ??= new HashSet<string>(StringComparer.Ordinal)).Add(value)
            ? (RejectionKind.Duplicate, "duplicate")
            : null;
    }

    /// <summary>Why a value must not go out, whoever says it and whatever its score.</summary>
    private (RejectionKind Kind, string Reason)? Barred(Observable item)
    {
        if (options.AllowList?.Find(item) is { } allowed)
        {
            return (RejectionKind.AllowList, "allow-list: " + allowed);
        }

        if (options.DropReserved && Reserved(item) is { } special)
        {
            return (RejectionKind.Reserved, special);
        }

        if (options.DropNeverBlock)
        {
            if (NeverBlockList.Find(item) is { } whose)
            {
                return (RejectionKind.NeverBlock, "never-block list: " + whose);
            }

            if (HostOfWhole(item) is { } host && PublicSuffixes.Contains(host))
            {
                return (RejectionKind.PublicSuffix, "public suffix: an entry would cover everybody's names below it");
            }
        }

        return null;
    }

    private static string? Reserved(Observable item)
    {
        string host = item.Type == ObservableType.Url ? item.UrlParts.Host : item.Value;
        return item.Type switch
        {
            ObservableType.Ip or ObservableType.Url when Network.Parse(host) is { } network => SpecialPurpose.Of(network) is { } range ? "special-purpose range: " + range : null,
            ObservableType.Domain or ObservableType.Url => SpecialPurpose.Of(host),
            _ => null,
        };
    }

    /// <summary>The host that an entry covers as a whole: a domain, or a URL that is nothing but a host.</summary>
    private static string? HostOfWhole(Observable item) => item.Type switch
    {
        ObservableType.Domain => item.Value,
        ObservableType.Url when item.UrlParts.IsWholeHost => item.UrlParts.Host,
        _ => null,
    };

    private (RejectionKind Kind, string Reason)? Unscored(Observable item)
    {
        if (item.IsWhitelisted)
        {
            return (RejectionKind.Whitelisted, "the server marks the file as harmless");
        }

        if (!options.AllowSharedFeeds && item.Feed is { } feed && SharedFeeds.Contains(feed))
        {
            return (RejectionKind.NeverBlock, $"the feed {feed} names what the harmless share; -Force takes it");
        }

        return item.IsTrusted || item.HasHighScores
            ? null
            : (RejectionKind.Unscored, string.Format(
                CultureInfo.InvariantCulture,
                "severity {0}, confidence {1}: a list that blocks takes {2} and more; -AllowUnscored takes all",
                item.Severity?.ToString(CultureInfo.InvariantCulture) ?? "none",
                item.Confidence?.ToString(CultureInfo.InvariantCulture) ?? "none",
                Observable.HighScore));
    }
}
