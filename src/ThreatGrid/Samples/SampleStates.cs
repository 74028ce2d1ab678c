namespace ThreatGrid;

/// <summary>The states of a run, in their order (section 2.8 of the API reference).</summary>
internal static class SampleStates
{
    public const string Succeeded = "succ";
    public const string Failed = "fail";

    public static readonly string[] All = ["wait", "prep", "run", "proc", Succeeded, Failed];

    public static bool IsFinal(string? state) => state is Succeeded or Failed;
}
