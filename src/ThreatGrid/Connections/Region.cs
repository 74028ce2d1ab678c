namespace ThreatGrid;

/// <summary>The regional clouds (section 2.1 of the API reference). Data and keys belong to one region.</summary>
public enum Region
{
    /// <summary>North America, <c>panacea.threatgrid.com</c>.</summary>
    US,

    /// <summary>Europe, <c>panacea.threatgrid.eu</c>.</summary>
    EU,

    /// <summary>Canada, <c>panacea.threatgrid.ca</c>.</summary>
    CA,

    /// <summary>Australia, <c>panacea.threatgrid.com.au</c>.</summary>
    AU,
}
