using System;

namespace ThreatGrid;

/// <summary>A quota of submissions, of a user or an organisation (section 3.5 of the API reference): one object for each window.</summary>
public sealed class RateLimit
{
    internal RateLimit(Origin origin, string scope)
    {
        Origin = origin;
        Scope = scope;
    }

    /// <summary>The name of the connection.</summary>
    public string Connection => Origin.Name;

    /// <summary><c>User</c> or <c>Organization</c>: whose quota it is.</summary>
    public string Scope { get; }

    /// <summary>The user; of an organisation's quota, the user that was asked for, if one was.</summary>
    public string? Login { get; internal set; }

    /// <summary>The organisation; null where it is not known.</summary>
    public long? OrganizationId { get; internal set; }

    /// <summary>How many samples the window allows; null for no limit.</summary>
    public long? Samples { get; internal set; }

    /// <summary>The length of the window, which rolls: at any time the samples of the last <c>Per</c> count. Null for no limit.</summary>
    public TimeSpan? Per { get; internal set; }

    /// <summary>How many are left; null for no limit.</summary>
    public long? Available { get; internal set; }

    /// <summary>How many are used; null for no limit, or where the server does not say what is left.</summary>
    public long? Used => Samples - Available;

    /// <summary>Whether there is no limit.</summary>
    public bool IsUnlimited => Samples is null && Available is null;

    /// <summary>When the next submission is free, in local time; null where it is now.</summary>
    public DateTime? NextFree => UtcTime.Local(NextFreeTicks);

    /// <summary>When the next submission is free, in UTC; null where it is now.</summary>
    public DateTime? NextFreeUtc => UtcTime.Utc(NextFreeTicks);

    internal Origin Origin { get; }

    internal long? NextFreeTicks { get; set; }
}
