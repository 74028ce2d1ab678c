using ThreatGrid.Client.Json;

namespace ThreatGrid.Client.Api;

/// <summary>A row of a list that the module does not model: all of it is kept as it comes.</summary>
internal sealed class ApiRow : ApiObject, ITimed
{
    /// <summary>Reads nothing into properties, so that every member is an additional one.</summary>
    public static JsonContract<ApiRow> Contract { get; } = new(() => new ApiRow());

    public long? UtcTicks => null;
}
