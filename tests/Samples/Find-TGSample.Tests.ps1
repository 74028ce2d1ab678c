BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Find-TGSample' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'flattens what the server nests, and keeps the rest' {
        $body = Invoke-TGApi '/api/v2/search/submissions' -Query @{ state = 'succ'; sort_by = 'submitted_at'; sort_order = 'desc'; limit = 1 }
        $item = @($body.items)[0].item
        $found = Find-TGSample -State succ -Last 60d -First 1
        $found | Should -BeOfType ThreatGrid.SampleSearchResult
        $found.SampleId | Should -Be $item.sample
        $found.Sha256 | Should -Be $item.sha256
        $found.ThreatScore | Should -Be $item.analysis.threat_score
        $found.Indicators.Count | Should -Be $item.analysis.behaviors.Count
        $found.AdditionalProperties.Keys | Should -Contain item
    }

    It 'searches for what is typed, defanged or not, and where' {
        Find-TGSample 'hxxp://evil[.]example/' -Term domain, url -State succ, fail -SortBy threat -Ascending -Last 1d | Out-Null
        $query = (Get-TGEmulatorRequest $emulator)[0].Parameters
        $query.q | Should -Be 'http://evil.example/'
        $query.term | Should -Be 'domain,url'
        $query.state | Should -Be 'succ,fail'
        $query.sort_by | Should -Be threat
        $query.sort_order | Should -Be asc
    }

    It 'finds by hash, own and those of the organisation' {
        $one = Find-TGSample -Last 60d -UserOnly -First 1
        (Find-TGSample $one.Sha256).SampleId | Should -Contain $one.SampleId
        @(Find-TGSample -Last 60d -UserOnly).Login | Select-Object -Unique | Should -Be analyst1
        @(Find-TGSample -Last 60d -OrganizationOnly).OrganizationId | Select-Object -Unique | Should -Be 77
    }

    It 'keeps those of a score at least' {
        $rows = Find-TGSample -Last 60d -MinimumScore 80
        $rows.Count | Should -BeGreaterThan 3
        @($rows | Where-Object ThreatScore -LT 80) | Should -HaveCount 0
        @($rows | Where-Object { $null -eq $_.ThreatScore }) | Should -HaveCount 0
    }

    It 'reads page after page, nothing twice' {
        Set-TGEmulatorSetting $emulator @{ pageCap = 30 }
        $rows = Find-TGSample -Last 60d
        $rows.Count | Should -BeGreaterThan 150
        @($rows.SampleId | Select-Object -Unique).Count | Should -Be $rows.Count
    }

    It 'takes states in any case: the server knows small letters only' {
        @(Find-TGSample -State SUCC, Succ -SortBy THREAT -Last 60d -First 2) | Should -HaveCount 2
        (Get-TGEmulatorRequest $emulator | Where-Object Path -Like '*/search/*')[-1].Parameters | Select-Object state, sort_by | ForEach-Object { "$($_.state) $($_.sort_by)" } | Should -Be 'succ threat'
    }

    It 'gives nothing where nothing is' {
        Find-TGSample ('e' * 64) | Should -BeNullOrEmpty
    }

    It 'stops half-way' {
        Set-TGEmulatorSetting $emulator @{ pageCap = 20 }
        Find-TGSample -Last 60d | Select-Object -First 3 | Should -HaveCount 3
        @(Get-TGEmulatorRequest $emulator).Count | Should -BeLessThan 5
    }

    It 'says what went wrong' {
        Add-TGEmulatorFault $emulator @{ path = 'search'; times = 0; status = 400; body = '{"error":{"message":"No such term"}}' }
        { Find-TGSample x -Term nonsense -ErrorAction Stop } | Should -Throw -ExpectedMessage '*No such term*'
    }

    It 'completes terms and states' {
        $line = 'Find-TGSample x -Term che'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be checksum
        $line = 'Find-TGSample x -State s'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be succ
    }

    It 'chains: Find-TGSample | Get-TGSampleIndicator | Where-Object | Export-Csv' {
        $file = Join-Path $TestDrive found.csv
        Find-TGSample -Last 60d -MinimumScore 80 -First 3 | Get-TGSampleIndicator | Where-Object Severity -GE 60 | ConvertTo-TGRow | Export-Csv $file -NoTypeInformation
        $rows = Import-Csv $file
        $rows.Count | Should -BeGreaterThan 1
        $rows[0].SampleId | Should -Match '^[0-9a-f]{32}$'
    }

    It 'shows a table' {
        Find-TGSample -Last 30d -First 1 | Out-String -Width 160 | Should -Match 'Score\s+State\s+FileName\s+Login\s+SampleId\s+Submitted'
    }
}
