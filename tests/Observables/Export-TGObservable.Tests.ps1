BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    $window = @{ After = '2026-03-02T10:00:00Z'; Before = '2026-03-02T11:00:00Z' }

    function Get-Address([int[]] $Number) { $Number | ForEach-Object { "11.1.$($_ -shr 8).$($_ -band 255)" } }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Export-TGObservable' {
    BeforeEach {
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $path = Join-Path $folder list.txt
    }

    It 'writes a list, and says what it is' {
        $made = 'B.example', 'a.example', 'a.example.', '10.0.0.1', 'wpad' | Export-TGObservable EdlDomain $path -Type Domain -Rejected out
        $made | Should -BeOfType ThreatGrid.ExportedFile
        [IO.File]::ReadAllText($path) | Should -BeExactly "a.example`nb.example`n"
        "$($made.Count) $($made.Length) $($made.Dropped) $($made.IsChanged) $($made.Format)" | Should -Be '2 20 3 True EdlDomain'
        $made.Sha256 | Should -Be (Get-FileHash $path).Hash.ToLowerInvariant()
        $out.Kind | Should -Be Duplicate, Invalid, Reserved
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'leaves a file alone that would be the same' {
        $null = 'a.example' | Export-TGObservable EdlDomain $path -Type Domain
        (Get-Item $path).LastWriteTimeUtc = [datetime]::new(2020, 1, 1)
        ('a.example' | Export-TGObservable EdlDomain $path -Type Domain).IsChanged | Should -BeFalse
        (Get-Item $path).LastWriteTimeUtc.Year | Should -Be 2020
    }

    It 'never empties a list unasked' {
        $null = 'a.example' | Export-TGObservable EdlDomain $path -Type Domain
        { @() | Export-TGObservable EdlDomain $path -Type Domain } | Should -Throw -ErrorId 'EmptyList,*'
        { 'wpad' | Export-TGObservable EdlDomain $path -Type Domain -WarningAction Ignore } | Should -Throw -ErrorId 'EmptyList,*'
        Get-Content $path | Should -Be a.example
        @() | Export-TGObservable EdlDomain $path -Type Domain -Force | ForEach-Object Count | Should -Be 0
        (Get-Item $path).Length | Should -Be 0
    }

    It 'never turns a list over unasked' {
        $null = Get-Address (1..40) | Export-TGObservable EdlIp $path -Type Ip
        { Get-Address (1..19) | Export-TGObservable EdlIp $path -Type Ip } | Should -Throw -ErrorId 'ListSwing,*'
        { Get-Address (1..90) | Export-TGObservable EdlIp $path -Type Ip } | Should -Throw -ErrorId 'ListSwing,*'
        { Get-Address (1..36) | Export-TGObservable EdlIp $path -Type Ip -MaximumChange 5 } | Should -Throw -ErrorId 'ListSwing,*'
        Get-Content $path | Should -HaveCount 40
        (Get-Address (1..36) | Export-TGObservable EdlIp $path -Type Ip).Count | Should -Be 36
        (Get-Address (1..5) | Export-TGObservable EdlIp $path -Type Ip -Force).Count | Should -Be 5
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'keeps values for a time, where that is asked for' {
        $history = Join-Path $folder history
        $row = { param($value, $time) [pscustomobject]@{ Type = 'Ip'; Value = $value; Severity = 90; Confidence = 90; TimestampUtc = $time.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') } }
        $null = & $row 11.1.1.1 (Get-Date).AddDays(-3) | Export-TGObservable EdlIp $path -KeepFor 7d -HistoryPath $history
        $null = & $row 11.1.1.2 (Get-Date) | Export-TGObservable EdlIp $path -KeepFor 7d -HistoryPath $history
        Get-Content $path | Should -Be 11.1.1.1, 11.1.1.2
        $null = & $row 11.1.1.3 (Get-Date) | Export-TGObservable EdlIp $path -KeepFor 2d -HistoryPath $history -Rejected out
        Get-Content $path | Should -Be 11.1.1.2, 11.1.1.3
        $out.Value | Should -Be 11.1.1.1
    }

    It 'keeps the newest entries of a list that has no room' {
        $rows = 1..5 | ForEach-Object { [pscustomobject]@{ Type = 'Ip'; Value = "11.1.1.$_"; Severity = 90; Confidence = 90; TimestampUtc = "2026-03-02T10:0$($_):00Z" } }
        $made = $rows | Export-TGObservable EdlIp $path -MaximumEntries 2 -Rejected out
        Get-Content $path | Should -Be 11.1.1.4, 11.1.1.5
        $out.Kind | Should -Be Aged, Aged, Aged
        $made.Dropped | Should -Be 3
    }

    It 'wants the right name for a Security Intelligence list, and writes its checksum' {
        { '11.1.1.1' | Export-TGObservable FmcSiNetwork (Join-Path $folder list.lst) -Type Ip } | Should -Throw -ErrorId 'InvalidArgument,*' -ExpectedMessage '*.txt*'
        $null = '11.1.1.1' | Export-TGObservable FmcSiNetwork $path -Type Ip -Md5
        Get-Content (Join-Path $folder list.md5.txt) | Should -Be (Get-FileHash $path -Algorithm MD5).Hash.ToLowerInvariant()
    }

    It 'adds lines to a file' {
        $log = Join-Path $folder out.jsonl
        $null = 'a.example' | Export-TGObservable JsonLines $log -Type Domain -Append
        [IO.File]::AppendAllText($log, '{"half')
        (Get-Item $log).Length | Should -BeGreaterThan 10
        $null = 'b.example' | Export-TGObservable JsonLines $log -Type Domain -Append
        (Get-Content $log | ConvertFrom-Json).value | Should -Be a.example, b.example
        { 'a.example' | Export-TGObservable EdlDomain $path -Type Domain -Append } | Should -Throw -ErrorId 'InvalidArgument,*'
        { 'a.example' | Export-TGObservable JsonLines $log -Type Domain -Md5 } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'keeps ids and dates of STIX indicators over exports' {
        $bundle = Join-Path $folder tg.json
        $history = Join-Path $folder history
        $row = { param($time) [pscustomobject]@{ Type = 'Domain'; Value = 'evil.example'; Severity = 90; Confidence = 90; TimestampUtc = $time } }
        $null = & $row 2026-03-02T10:00:00Z | Export-TGObservable Stix21 $bundle -HistoryPath $history
        $first = ([IO.File]::ReadAllText($bundle) | ConvertFrom-Json -DateKind String).objects | Where-Object type -EQ indicator
        $null = & $row 2026-03-05T10:00:00Z | Export-TGObservable Stix21 $bundle -HistoryPath $history
        $second = ([IO.File]::ReadAllText($bundle) | ConvertFrom-Json -DateKind String).objects | Where-Object type -EQ indicator
        $second.id | Should -Be $first.id
        $second.created | Should -Be $first.created
        $second.modified | Should -Be 2026-03-05T10:00:00.000Z
        $second.valid_until | Should -Be 2026-04-04T10:00:00.000Z
        [IO.File]::ReadAllBytes($bundle)[0] | Should -Be ([byte][char]'{')
    }

    It 'says that a history is damaged, and writes nothing' {
        $history = Join-Path $folder history
        Set-Content $history 'junk'
        { 'a.example' | Export-TGObservable EdlDomain $path -Type Domain -KeepFor 7d -HistoryPath $history } | Should -Throw -ErrorId 'HistoryNotRead,*' -ExpectedMessage '*Line 1*'
        Test-Path $path | Should -BeFalse
    }

    It 'splits bodies for Sentinel into files' {
        $made = 1..150 | ForEach-Object { "c$_.bad.example" } | Export-TGObservable SentinelUpload (Join-Path $folder s.json) -Type Domain
        ($made.Path | Split-Path -Leaf) | Should -Be s-1.json, s-2.json
    }

    It 'writes a data set beside many rules' {
        $rules = Join-Path $folder tg.rules
        $null = 1..1001 | ForEach-Object { "c$_.bad.example" } | Export-TGObservable SuricataRules $rules -Type Domain -SidRegistry (Join-Path $folder sids)
        Get-Content $rules | Should -HaveCount 1
        $set = Get-Content (Join-Path $folder tg.domains.lst)
        $set | Should -HaveCount 1001
        [Text.Encoding]::ASCII.GetString([Convert]::FromBase64String($set[0])) | Should -Be c1.bad.example
    }

    It 'makes a case file of a run (job 12)' {
        $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
        $misp = Join-Path $folder misp.json
        $id | Get-TGSampleObservable | Export-TGObservable -As MispEvent -Path $misp | ForEach-Object Count | Should -BeGreaterThan 5
        $event = (Get-Content $misp -Raw | ConvertFrom-Json).Event
        $event.info | Should -BeLike "*$id"
        $event.distribution | Should -Be '0'
        $event.published | Should -BeFalse
        $event.Attribute.to_ids | Should -Not -Contain $true
    }

    It 'marks CSV for Excel, and guards its cells' {
        $csv = Join-Path $folder out.csv
        $row = [pscustomobject]@{ Type = 'Path'; Value = '=1+1'; Severity = -5; Timestamp = '2026-03-02T10:00:00Z' }
        $null = $row | Export-TGObservable Csv $csv -ForExcel
        [IO.File]::ReadAllBytes($csv)[0..2] | Should -Be 0xEF, 0xBB, 0xBF
        $read = Import-Csv $csv
        "$($read.Value) $($read.Severity) $($read.Timestamp)" | Should -Be "'=1+1 -5 2026-03-02T10:00:00Z"
        $null = $row | Export-TGObservable Csv $csv -NoGuard
        (Import-Csv $csv).Value | Should -Be '=1+1'
        $null = @() | Export-TGObservable Csv $csv
        Get-Content $csv | Should -HaveCount 1
    }

    It 'leaves nothing half-written where it is stopped' {
        $null = 'old.example' | Export-TGObservable JsonLines $path -Type Domain
        try { & { 'a.example'; throw 'stopped' } | Export-TGObservable JsonLines $path -Type Domain } catch { "$_" | Should -Be stopped }
        (Get-Content $path | ConvertFrom-Json).value | Should -Be old.example
        Get-ChildItem $folder -Force | Should -HaveCount 1
    }

    It 'says what is wrong with a place' {
        Set-Content $path 'a file where the folder should be'
        { 'a.example' | Export-TGObservable JsonLines (Join-Path $path a.jsonl) -Type Domain } | Should -Throw -ErrorId 'FileNotWritten,*'
    }

    It 'writes nothing with -WhatIf' {
        'a.example' | Export-TGObservable EdlDomain $path -Type Domain -WhatIf | Should -BeNullOrEmpty
        Get-ChildItem $folder -Force | Should -BeNullOrEmpty
    }

    It 'takes a feed as it comes' {
        (Get-TGIocFeed Ip @window | Export-TGObservable FmcSiNetwork $path).Count | Should -BeGreaterThan 10
        (Get-Content $path) | Should -Not -Contain ''
    }
}
