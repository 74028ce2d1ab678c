BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $window = @{ After = '2026-03-02T10:00:00Z'; Before = '2026-03-02T12:00:00Z' }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSampleFeed' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'reads the <_> feed' -ForEach @('Checksum', 'Domain', 'Ip', 'Path') {
        $rows = Get-TGSampleFeed $_ @window
        $rows.Count | Should -BeGreaterThan 20
        $rows | Should -BeOfType ThreatGrid.SampleFeedItem
        $rows.FeedType | Sort-Object -Unique | Should -Be $_
        $rows.Value | Should -Not -Contain $null
        $rows[0].SampleId | Should -Match '^[0-9a-f]{32}$'
        $rows[0].TimestampUtc.Kind | Should -Be 'Utc'
    }

    It 'reads the row on record, answers and statuses included' {
        Set-TGEmulatorFeed $emulator -Family samples -Name domains -Rows '[{"sample":"d826","ts":"2026-03-02T11:00:00Z","domain":"evil.example","relation":"dns-lookup","data":{"answers":["192.0.2.10","192.0.2.11"]}},{"sample":"d826","ts":"2026-03-02T11:00:00Z","domain":"worse.example","relation":"extracted","data":{"statuses":["malicious"]}},{"sample":"d826","ts":"2026-03-02T11:00:01Z","domain":"odd.example","relation":"new","data":{"other":[1]}}]'
        $rows = Get-TGSampleFeed Domain @window
        $rows[0].Answers | Should -Be @('192.0.2.10', '192.0.2.11')
        $rows[0].Answers.ToString() | Should -Be '192.0.2.10; 192.0.2.11'
        $rows[0].Defanged | Should -Be 'evil[.]example'
        $rows[1].Statuses | Should -Be malicious
        $rows[2].AdditionalProperties['data']['other'][0] | Should -Be 1
    }

    It 'pages to the end' {
        $all = Get-TGSampleFeed Ip -After 2026-03-01 -Before 2026-03-05 -Utc
        Set-TGEmulatorSetting $emulator @{ pageCap = 500 }
        $capped = Get-TGSampleFeed Ip -After 2026-03-01 -Before 2026-03-05 -Utc
        $capped.Count | Should -Be $all.Count
    }

    It 'takes a server that pays no heed to the offset at its word' {
        Set-TGEmulatorSetting $emulator @{ ignoreOffset = $true }
        (Get-TGSampleFeed Ip @window).Count | Should -BeGreaterThan 20
    }

    It 'limits, filters and chains' {
        $first = Get-TGSampleFeed Domain @window -First 1
        $same = $first | Get-TGSampleFeed Ip @window
        $same.SampleId | Sort-Object -Unique | Should -Be $first.SampleId
        Get-TGSampleFeed Domain @window -OrganizationOnly | Should -Not -BeNullOrEmpty
        (Get-TGFeedRequest $emulator)[-1].Parameters.org_only | Should -Be 'true'
    }

    It 'fails with the documented error' {
        Add-TGEmulatorFault $emulator @{ path = '/samples/feeds/'; status = 403; body = '{}'; times = 0 }
        { Get-TGSampleFeed Domain @window } | Should -Throw -ErrorId 'PermissionDenied,*'
    }
}
