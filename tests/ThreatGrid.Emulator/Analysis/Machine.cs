using System;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>What an analysis says of the machine that the sample ran on.</summary>
internal sealed record Machine(string DisplayName, string CurrentOs, string ControlSubject)
{
    public static Machine Of(string vm)
        => vm.StartsWith("win10", StringComparison.Ordinal)
            ? new Machine("Windows 10", "19041.1.amd64fre.vb_release.191206-1406", vm + "-2024.01.15")
            : vm.StartsWith("win7", StringComparison.Ordinal)
                ? new Machine("Windows 7 64-bit", "7601.24214.amd64fre.win7sp1_ldr.180801-1700", vm + "-2023.11.20")
                : new Machine(vm, "1.0", vm + "-2024.01.15");
}
