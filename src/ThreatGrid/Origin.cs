using System;

namespace ThreatGrid;

/// <summary>Where an object came from: all that an object keeps of its connection.</summary>
/// <param name="name">The connection's name.</param>
/// <param name="portal">The portal's address, which is the API's host.</param>
internal sealed class Origin(string name, Uri portal)
{
    private readonly string _samples = new Uri(portal, "mask/samples/").AbsoluteUri;

    public string Name { get; } = name;

    /// <summary>The portal page of a sample (section 7 of the API reference). Never holds a key.</summary>
    public string? SampleLink(string? sampleId)
        => string.IsNullOrEmpty(sampleId) ? null : _samples + UriText.Escape(sampleId!);

    /// <summary>The place of an indicator on a sample's portal page.</summary>
    public string? IndicatorLink(string? sampleId, string? indicator)
        => string.IsNullOrEmpty(indicator) || SampleLink(sampleId) is not { } link
            ? null
            : link + "#indicator-row-" + UriText.Escape(indicator!);
}
