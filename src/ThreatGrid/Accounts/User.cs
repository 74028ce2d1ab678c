namespace ThreatGrid;

/// <summary>A user account (sections 3.1, 3.2 and 3.6 of the API reference). The key that servers echo with it is dropped unread.</summary>
public sealed class User : ApiObject
{
    private const int DeviceLoginLength = 65;

    /// <summary>The name the account is known by. Of devices, their 65 characters long client id.</summary>
    public string? Login { get; internal set; }

    /// <summary>The name of the person.</summary>
    public string? Name { get; internal set; }

    /// <summary>The mail address.</summary>
    public string? Email { get; internal set; }

    /// <summary>The title of the person.</summary>
    public string? Title { get; internal set; }

    /// <summary><c>user</c> and <c>org-admin</c> are on record; others are shown as they come.</summary>
    public string? Role { get; internal set; }

    /// <summary>Whether the account can be used; null where the server does not say.</summary>
    public bool? IsActive { get; internal set; }

    /// <summary>Whether it belongs to a device, a mail gateway for example; null where the server does not say.</summary>
    public bool? IsDevice { get; internal set; }

    /// <summary>Whether it can only use the API, not the portal.</summary>
    public bool? IsApiOnly { get; internal set; }

    /// <summary>The number of the organisation.</summary>
    public long? OrganizationId { get; internal set; }

    /// <summary>A short code of the Cisco integration that the account is for.</summary>
    public string? IntegrationId { get; internal set; }

    /// <summary>What the command did: <c>Created</c>, <c>Updated</c>, <c>Enabled</c>, <c>Disabled</c> or <c>Unchanged</c>; null where the account was only read.</summary>
    public string? Change { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => Login ?? string.Empty;

    /// <summary>Whether it is an ordinary account of a person. What is not known to be one is taken for a privileged one.</summary>
    internal bool IsOrdinary => IsDevice != true && Login?.Length != DeviceLoginLength && string.Equals(Role, "user", System.StringComparison.OrdinalIgnoreCase);
}
