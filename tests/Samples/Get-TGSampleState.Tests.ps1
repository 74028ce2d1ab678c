BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSampleState' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $all = Get-TGSample -Last 60d
        Clear-TGEmulatorRequest $emulator
    }

    It 'reads a hundred ids in one request' {
        $states = $all | Select-Object -First 150 | Get-TGSampleState
        $states | Should -HaveCount 150
        $states[0] | Should -BeOfType ThreatGrid.SampleState
        @(Get-TGEmulatorRequest $emulator) | Should -HaveCount 2
        (Compare-Object ($states | Sort-Object SampleId | ForEach-Object { "$($_.SampleId) $($_.State)" }) ($all | Select-Object -First 150 | Sort-Object SampleId | ForEach-Object { "$($_.SampleId) $($_.State)" })) | Should -BeNullOrEmpty
    }

    It 'names an id that is not there' {
        $states = Get-TGSampleState $all[0].SampleId, ('0' * 32) -ErrorVariable failed -ErrorAction SilentlyContinue
        $states.SampleId | Should -Be $all[0].SampleId
        $failed[-1].TargetObject | Should -Be ('0' * 32)
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'says what went wrong' {
        Add-TGEmulatorFault $emulator @{ path = 'state'; times = 0; status = 500; body = '{}' }
        Get-TGSampleState $all[0].SampleId -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
    }

    It 'asks the server of each object' {
        $other = Start-TGEmulator
        try {
            $two = Connect-TGServer $other.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -Name two
            $mixed = @($all[0]) + @(Get-TGSample -Last 60d -First 1 -Connection $two)
            ($mixed | Get-TGSampleState).Connection | Should -Be @($all[0].Connection, 'two')
        }
        finally {
            Stop-TGEmulator $other
            Disconnect-TGServer two
            Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
        }
    }

    It 'shows a table' {
        Get-TGSampleState $all[0].SampleId | Out-String | Should -Match 'SampleId\s+State\s+Status'
    }
}
