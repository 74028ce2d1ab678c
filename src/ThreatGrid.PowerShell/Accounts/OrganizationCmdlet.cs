using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.Client.Http;

namespace ThreatGrid.PowerShell.Accounts;

/// <summary>Base of the cmdlets about organisations: the one of the key's owner, where no other is named.</summary>
public abstract class OrganizationCmdlet : ServiceCmdlet
{
    /// <summary>The number of the organisation; that of the key's owner where none is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, long.MaxValue)]
    public long? OrganizationId { get; set; }

    private protected long OrganizationOf(ApiClient client)
        => OrganizationId
            ?? Await(token => new AccountClient(client).OwnerAsync(token)).OrganizationId
            ?? throw new UnexpectedAnswerException("The server does not say which organisation the key's owner belongs to.")
            {
                RecommendedAction = "Name it with -OrganizationId.",
            };

    /// <summary>Those whose name is wanted, wildcards allowed.</summary>
    private protected static IEnumerable<T> Matching<T>(IEnumerable<T> items, string[]? wanted, Func<T, string?> name)
        => wanted is null ? items : items.Where(i => wanted.Any(w => name(i) is { } text && WildcardPattern.Get(w, WildcardOptions.IgnoreCase).IsMatch(text)));
}
