namespace ThreatGrid;

/// <summary>The owner of a key, as <c>session/whoami</c> tells (section 3.1 of the API reference). The key it echoes is dropped.</summary>
internal sealed class Identity : ApiObject
{
    public string? Login { get; set; }

    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Role { get; set; }

    public long? OrganizationId { get; set; }
}
