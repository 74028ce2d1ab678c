# What a submission can choose from: Get-TGVirtualMachine, Get-TGPlaybook, Get-TGNetworkExit.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe '<Command>' -ForEach @(
    @{ Command = 'Get-TGVirtualMachine'; Type = 'ThreatGrid.VirtualMachine'; Path = 'vms|configuration'; Known = 'win10' }
    @{ Command = 'Get-TGPlaybook'; Type = 'ThreatGrid.Playbook'; Path = 'playbooks'; Known = 'default' }
    @{ Command = 'Get-TGNetworkExit'; Type = 'ThreatGrid.NetworkExit'; Path = 'exits|configuration'; Known = 'phl-ven' }
) {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'lists them' {
        $all = & $Command
        $all[0] | Should -BeOfType $Type
        $all.Name | Should -Contain $Known
        $all.DisplayName | Should -Not -Contain $null
        ($all | Out-String -Width 160) | Should -Match 'Name\s+DisplayName'
    }

    It 'filters by name, with wildcards' {
        (& $Command $Known).Name | Should -Be $Known
        (& $Command ($Known.Substring(0, 3) + '*')).Name | Should -Contain $Known
        & $Command 'none of these*' | Should -BeNullOrEmpty
    }

    It 'says what went wrong' {
        Add-TGEmulatorFault $emulator @{ path = $Path; times = 0; status = 403; body = '{"error":{"message":"Not for you"}}' }
        { & $Command -ErrorAction Stop } | Should -Throw -ExpectedMessage '*Not for you*'
    }

    It 'stops half-way' {
        & $Command | Select-Object -First 1 | Should -HaveCount 1
    }

    It 'feeds Submit-TGSample' {
        $all = & $Command
        $all[0].Connection | Should -Not -BeNullOrEmpty
    }
}

Describe 'Network exits' {
    It 'are read in both shapes' {
        $plain = (Get-TGNetworkExit).Name
        Set-TGEmulatorSetting $emulator @{ exitsWrapper = $true }
        (Get-TGNetworkExit).Name | Should -Be $plain
    }
}
