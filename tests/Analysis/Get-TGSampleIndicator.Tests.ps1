BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
    $body = @((Invoke-TGApi "/api/v2/samples/$id/analysis/iocs").items)
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSampleIndicator' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'has title, scores, categories, tags and MITRE techniques of each' {
        $found = @(Get-TGSampleIndicator $id)
        $found.Count | Should -Be $body.Count
        for ($i = 0; $i -lt $found.Count; $i++) {
            $found[$i].Indicator | Should -Be $body[$i].ioc
            $found[$i].Title | Should -Be $body[$i].title
            $found[$i].Severity | Should -Be $body[$i].severity
            $found[$i].Confidence | Should -Be $body[$i].confidence
            $found[$i].Hits | Should -Be $body[$i].hits
            $found[$i].Categories -join ',' | Should -Be ($body[$i].category -join ',')
            $found[$i].Tags -join ',' | Should -Be ($body[$i].tags -join ',')
        }
        @($found | Where-Object { $_.Techniques.Count -gt 0 }).Count | Should -BeGreaterThan 0
    }

    It 'has the rows behind each hit' {
        $found = @(Get-TGSampleIndicator $id)
        $at = [array]::FindIndex($body, [Predicate[object]] { param($b) @($b.data).Count -gt 0 })
        $found[$at].Data.Count | Should -Be @($body[$at].data).Count
        $name = @($body[$at].data[0].PSObject.Properties.Name)[0]
        "$($found[$at].Data[0][$name])" | Should -Be "$($body[$at].data[0].$name)"
    }

    It 'reads one by its name' {
        $one = Get-TGSampleIndicator $id -Indicator $body[0].ioc
        $one.Title | Should -Be $body[0].title
        (Get-TGEmulatorRequest $emulator).Path | Should -Be "/api/v2/samples/$id/analysis/iocs/$($body[0].ioc)"
        Get-TGSampleIndicator $id -Indicator no-such-indicator -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
    }

    It 'completes names that the session has seen' {
        $null = Get-TGSampleIndicator $id
        $null = Find-TGSample -State succ -Last 60d -First 5
        $line = 'Get-TGSampleIndicator x -Indicator network'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain network-communications-http
    }
}
