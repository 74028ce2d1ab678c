using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>The quotas of one connection (sections 3.3, 3.5 and 3.6 of the API reference).</summary>
internal sealed class RateLimitClient(ApiClient client)
{
    /// <summary>What the API takes for "no limit of one's own".</summary>
    private const string NoLimit = "nil";

    /// <summary>The quotas that hold for a user: the user's own, and the organisation's; each window by itself.</summary>
    public async Task<IReadOnlyList<RateLimit>> OfUserAsync(string login, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(UserClient.PathOf(login) + "/rate-limit"), cancellationToken).ConfigureAwait(false);
        var answer = value as MemberDictionary;
        return [.. ReadScope(answer.Object("user"), "User", login, null), .. ReadScope(answer.Object("organization"), "Organization", login, null)];
    }

    /// <summary>The quotas of an organisation.</summary>
    public async Task<IReadOnlyList<RateLimit>> OfOrganizationAsync(long organizationId, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(OrganizationClient.PathOf(organizationId) + "/rate-limit"), cancellationToken).ConfigureAwait(false);
        var answer = value as MemberDictionary;
        return [.. ReadScope(answer.Object("organization") ?? answer, "Organization", null, organizationId)];
    }

    /// <summary>The quotas of all users of an organisation. The form is not on record: objects with a login, or under one.</summary>
    public async Task<IReadOnlyList<RateLimit>> PerUserAsync(long organizationId, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(OrganizationClient.PathOf(organizationId) + "/user-quota"), cancellationToken).ConfigureAwait(false);
        return [.. Logins(value).SelectMany(u => ReadScope(u.Limits.Object("user") ?? u.Limits, "User", u.Login, organizationId))];
    }

    /// <summary>What counts against the quota of a user.</summary>
    public async Task<IReadOnlyList<RateLimitEntry>> EntriesAsync(string login, CancellationToken cancellationToken)
    {
        object? value = await client.SendForValueAsync(ApiRequest.Get(UserClient.PathOf(login) + "/rate-limit/entries"), cancellationToken).ConfigureAwait(false);
        return [.. LooseRecord.ListOf(value, "entries", client.Connection.Origin).Select(r => r.Complete(new RateLimitEntry
        {
            Login = r.Text("login", "user") ?? login,
            SampleId = r.Text("sample", "sample-id"),
            TimestampTicks = r.Ticks("timestamp", "submitted-at", "time", "created-at"),
        }))];
    }

    /// <summary>Gives a user windows of its own; none takes the limit away.</summary>
    public Task SetForUserAsync(string login, IReadOnlyList<RateLimitWindow> windows, CancellationToken cancellationToken)
        => client.SendAsync(
            new ApiRequest(HttpMethod.Put, UserClient.PathOf(login) + "/rate-limit")
            {
                Content = JsonBody.Of(json =>
                {
                    json.WritePropertyName("submission-rate-limit");
                    if (windows.Count == 0)
                    {
                        json.WriteStringValue(NoLimit);
                    }
                    else
                    {
                        RateLimitWindow.Write(json, windows);
                    }
                }),
            },
            cancellationToken);

    /// <summary>Both forms on record: windows as objects, and as pairs of samples and minutes. No window is no limit.</summary>
    private IEnumerable<RateLimit> ReadScope(MemberDictionary? limits, string scope, string? login, long? organizationId)
    {
        if (limits is null)
        {
            yield break;
        }

        DateTime now = client.Clock.UtcNow;
        long? available = limits.Integer("submissions-available");
        long wait = limits.Integer("submission-wait-seconds") ?? limits.Integer("submission-wait") ?? 0;
        object? windows = limits["submission-rate-limit"] ?? limits["submissions-rate-limit"];
        bool isLimited = false;
        foreach (object? window in (windows as IEnumerable<object?>) ?? [])
        {
            isLimited = true;
            RateLimit limit = Create(scope, login, organizationId);
            if (window is MemberDictionary members)
            {
                limit.Samples = members.Integer("samples");
                limit.Per = PerMinutes(members.Integer("minutes"));
                limit.Available = members.Integer("submissions-available") ?? available;
                limit.NextFreeTicks = FreeAt(now, members.Integer("submission-wait-seconds") ?? wait);
            }
            else if (window is IEnumerable<object?> pair && pair.ToArray() is [long samples, long minutes])
            {
                limit.Samples = samples;
                limit.Per = PerMinutes(minutes);
                limit.Available = available;
                limit.NextFreeTicks = FreeAt(now, wait);
            }

            yield return limit;
        }

        if (!isLimited)
        {
            RateLimit none = Create(scope, login, organizationId);
            none.Available = available;
            yield return none;
        }
    }

    private RateLimit Create(string scope, string? login, long? organizationId)
        => new(client.Connection.Origin, scope) { Login = login, OrganizationId = organizationId };

    private static IEnumerable<(string? Login, MemberDictionary Limits)> Logins(object? value)
    {
        object? users = value is MemberDictionary outer ? outer["users"] ?? outer["user-quota"] ?? outer["items"] ?? outer : value;
        return users switch
        {
            MemberDictionary map => map.Where(m => m.Value is MemberDictionary).Select(m => ((string?)m.Key, (MemberDictionary)m.Value!)),
            IEnumerable<object?> list => list.OfType<MemberDictionary>().Select(m => (m.Text("login") ?? m.Text("user"), m)),
            _ => [],
        };
    }

    /// <summary>Null where no time has room for so many.</summary>
    private static TimeSpan? PerMinutes(long? minutes) => minutes is >= 0 and <= long.MaxValue / TimeSpan.TicksPerMinute ? TimeSpan.FromTicks(minutes.Value * TimeSpan.TicksPerMinute) : null;

    /// <summary>The end of time where it is beyond that.</summary>
    private static long? FreeAt(DateTime now, long waitSeconds)
        => waitSeconds <= 0 ? null : waitSeconds < (DateTime.MaxValue - now).Ticks / TimeSpan.TicksPerSecond ? now.AddSeconds(waitSeconds).Ticks : DateTime.MaxValue.Ticks;
}
