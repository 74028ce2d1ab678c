# A CSV of samples that a spreadsheet can read (case 13).
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $items = @'
[{"score":1,"item":{"sample":"17a83e89df6cde5c9fa7f917867a75a9","filename":"invoice.exe","state":"succ","submitted_at":"2026-03-02T10:00:00Z","tags":["apt","eu; west"],"private":true,"analysis":{"threat_score":95,"behaviors":[{"name":"b-one"},{"name":"b-two"}]}}},
 {"score":1,"item":{"sample":"32acdc6a2bea50e3692ae9dfcb47e7d9","filename":"a,\"b\"\nc.doc","state":"run","submitted_at":"2026-03-02T10:01:00Z","tags":[],"private":false}},
 {"score":1,"item":{"sample":"8fb316f9e0edb7629c933622c11f03ef","filename":"ü–漢字.js","state":"succ","submitted_at":"2026-03-02T10:02:00.500Z","tags":["one"],"private":true,"os":"win10","note":"only the third one has this","analysis":{"threat_score":0,"behaviors":[{"name":"x"}]}}}]
'@

    function Find-Now([int] $Count = 3) {
        $some = @($items | ConvertFrom-Json -AsHashtable -DateKind String | Select-Object -First $Count)
        Clear-TGEmulatorFault $emulator
        Add-TGEmulatorFault $emulator @{ path = 'search'; times = 0; status = 200; body = (@{ api_version = 2; id = 1; data = @{ index = 0; current_item_count = $some.Count; items_per_page = 100; items = $some } } | ConvertTo-Json -Depth 20) }
        Find-TGSample d41d8cd98f00b204e9800998ecf8427e
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Samples in a CSV' {
    It 'have the same columns, however many rows' {
        $one = (Find-Now 1 | ConvertTo-TGRow).PSObject.Properties.Name
        $three = @(Find-Now 3 | ConvertTo-TGRow)
        foreach ($row in $three) { $row.PSObject.Properties.Name | Should -Be $one }
        $one | Should -Contain OperatingSystem
    }

    It 'read back as they were: lists, quotes, line feeds, letters of all kinds, 0 and nothing' {
        $file = Join-Path $TestDrive samples.csv
        Find-Now | ConvertTo-TGRow | Export-Csv $file -NoTypeInformation
        $rows = Import-Csv $file
        $rows | Should -HaveCount 3
        $rows.FileName | Should -Be @('invoice.exe', "a,`"b`"`nc.doc", 'ü–漢字.js')
        $rows.ThreatScore | Should -Be @('95', '', '0')
        $rows.SubmittedAt | Should -Be @('2026-03-02T10:00:00Z', '2026-03-02T10:01:00Z', '2026-03-02T10:02:00.5Z')
        $rows[0].Indicators | Should -Be 'b-one; b-two'
        $rows[0].Tags | Should -Be 'apt; eu\; west'
        $rows[1].Tags | Should -Be ''
        (Get-Content $file -Raw) | Should -Not -Match 'System\.|ThreatGrid\.|@\{'
    }

    It 'are the same text in <_>' -ForEach 'de-DE', 'th-TH', 'ar-SA', 'fa-IR' {
        $rows = @(Find-Now)
        $here = $rows | ConvertTo-TGRow | ConvertTo-Csv
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $_
            $rows | ConvertTo-TGRow | ConvertTo-Csv | Should -Be $here
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }
    }

    It 'hold no NUL, at which many readers stop' {
        Clear-TGEmulatorFault $emulator
        Add-TGEmulatorFault $emulator @{ path = 'artifacts$'; status = 200; body = '{"data":{"items":{"1":{"path":"nul\u0000inside"}}}}' }
        (Get-TGSampleArtifact 0123456789abcdef0123456789abcdef | ConvertTo-TGRow).Path | Should -BeExactly 'nul\0inside'
    }

    It 'show no type names when they are exported as they are' {
        (Find-Now | Export-Csv (Join-Path $TestDrive raw.csv) -NoTypeInformation) | Should -BeNullOrEmpty
        (Get-Content (Join-Path $TestDrive raw.csv) -Raw) | Should -Not -Match 'System\.Object|System\.Collections|ThreatGrid\.'
        @(Import-Csv (Join-Path $TestDrive raw.csv)) | Should -HaveCount 3
    }
}
