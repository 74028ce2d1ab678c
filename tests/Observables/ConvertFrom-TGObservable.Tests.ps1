BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../out/ThreatGrid/ThreatGrid.psd1"
}

BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    $window = @{ After = '2026-03-02T10:00:00Z'; Before = '2026-03-02T11:00:00Z' }
    $rows = Get-TGIocFeed Ip, Domain, Url @window -First 60

    # One of the kind that a format takes.
    function Get-Sample([string] $Format) {
        $type, $value = switch -Wildcard ($Format) {
            '*Ipv6' { 'Ip', '2a02:1::ab' ; break }
            '*Network' { 'Ip', '11.22.33.44' ; break }
            '*Ip*' { 'Ip', '11.22.33.44' ; break }
            '*Url' { 'Url', 'http://evil.example/a' ; break }
            '*Sha256' { 'Sha256', ('a' * 64) ; break }
            default { 'Domain', 'evil.example' }
        }
        [pscustomobject]@{ Type = $type; Value = $value; Severity = 90; Confidence = 90; TimestampUtc = '2026-03-02T10:00:00Z' }
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'ConvertFrom-TGObservable' {
    It 'writes <_>' -ForEach @([Enum]::GetNames([ThreatGrid.OutputFormat])) {
        $text = Get-Sample $_ | ConvertFrom-TGObservable $_ -SidRegistry (Join-Path $TestDrive sids.txt)
        $text | Should -BeOfType string
        $all = $text -join "`n"
        $all | Should -Match '11\.22\.33\.44|evil|2a02:1::ab|a{64}'
        $all | Should -Not -Match "`r"
    }

    It 'writes rows of a feed: <_>' -ForEach @('JsonLines', 'SplunkHec', 'Cef', 'Leef', 'Csv') {
        $lines = @($rows | ConvertFrom-TGObservable $_)
        $lines | Should -HaveCount ($rows.Count + ($_ -eq 'Csv'))
    }

    It 'writes pairs for Elasticsearch, and the same ids for the same rows' {
        $lines = @($rows | ConvertFrom-TGObservable ElasticBulk) -join "`n" -split "`n"
        $lines | Should -HaveCount ($rows.Count * 2)
        $ids = for ($i = 0; $i -lt $lines.Count; $i += 2) { ($lines[$i] | ConvertFrom-Json).create._id }
        $ids | Should -Be $rows.Id
    }

    It 'keeps batches for Sentinel at 100' {
        $many = 1..250 | ForEach-Object { "c$_.bad.example" } | ConvertFrom-TGObservable SentinelUpload -Type Domain
        $many | Should -HaveCount 3
        ($many | ForEach-Object { ($_ | ConvertFrom-Json).stixobjects.Count }) | Should -Be 100, 100, 50
    }

    It 'keeps what blocks clean, and lets the rest through elsewhere' {
        $mixed = @('10.0.0.1', '8.8.8.8', '11.22.33.44')
        $mixed | ConvertFrom-TGObservable EdlIp -Type Ip | Should -Be 11.22.33.44
        $mixed | ConvertFrom-TGObservable PlainList -Type Ip | Should -HaveCount 3
        $mixed | ConvertFrom-TGObservable EdlIp -Type Ip -IncludeReserved -IncludeNeverBlock | Should -HaveCount 3
    }

    It 'refuses rows without high scores in what blocks' {
        $domains = Get-TGSampleFeed Domain @window -First 20
        $domains | ConvertFrom-TGObservable EdlDomain -WarningAction Ignore -Rejected out | Should -BeNullOrEmpty
        $out.Kind | Should -Contain Unscored
        $domains | ConvertFrom-TGObservable EdlDomain -AllowUnscored | Should -Not -BeNullOrEmpty
    }

    It 'refuses curated feeds of shared names in what blocks' {
        $parked = Get-TGCuratedFeed dynamic-dns -Date 2026-03-02 -WarningAction Ignore
        $parked | ConvertFrom-TGObservable EdlDomain -WarningAction Ignore -Rejected out | Should -BeNullOrEmpty
        $out.Kind | Should -Contain NeverBlock
        $parked | ConvertFrom-TGObservable EdlDomain -Force | Should -Not -BeNullOrEmpty
        Get-TGCuratedFeed rat-dns -Date 2026-03-02 -WarningAction Ignore | ConvertFrom-TGObservable EdlDomain | Should -Not -BeNullOrEmpty
    }

    It 'refuses files that the server marks as harmless' {
        $artifacts = Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1 | Get-TGSampleArtifact
        @($artifacts | Where-Object IsWhitelisted).Count + @($artifacts | Where-Object { -not $_.IsWhitelisted }).Count | Should -Be $artifacts.Count
    }

    It 'frames lines for syslog' {
        $line = Get-Sample Cef | ConvertFrom-TGObservable Cef -Syslog
        $line | Should -Match '^<130>1 2026-03-02T10:00:00\.000Z \S+ threatgrid - - - CEF:0\|'
        { Get-Sample Csv | ConvertFrom-TGObservable Csv -Syslog } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'gives rules their numbers for good' {
        $registry = Join-Path $TestDrive 'numbers.txt'
        $first = 'a.bad.example', 'b.bad.example' | ConvertFrom-TGObservable SuricataRules -Type Domain -SidRegistry $registry
        $second = 'c.bad.example', 'b.bad.example' | ConvertFrom-TGObservable SuricataRules -Type Domain -SidRegistry $registry
        ($second -match 'b\.bad') | Should -Be ($first -match 'b\.bad')
        ($second -match '\.c\.bad')[0] | Should -Match 'sid:1000002;'
        Set-Content $registry 'junk'
        { 'a.bad.example' | ConvertFrom-TGObservable SuricataRules -Type Domain -SidRegistry $registry } | Should -Throw -ErrorId 'FileNotRead,*'
    }

    It 'writes the header of an empty spreadsheet, and nothing else of nothing' {
        @() | ConvertFrom-TGObservable Csv | Should -HaveCount 1
        @() | ConvertFrom-TGObservable JsonLines | Should -BeNullOrEmpty
        @() | ConvertFrom-TGObservable EdlIp | Should -BeNullOrEmpty
    }

    It 'writes the same in <_>' -ForEach @('de-DE', 'tr-TR', 'th-TH', 'fa-IR', 'ar-SA') {
        $formats = 'Csv', 'JsonLines', 'Cef', 'Leef', 'SplunkHec', 'ElasticBulk', 'Stix21', 'MispEvent', 'SuricataRules', 'EdlDomain'
        $here = foreach ($f in $formats) { ($rows[0..20] | ConvertFrom-TGObservable $f -WarningAction Ignore -SidRegistry "$TestDrive/c.txt") -join "`n" }
        $culture = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $there = foreach ($f in $formats) { ($rows[0..20] | ConvertFrom-TGObservable $f -WarningAction Ignore -SidRegistry "$TestDrive/c.txt") -join "`n" }
        }
        finally { [cultureinfo]::CurrentCulture = $culture }
        for ($i = 0; $i -lt $formats.Count; $i++) { $there[$i] | Should -BeExactly $here[$i] -Because $formats[$i] }
    }

    It 'stops with the pipeline' {
        Get-TGIocFeed Ip @window | ConvertFrom-TGObservable JsonLines | Select-Object -First 2 | Should -HaveCount 2
    }

    It 'never writes a key' {
        $all = $rows | ConvertFrom-TGObservable JsonLines
        foreach ($form in Get-TGKeyForm $key) { ($all -join '') | Should -Not -BeLike "*$form*" }
    }
}
