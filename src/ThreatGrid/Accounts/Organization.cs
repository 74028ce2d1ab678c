namespace ThreatGrid;

/// <summary>An organisation (section 3.6 of the API reference). Only what can be changed of it is on record; all else stays in <see cref="ApiObject.AdditionalProperties"/>.</summary>
public sealed class Organization : ApiObject
{
    /// <summary>Its number.</summary>
    public long? OrganizationId { get; internal set; }

    /// <summary>Its name.</summary>
    public string? Name { get; internal set; }

    /// <summary>Its industry, for example <c>Accounting</c>.</summary>
    public string? Industry { get; internal set; }

    /// <summary>The networks, as CIDR, from which its users may connect.</summary>
    public TextList AuthorizedNetworks { get; internal set; } = TextList.Empty;

    /// <summary>Whether its users can flag samples and observables.</summary>
    public bool? CanFlag { get; internal set; }

    /// <summary>Whether its users can choose how long a run takes.</summary>
    public bool? CanChooseRuntime { get; internal set; }

    /// <summary>What the command did: <c>Updated</c> or <c>Unchanged</c>; null where it was only read.</summary>
    public string? Change { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => Name ?? string.Empty;
}
