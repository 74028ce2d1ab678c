using System.Collections.Generic;
using System.IO;
using ThreatGrid.Observables.Export;
using ThreatGrid.Observables.Tests.Readers;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Observables.Tests.Export;

public sealed class RejectedFileTests
{
    [Fact]
    public void What_was_rejected_is_in_the_file_with_its_reason_and_runs_in_no_spreadsheet()
    {
        using var folder = new TempFolder();
        RejectedFile.Write(folder["rejected.csv"],
        [
            new RejectedObservable(ObservableType.Domain, "=a,\"b\"\nc", RejectionKind.Invalid, "not a domain", null),
            new RejectedObservable(null, null, RejectionKind.NeverBlock, "=reason", null),
            new RejectedObservable(ObservableType.Path, "a\0b", RejectionKind.Invalid, "empty", null),
        ]);
        string text = File.ReadAllText(folder["rejected.csv"]);
        Assert.True(text.IndexOf('\0') < 0, "A NUL ends the text for many readers.");
        IReadOnlyList<IReadOnlyList<string>> rows = CsvReader.Read(text);
        Assert.Equal(["Value", "Type", "Kind", "Reason"], rows[0]);
        Assert.Equal(["'=a,\"b\"\nc", "Domain", "Invalid", "not a domain"], rows[1]);
        Assert.Equal(["", "", "NeverBlock", "'=reason"], rows[2]);
        Assert.Equal(["a\\0b", "Path", "Invalid", "empty"], rows[3]);
    }
}
