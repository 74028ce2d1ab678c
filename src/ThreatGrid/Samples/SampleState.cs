namespace ThreatGrid;

/// <summary>How far the run of a sample is (section 4.4 of the API reference).</summary>
public sealed class SampleState : ApiObject
{
    /// <summary>The id of the sample.</summary>
    public string? SampleId { get; internal set; }

    /// <summary><c>wait</c>, <c>prep</c>, <c>run</c>, <c>proc</c>, and at the end <c>succ</c> or <c>fail</c>.</summary>
    public string? State { get; internal set; }

    /// <summary>A word more about the state; of a failed run, why it failed.</summary>
    public string? Status { get; internal set; }

    /// <summary>Whether the run is over, well or not.</summary>
    public bool IsFinished => SampleStates.IsFinal(State);

    /// <summary>The portal page of the sample.</summary>
    public string? SampleLink => Origin?.SampleLink(SampleId);
}
