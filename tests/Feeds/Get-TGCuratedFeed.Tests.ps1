BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"

    function Connect-Now([string] $Now) {
        Set-TGEmulatorClock $emulator @{ now = $Now; frozen = $true }
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -WarningAction SilentlyContinue | Out-Null
        Clear-TGEmulatorRequest $emulator
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGCuratedFeed' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Connect-Now '2026-03-09T02:00:00Z'
    }

    It 'lists 16 feeds with descriptions' {
        $feeds = Get-TGCuratedFeed -ListAvailable
        $feeds | Should -HaveCount 16
        $feeds.Description | Should -Not -Contain ''
        ($feeds | Out-String) | Should -Match 'Name\s+Description'
    }

    It 'reads the hourly file' {
        Set-TGEmulatorClock $emulator @{ now = '2026-03-09T02:59:59Z'; frozen = $true }
        $rows = Get-TGCuratedFeed rat-dns
        $rows.Count | Should -BeGreaterThan 0
        $rows | Should -BeOfType ThreatGrid.CuratedFeedItem
        (Get-TGFeedRequest $emulator)[0].Path | Should -Be '/api/v3/feeds/rat-dns.json'
        $rows[0].SampleId | Should -Match '^[0-9a-f]{32}$'
        $rows[0].SampleLink | Should -BeLike "$($emulator.Uri)mask/samples/*"
        $rows[0].Feed | Should -Be rat-dns
    }

    It 'reads a day, and only that file' {
        $rows = Get-TGCuratedFeed rat-dns -Date 2026-03-08
        $rows.Count | Should -BeGreaterThan 30
        (Get-TGFeedRequest $emulator).Path | Should -Be '/api/v3/feeds/rat-dns_2026-03-08.json'
    }

    It 'gives all three of three days (O30)' {
        $rows = Get-TGCuratedFeed rat-dns -From 2026-03-06 -To 2026-03-08
        @($rows | Group-Object { $_.TimestampUtc.ToString('yyyy-MM-dd') }).Name | Should -Be @('2026-03-06', '2026-03-07', '2026-03-08')
        Get-TGFeedRequest $emulator | Should -HaveCount 3
    }

    It 'reads the UTC days that the last 24 hours touch, and drops rows outside by their own time' {
        $rows = Get-TGCuratedFeed rat-dns -Last 24h
        (Get-TGFeedRequest $emulator).Path | Should -Be @('/api/v3/feeds/rat-dns_2026-03-08.json', '/api/v3/feeds/rat-dns_2026-03-09.json')
        ($rows.TimestampUtc | Measure-Object -Minimum).Minimum | Should -BeGreaterOrEqual ([datetime]'2026-03-08T02:00:00Z').ToUniversalTime().AddSeconds(-2)
        $rows.Count | Should -BeLessThan 45
    }

    It 'leaves out rows of another day with a warning, and gives them on request' {
        Set-TGEmulatorFeed $emulator -Family curated -Name banking-dns -Date 2026-03-08 -Rows '[{"domain":"a.example","ips":[],"timestamp":"2020-04-20T01:24:34Z"},{"domain":"b.example","ips":["192.0.2.1"],"timestamp":"2026-03-08T01:00:00Z"}]'
        (Get-TGCuratedFeed banking-dns -Date 2026-03-08 -WarningVariable w -WarningAction SilentlyContinue).Domain | Should -Be b.example
        "$w" | Should -Match '1 of 2 rows'
        (Get-TGCuratedFeed banking-dns -Date 2026-03-08 -IncludeOtherTimes).Domain | Should -Be @('a.example', 'b.example')
    }

    It 'gives nothing for an empty feed, and no error' {
        Get-TGCuratedFeed autorun-registry -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -BeNullOrEmpty
    }

    It 'reads several feeds, from the pipeline too; an unknown one does not stop the others' {
        $rows = 'rat-dns', 'nonsense', 'dga-dns' | Get-TGCuratedFeed -Date 2026-03-08 -ErrorAction SilentlyContinue -ErrorVariable problems
        @($rows | Group-Object Feed).Name | Sort-Object | Should -Be @('dga-dns', 'rat-dns')
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'UnknownFeed,*'
    }

    It 'refuses <Line>' -ForEach @(
        @{ Line = 'Get-TGCuratedFeed rat-dns -Date 08.03.2026'; Says = '*yyyy-MM-dd*' }
        @{ Line = 'Get-TGCuratedFeed rat-dns -From 2026-03-09 -To 2026-03-08'; Says = '*later than*' }
    ) {
        { Invoke-Expression $Line } | Should -Throw -ExpectedMessage $Says
    }

    It 'goes on with the next file when one fails' {
        Add-TGEmulatorFault $emulator @{ path = '2026-03-07'; status = 404; body = '{}'; times = 0 }
        $rows = Get-TGCuratedFeed rat-dns -From 2026-03-06 -To 2026-03-08 -ErrorAction SilentlyContinue -ErrorVariable problems
        @($rows | Group-Object { $_.TimestampUtc.ToString('yyyy-MM-dd') }).Name | Should -Be @('2026-03-06', '2026-03-08')
        "$($problems[0])" | Should -Match '404'
        $problems[0].TargetObject | Should -Match '2026-03-07'
    }

    It 'completes names' {
        (TabExpansion2 'Get-TGCuratedFeed ra').CompletionMatches.CompletionText | Should -Be @('ransomware-dns', 'rat-dns')
    }
}

Describe 'Save-TGCuratedFeed' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Connect-Now '2026-03-09T02:00:00Z'
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'saves <Format> as the server has it' -ForEach @(
        @{ Format = 'Json'; File = 'rat-dns_2026-03-08.json'; Wire = 'json' }
        @{ Format = 'Csv'; File = 'rat-dns_2026-03-08.csv'; Wire = 'csv' }
        @{ Format = 'Stix'; File = 'rat-dns_2026-03-08.stix.xml'; Wire = 'stix' }
        @{ Format = 'Snort'; File = 'rat-dns_2026-03-08.rules'; Wire = 'snort' }
        @{ Format = 'Txt'; File = 'rat-dns_2026-03-08.txt'; Wire = 'txt' }
    ) {
        $saved = Save-TGCuratedFeed rat-dns $Format -Date 2026-03-08 -Destination $folder
        $saved | Should -BeOfType ThreatGrid.SavedFeed
        Split-Path $saved.Path -Leaf | Should -Be $File
        (Get-Item $saved.Path).Length | Should -Be $saved.Length
        (Get-FileHash $saved.Path).Hash | Should -Be $saved.Sha256
        if ($Format -ne 'Stix') {
            $direct = (Invoke-WebRequest "$($emulator.Uri)api/v3/feeds/rat-dns_2026-03-08.$Wire" -Headers @{ Authorization = "Bearer $key" }).RawContentStream.ToArray()
            [Convert]::ToHexString([IO.File]::ReadAllBytes($saved.Path)) | Should -Be ([Convert]::ToHexString($direct))
        }

        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'replaces no file without -Force' {
        $null = Save-TGCuratedFeed rat-dns -Date 2026-03-08 -Destination $folder
        $before = Get-Content (Join-Path $folder *) -Raw
        Save-TGCuratedFeed rat-dns -Date 2026-03-08 -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Save-TGCuratedFeed rat-dns -Date 2026-03-08 -Destination $folder -Force | Should -Not -BeNullOrEmpty
        Get-Content (Join-Path $folder *) -Raw | Should -Be $before
    }

    It 'sends and writes nothing with -WhatIf' {
        Save-TGCuratedFeed rat-dns -Date 2026-03-08 -Destination $folder -WhatIf
        Test-Path $folder | Should -BeFalse
        Get-TGFeedRequest $emulator | Should -BeNullOrEmpty
    }

    It 'leaves no file behind when <Name> (D1, D5)' -ForEach @(
        @{ Name = 'the server answers with HTML'; Fault = @{ action = 'html' } }
        @{ Name = 'the server answers with an error'; Fault = @{ status = 404; body = '{"error":{"message":"x","code":404}}' } }
        @{ Name = 'an error comes with status 200'; Fault = @{ status = 200; body = '{"error":{"message":"x","code":404}}' } }
        @{ Name = 'the connection breaks'; Fault = @{ action = 'truncate'; bytes = 500 } }
    ) {
        Add-TGEmulatorFault $emulator (@{ path = 'rat-dns'; times = 0 } + $Fault)
        Save-TGCuratedFeed rat-dns -Date 2026-03-08 -Destination $folder -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -Not -BeNullOrEmpty
        Get-ChildItem $folder -Force -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'saves names with brackets literally' {
        $odd = Join-Path $TestDrive 'a[1] ä'
        (Save-TGCuratedFeed rat-dns -Date 2026-03-08 -Destination $odd).Path | Should -BeLike "*a*ä*"
        Test-Path -LiteralPath (Join-Path $odd 'rat-dns_2026-03-08.json') | Should -BeTrue
    }
}
