using System.Collections.Generic;

namespace ThreatGrid.Client.Accounts;

/// <summary>Which numbers of the dashboard are wanted (section 3.8 of the API reference).</summary>
/// <param name="IsRateLimited">Whether those that the quota refused are counted, and not those that were taken.</param>
/// <param name="Visibility"><c>user</c> or <c>org</c>.</param>
/// <param name="Span">How far back, as a duration of ISO 8601.</param>
/// <param name="Buckets">What is counted by.</param>
/// <param name="TimeZone">The zone in which days and weeks begin, by its IANA name.</param>
internal sealed record MetricQuery(bool IsRateLimited, string? Visibility, string? Span, IReadOnlyList<string> Buckets, string? TimeZone);
