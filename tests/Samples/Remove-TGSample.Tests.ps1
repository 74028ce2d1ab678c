BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null

    function Get-Delete { @(Get-TGEmulatorRequest $emulator | Where-Object Method -EQ DELETE) }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Remove-TGSample' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $own = Find-TGSample -Last 60d -UserOnly -First 1
    }

    It 'deletes, gives nothing, and the sample is gone' {
        $own | Remove-TGSample -Confirm:$false | Should -BeNullOrEmpty
        Get-Delete | Should -HaveCount 1
        { Get-TGSample $own.SampleId -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }

    It 'names the sample and sends nothing with -WhatIf' {
        $child = Invoke-TGChild "Connect-TGServer $($emulator.Uri) | Out-Null; Remove-TGSample $($own.SampleId) -WhatIf" -Environment @{ TG_API_KEY = $key }
        $child.Text | Should -Match ([regex]::Escape("$($own.SampleId) ($($own.FileName), submitted by analyst1)"))
        Get-Delete | Should -BeNullOrEmpty
    }

    It 'asks a person, and is an error without one' {
        $child = Invoke-TGChild "Connect-TGServer $($emulator.Uri) | Out-Null; Remove-TGSample $($own.SampleId); 'after'" -Environment @{ TG_API_KEY = $key }
        $child.Error | Should -Not -BeNullOrEmpty
        Get-Delete | Should -BeNullOrEmpty
    }

    It 'leaves alone what others submitted, unless -Force' {
        $other = Find-TGSample -Last 60d -OrganizationOnly | Where-Object { $_.Login -and $_.Login -ne 'analyst1' } | Select-Object -First 1
        $other | Remove-TGSample -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'NotOwnSample,*'
        Get-Delete | Should -BeNullOrEmpty
        $other | Remove-TGSample -Confirm:$false -Force
        Get-Delete | Should -HaveCount 1
    }

    It 'names what is not there, and goes on' {
        ('0' * 32), $own.SampleId | Remove-TGSample -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[-1].TargetObject | Should -Be ('0' * 32)
        Get-Delete | Should -HaveCount 1
    }
}
