using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>What is to be changed of an organisation. Null leaves a member as it is.</summary>
internal sealed class OrganizationChanges
{
    public string? Name { get; set; }

    public string? Industry { get; set; }

    public string[]? AuthorizedNetworks { get; set; }

    public bool? CanFlag { get; set; }

    public bool? CanChooseRuntime { get; set; }

    /// <summary>The windows of the quota, beside the licensed one; an empty list takes them away.</summary>
    public IReadOnlyList<RateLimitWindow>? RateLimits { get; set; }

    public IReadOnlyList<string> Members
    {
        get
        {
            var members = new List<string>();
            Each((name, _) => members.Add(name));
            return members;
        }
    }

    /// <summary>Only what differs from the organisation as it is.</summary>
    public OrganizationChanges Against(Organization organization) => new()
    {
        Name = Name == organization.Name ? null : Name,
        Industry = Industry == organization.Industry ? null : Industry,
        AuthorizedNetworks = AuthorizedNetworks is { } networks && networks.SequenceEqual(organization.AuthorizedNetworks, StringComparer.OrdinalIgnoreCase) ? null : AuthorizedNetworks,
        CanFlag = CanFlag == organization.CanFlag ? null : CanFlag,
        CanChooseRuntime = CanChooseRuntime == organization.CanChooseRuntime ? null : CanChooseRuntime,
        RateLimits = RateLimits,
    };

    public void Write(Utf8JsonWriter json) => Each((name, write) =>
    {
        json.WritePropertyName(name);
        write(json);
    });

    /// <summary>Booleans are written as texts, networks as one text, as on record.</summary>
    private void Each(Action<string, Action<Utf8JsonWriter>> take)
    {
        void Text(string name, string? value)
        {
            if (value is not null)
            {
                take(name, json => json.WriteStringValue(value));
            }
        }

        Text("name", Name);
        Text("industry", Industry);
        Text("authorized-networks", AuthorizedNetworks is { } networks ? string.Join(",", networks) : null);
        Text("can-flag", CanFlag is { } flag ? Word(flag) : null);
        Text("runtimes", CanChooseRuntime is { } choice ? Word(choice) : null);
        if (RateLimits is { } windows)
        {
            take("additional-submission-rate-limits", json => RateLimitWindow.Write(json, windows));
        }
    }

    private static string Word(bool value) => value ? "true" : "false";
}
