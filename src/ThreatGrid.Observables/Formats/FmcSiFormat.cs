using System;

namespace ThreatGrid.Observables.Formats;

/// <summary>What the Security Intelligence lists of the Firewall Management Center share: plain ASCII, at most 500 MB, a name that ends in <c>.txt</c>. What is wrong in such a list is left out by the manager without a word.</summary>
internal abstract class FmcSiFormat : ListFormat
{
    private const string Extension = ".txt";

    public sealed override bool IsBlocking => true;

    public sealed override long LargestFile => 500L * 1024 * 1024;

    public sealed override string? PathRefusal(string path)
        => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) ? null : $"The name of a Security Intelligence list ends in {Extension}; '{System.IO.Path.GetFileName(path)}' does not.";
}
