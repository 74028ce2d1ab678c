using System.Globalization;

namespace ThreatGrid;

/// <summary>What became of the values that came in: Read is the sum of all others.</summary>
public sealed class ObservableSummary
{
    internal ObservableSummary()
    {
    }

    /// <summary>How many values came in.</summary>
    public long Read { get; internal set; }

    /// <summary>How many are in the output.</summary>
    public long Kept { get; internal set; }

    /// <summary>How many were left out as private, local or reserved.</summary>
    public long DroppedReserved { get; internal set; }

    /// <summary>How many stand on the user's allow-list.</summary>
    public long DroppedAllowList { get; internal set; }

    /// <summary>How many stand on the built-in never-block list.</summary>
    public long DroppedNeverBlock { get; internal set; }

    /// <summary>How many are there already under another spelling, or came twice.</summary>
    public long DroppedDuplicate { get; internal set; }

    /// <summary>How many were left out for another reason: no score, a public suffix, a harmless file, age.</summary>
    public long DroppedOther { get; internal set; }

    /// <summary>How many are invalid, or no value that the output can take.</summary>
    public long Rejected { get; internal set; }

    /// <inheritdoc />
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, "{0} kept of {1}", Kept, Read);

    internal void Count(RejectionKind kind)
    {
        switch (kind)
        {
            case RejectionKind.Invalid or RejectionKind.NotForFormat:
                Rejected++;
                break;
            case RejectionKind.Reserved:
                DroppedReserved++;
                break;
            case RejectionKind.AllowList:
                DroppedAllowList++;
                break;
            case RejectionKind.NeverBlock:
                DroppedNeverBlock++;
                break;
            case RejectionKind.Duplicate:
                DroppedDuplicate++;
                break;
            default:
                DroppedOther++;
                break;
        }
    }
}
