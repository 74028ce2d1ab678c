namespace ThreatGrid;

/// <summary>What an antivirus engine calls a file (section 6.4 of the API reference; its form is not on record, so what is not understood stays in <see cref="ApiObject.AdditionalProperties"/>).</summary>
public sealed class AntivirusSignature : RelatedObject
{
    /// <summary>The engine or its maker.</summary>
    public string? Engine { get; internal set; }

    /// <summary>What it calls the file.</summary>
    public string? Signature { get; internal set; }
}
