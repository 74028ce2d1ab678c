namespace ThreatGrid.Client.Tests.Testing;

/// <summary>The orders that hold from one request to the next, for test data: xunit wants it public.</summary>
public enum FakeOrderName
{
    Ascending,
    Descending,
    Shuffled,
}
