BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    $window = @{ After = '2026-03-02T10:00:00Z'; Before = '2026-03-02T11:00:00Z' }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Select-TGObservable' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'gives observables in their one spelling, with what the row says' {
        Set-TGEmulatorFeed $emulator -Family iocs -Name domains -Rows @(@{
                timestamp = '2026-03-02T10:00:30.5Z'; confidence = 90; severity = 95; ioc = 'a-name'; sample_id = 'a' * 32; sample_sha256 = 'b' * 64; domain = 'BÜCHER.Example.'
            })
        $row = Get-TGIocFeed Domain @window
        $one = $row | Select-TGObservable
        $one | Should -BeOfType ThreatGrid.Observable
        $one.Type | Should -Be Domain
        $one.Value | Should -Be xn--bcher-kva.example
        $one.RawValue | Should -BeExactly 'BÜCHER.Example.'
        $one.Defanged | Should -Be 'xn--bcher-kva[.]example'
        "$($one.Severity) $($one.Confidence) $($one.Indicator) $($one.Feed)" | Should -Be '95 90 a-name ioc-domain'
        $one.TimestampUtc | Should -Be $row.TimestampUtc
        $one.SampleLink | Should -Be $row.SampleLink
        $one.IndicatorLink | Should -Be $row.IndicatorLink
        $one.Connection | Should -Be $row.Connection
        $one.Id | Should -Be $row.Id
        $row.Value | Should -BeExactly 'BÜCHER.Example.'
    }

    It 'takes rows of every feed, runs and look-ups' {
        $rows = @(
            Get-TGIocFeed Ip, Domain, Url, Path, Artifact, NetworkStream, RegistryKey @window -First 60
            Get-TGSampleFeed Domain, Ip, Path, Checksum @window -First 40
            Get-TGCuratedFeed rat-dns -Date 2026-03-02 -WarningAction Ignore
            Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1 | Get-TGSampleObservable
        )
        $rows | Select-TGObservable -SummaryVariable s -Rejected out | Should -Not -BeNullOrEmpty
        $s.Read | Should -Be $rows.Count
        $s.Kept + $s.DroppedReserved + $s.DroppedAllowList + $s.DroppedNeverBlock + $s.DroppedDuplicate + $s.DroppedOther + $s.Rejected | Should -Be $s.Read
        $out | Should -HaveCount ($s.Read - $s.Kept)
        $out.Reason | Should -Not -Contain ''
    }

    It 'leaves out what must not be blocked, and says why' {
        $kept = '10.1.2.3', '8.8.8.8', '11.22.33.44', 'nonsense', '11.22.33.44', '' | Select-TGObservable -Type Ip -Unique -Rejected out -SummaryVariable s
        $kept.Value | Should -Be 11.22.33.44
        $out.Kind | Should -Be Reserved, NeverBlock, Invalid, Duplicate, Invalid
        "$($s.Kept) $($s.DroppedReserved) $($s.DroppedNeverBlock) $($s.DroppedDuplicate) $($s.Rejected)" | Should -Be '1 1 1 1 2'
        $out[0].Reason | Should -BeLike '*private*'
    }

    It 'gives back what was switched off, but never what is invalid' {
        ('10.1.2.3', '1.2.3' | Select-TGObservable -Type Ip -IncludeReserved -WarningAction Ignore).Value | Should -Be 10.1.2.3
        ('8.8.8.8' | Select-TGObservable -Type Ip -IncludeNeverBlock).Value | Should -Be 8.8.8.8
        ('github.io' | Select-TGObservable -Type Domain -IncludeNeverBlock).Value | Should -Be github.io
    }

    It 'refuses public suffixes, the private ones too' {
        'github.io', 'duckdns.org', 'co.uk', 'evil.github.io' | Select-TGObservable -Type Domain -Rejected out | ForEach-Object Value | Should -Be evil.github.io
        $out.Kind | Should -Be PublicSuffix, PublicSuffix, PublicSuffix
    }

    It 'shows the never-block list' {
        $list = Select-TGObservable -ListNeverBlock
        $list | Should -BeOfType ThreatGrid.NeverBlockEntry
        $list.Entry | Should -Contain 8.8.8.8
        $list.Reason | Should -Not -Contain ''
        foreach ($entry in $list.Entry) {
            $value = $entry -replace '^\*\.'
            $type = $value -match '^[\d.]+$|:' ? 'Ip' : 'Domain'
            $value | Select-TGObservable -Type $type -WarningAction Ignore | Should -BeNullOrEmpty -Because $entry
        }
    }

    It 'takes allow-lists from files and at hand' {
        $list = Join-Path $TestDrive allow.txt
        Set-Content $list '# ours', '*.windowsupdate.example', 'ocsp.digicert.example     # exact', '11.200.0.0/16', '2a02:1:ffff::/48', 'E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855', 'http://good.example/a#b'
        $domains = 'a.windowsupdate.example', 'windowsupdate.example', 'evilwindowsupdate.example', 'ocsp.digicert.example', 'a.ocsp.digicert.example'
        ($domains | Select-TGObservable -Type Domain -AllowList $list).Value | Should -Be evilwindowsupdate.example, a.ocsp.digicert.example
        ('11.200.3.4', '11.201.3.4', '2a02:1:ffff::9' | Select-TGObservable -Type Ip -AllowList $list).Value | Should -Be 11.201.3.4
        'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' | Select-TGObservable -Type Sha256 -AllowList $list -WarningAction Ignore | Should -BeNullOrEmpty
        ('http://good.example/a', 'http://a.windowsupdate.example/x', 'http://11.200.1.1/', 'http://bad.example/a' | Select-TGObservable -Type Url -AllowList $list).Value | Should -Be http://bad.example/a
        '11.22.33.44' | Select-TGObservable -Type Ip -AllowEntry 11.22.33.0/24 -WarningAction Ignore | Should -BeNullOrEmpty
    }

    It 'gives nothing at all where an allow-list is <Name>' -ForEach @(
        @{ Name = 'not there'; Content = $null; Id = 'FileNotFound' }
        @{ Name = 'wrong'; Content = "good.example`nnot an entry`n"; Id = 'BadAllowList' }
        @{ Name = 'wrong in a network'; Content = '11.22.33.44/8'; Id = 'BadAllowList' }
    ) {
        $list = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        if ($Content) { [IO.File]::WriteAllText($list, $Content) }
        { '11.22.33.44' | Select-TGObservable -Type Ip -AllowList $list } | Should -Throw -ErrorId "$Id,*"
    }

    It 'names the line of an allow-list that is wrong' {
        $list = Join-Path $TestDrive wrong.txt
        Set-Content $list 'good.example', '', 'not an entry'
        { '11.22.33.44' | Select-TGObservable -Type Ip -AllowList $list } | Should -Throw '*not an entry*line 3*'
    }

    It 'takes rows of a spreadsheet, as it wrote them' {
        $csv = Join-Path $TestDrive round.csv
        $first = Get-TGIocFeed Ip @window -First 5 | Select-TGObservable
        $first | Export-TGObservable Csv $csv | Out-Null
        $again = Import-Csv $csv | Select-TGObservable
        $again.Id | Should -Be $first.Id
        $again.TimestampUtc | Should -Be $first.TimestampUtc
    }

    It 'goes on behind what is no observable' {
        $kept = @(Get-Date; '11.22.33.44'; [pscustomobject]@{ a = 1 }) | Select-TGObservable -Type Ip -ErrorVariable failed -ErrorAction SilentlyContinue
        $kept | Should -HaveCount 1
        $failed.FullyQualifiedErrorId | Should -Be (@('NotAnObservable,ThreatGrid.PowerShell.Observables.SelectTGObservableCommand') * 2)
        { 'evil.example' | Select-TGObservable -ErrorAction Stop } | Should -Throw -ErrorId 'NotAnObservable,*' -ExpectedMessage '*-Type*'
    }

    It 'takes addresses of curated domains where they are asked for' {
        $rows = Get-TGCuratedFeed rat-dns -Date 2026-03-02 -WarningAction Ignore
        ($rows | Select-TGObservable).Type | Should -Not -Contain Ip
        ($rows | Select-TGObservable -IncludeIp).Type | Should -Contain Ip
    }

    It 'keeps what has high scores alone, where that is asked for' {
        $rows = Get-TGSampleFeed Domain @window -First 5
        $rows | Select-TGObservable -ScoredOnly -WarningAction Ignore -Rejected out | Should -BeNullOrEmpty
        $out.Kind | Sort-Object -Unique | Should -Contain Unscored
        Get-TGIocFeed Domain @window -First 5 | Select-TGObservable -ScoredOnly | Should -HaveCount 5
    }

    It 'writes what it left out to a file' {
        $path = Join-Path $TestDrive left.csv
        '=1+1', '10.0.0.1' | Select-TGObservable -Type Domain -RejectedPath $path -WarningAction Ignore
        $rows = Import-Csv $path
        $rows.Value | Should -Be "'=1+1", '10.0.0.1'
        $rows.Reason | Should -Not -Contain ''
    }

    It 'warns where nothing is left' {
        '10.0.0.1' | Select-TGObservable -Type Ip -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -BeLike '*None of 1*10.0.0.1*private*'
        @() | Select-TGObservable -Type Ip -WarningVariable warned
        $warned | Should -BeNullOrEmpty
    }

    It 'stops with the pipeline' {
        Get-TGIocFeed Ip @window | Select-TGObservable | Select-Object -First 3 | Should -HaveCount 3
    }

    It 'hands ids on to the cmdlets for samples' {
        $one = Get-TGIocFeed Ip -Last 24h -First 1 | Select-TGObservable -IncludeReserved -IncludeNeverBlock
        ($one | Get-TGSample).SampleId | Should -Be $one.SampleId
    }
}
