namespace ThreatGrid;

/// <summary>A registered device of an organisation, a mail gateway for example (section 3.6 of the API reference; its form is not on record, so what is not understood stays in <see cref="ApiObject.AdditionalProperties"/>).</summary>
public sealed class Device : ApiObject
{
    /// <summary>The login of the device's account; the 65 characters of its file analysis client id.</summary>
    public string? Login { get; internal set; }

    /// <summary>Its name.</summary>
    public string? Name { get; internal set; }

    /// <summary>Its model.</summary>
    public string? Model { get; internal set; }

    /// <summary>Its serial number.</summary>
    public string? SerialNumber { get; internal set; }

    /// <summary>Whether it may submit. New ones may not until their account is enabled.</summary>
    public bool? IsActive { get; internal set; }
}
