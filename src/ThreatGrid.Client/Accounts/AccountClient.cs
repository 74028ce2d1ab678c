using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Api;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>Accounts of one connection (section 3 of the API reference).</summary>
internal sealed class AccountClient(ApiClient client)
{
    private static readonly JsonContract<Identity> WhoAmI = new JsonContract<Identity>(() => new Identity())
        .Text("login", (i, v) => i.Login = v)
        .Text("name", (i, v) => i.Name = v)
        .Text("email", (i, v) => i.Email = v)
        .Text("role", (i, v) => i.Role = v)
        .Integer("organization_id", (i, v) => i.OrganizationId = v);

    /// <summary>Who the key belongs to. The key in the answer is dropped unread.</summary>
    public Task<Identity> WhoAmIAsync(CancellationToken cancellationToken)
        => client.SendForRecordAsync(ApiRequest.Get("/api/v3/session/whoami"), WhoAmI, "The server does not say who the key belongs to.", cancellationToken);

    /// <summary>The quotas that hold for a user: the user's own, and the organisation's; each window by itself.</summary>
    public async Task<IReadOnlyList<RateLimit>> RateLimitsAsync(string login, CancellationToken cancellationToken)
    {
        ApiRow answer = await client.SendForRecordAsync(
            ApiRequest.Get($"/api/v3/users/{Uri.EscapeDataString(login)}/rate-limit"),
            ApiRow.Contract,
            "The server does not say what the quota is.",
            cancellationToken).ConfigureAwait(false);
        DateTime now = client.Clock.UtcNow;
        return [.. ReadScope(answer, "user", "User", now), .. ReadScope(answer, "organization", "Organization", now)];
    }

    /// <summary>Both forms on record: windows as objects, and as pairs of samples and minutes. No window is no limit.</summary>
    private IEnumerable<RateLimit> ReadScope(ApiRow answer, string member, string scope, DateTime now)
    {
        if (answer.AdditionalProperties.Object(member) is not { } limits)
        {
            yield break;
        }

        long? available = limits.Integer("submissions-available");
        long wait = limits.Integer("submission-wait-seconds") ?? limits.Integer("submission-wait") ?? 0;
        object? windows = limits["submission-rate-limit"] ?? limits["submissions-rate-limit"];
        bool isLimited = false;
        foreach (object? window in (windows as IEnumerable<object?>) ?? [])
        {
            isLimited = true;
            var limit = new RateLimit(client.Connection.Origin, scope);
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
            yield return new RateLimit(client.Connection.Origin, scope) { Available = available };
        }
    }

    private static TimeSpan? PerMinutes(long? minutes) => minutes is { } m ? TimeSpan.FromMinutes(m) : null;

    private static long? FreeAt(DateTime now, long waitSeconds) => waitSeconds > 0 ? now.AddSeconds(waitSeconds).Ticks : null;
}
