BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $often = [timespan]'0:0:0.1'

    function New-TestFile([string] $Name) {
        $path = Join-Path $TestDrive $Name
        [IO.File]::WriteAllText($path, [guid]::NewGuid())
        $path
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Wait-TGSample' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'ends on success and on failure, with score, indicators and reason' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 1 }
        $ids = (New-TestFile a.exe), (New-TestFile b.unsupported) | Submit-TGSample | ForEach-Object SampleId
        $outcomes = Wait-TGSample $ids -Interval $often
        $outcomes | Should -HaveCount 2
        $good = $outcomes | Where-Object State -EQ succ
        $good | Should -BeOfType ThreatGrid.SampleOutcome
        $good.ThreatScore | Should -BeGreaterOrEqual 0
        $good.IndicatorCount | Should -BeGreaterOrEqual 0
        ($outcomes | Where-Object State -EQ fail).FailureReason | Should -Match 'not.supported'
    }

    It 'gives what is done already at once' {
        $done = Find-TGSample -State succ -Last 60d -First 3
        $time = Measure-Command { $script:outcomes = $done | Wait-TGSample -Interval 30s }
        $outcomes.State | Select-Object -Unique | Should -Be succ
        $outcomes.ThreatScore | Should -Be $done.ThreatScore
        $time.TotalSeconds | Should -BeLessThan 10
    }

    It 'gives what still runs when the time is over, as objects' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 600 }
        $sample = Submit-TGSample (New-TestFile slow.exe)
        $outcome = $sample | Wait-TGSample -Timeout 1s -Interval $often -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
        $outcome.SampleId | Should -Be $sample.SampleId
        $outcome.State | Should -BeIn wait, prep, run, proc
    }

    It 'tolerates that a sample is not there right after its submission' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 1; hiddenReads = 2 }
        (Submit-TGSample (New-TestFile new.exe) | Wait-TGSample -Interval $often).State | Should -Be succ
    }

    It 'asks in batches: one request for a hundred ids' {
        $ids = (Get-TGSample -Last 60d | Where-Object State -EQ fail).SampleId + (Get-TGSample -Last 60d | Where-Object State -EQ succ | Select-Object -First 120).SampleId
        Clear-TGEmulatorRequest $emulator
        $outcomes = Wait-TGSample $ids -Interval $often
        $outcomes | Should -HaveCount $ids.Count
        @(Get-TGEmulatorRequest $emulator | Where-Object Path -EQ '/api/v2/samples/state').Count | Should -Be ([math]::Ceiling($ids.Count / 100))
    }

    It 'names an id that is not there' {
        Wait-TGSample ('0' * 32) -Interval $often -Timeout 2s -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].TargetObject | Should -Be ('0' * 32)
    }

    It 'survives an answer that fails, and one that takes its time' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 1 }
        $sample = Submit-TGSample (New-TestFile flaky.exe)
        Add-TGEmulatorFault $emulator @{ path = 'samples/state'; times = 2; status = 503; body = '{}' }
        ($sample | Wait-TGSample -Interval $often).State | Should -Be succ
    }

    It 'stops when nobody wants more' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 600 }
        $done = (Find-TGSample -State succ -Last 60d -First 1).SampleId
        $slow = (Submit-TGSample (New-TestFile forever.exe)).SampleId
        $time = Measure-Command { $script:first = Wait-TGSample $slow, $done -Interval 30s | Select-Object -First 1 }
        $first.SampleId | Should -Be $done
        $time.TotalSeconds | Should -BeLessThan 10
    }

    It 'shows states as progress' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 2 }
        $child = Invoke-TGChild "Connect-TGServer $($emulator.Uri) | Out-Null; Submit-TGSample '$(New-TestFile progress.exe)' | Wait-TGSample -Interval 0:0:0.2 -Verbose 4>&1 | Out-String" -Environment @{ TG_API_KEY = $key }
        $child.Text | Should -Match 'samples/state'
    }

    It 'shows a table' {
        Find-TGSample -State succ -Last 60d -First 1 | Wait-TGSample | Out-String -Width 160 | Should -Match 'Score'
    }
}
