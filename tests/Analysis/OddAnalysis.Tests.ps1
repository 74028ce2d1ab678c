# JSON that does not behave (case 21), in a saved analysis and in answers.
BeforeAll {
    Set-StrictMode -Version Latest
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.001 -MaximumRetryCount 0 | Out-Null
    $id = '0123456789abcdef0123456789abcdef'
    $odd = "$PSScriptRoot/Data/odd-analysis.json"
    $bytes = [IO.File]::ReadAllBytes($odd)
    $sections = 'Indicator', 'NetworkStream', 'Process', 'Artifact', 'Annotation', 'Metadata', 'Warning', 'Observable'

    function New-Variant([byte[]] $Content) {
        $path = Join-Path $TestDrive "$([guid]::NewGuid()).json"
        [IO.File]::WriteAllBytes($path, $Content)
        $path
    }

    function Get-Utf8([string] $Text) { , [Text.Encoding]::UTF8.GetBytes($Text) }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'An odd analysis' {
    Context 'The file<BomText>' -ForEach @(@{ Bom = $false; BomText = '' }, @{ Bom = $true; BomText = ' with a byte order mark' }) {
        BeforeAll {
            $path = if ($Bom) { New-Variant ([byte[]](0xEF, 0xBB, 0xBF) + $bytes) } else { $odd }
        }

        It 'metadata: a number as text, seven digits of a second, a date without a time' {
            $metadata = Get-TGSampleMetadata -Path $path
            $metadata.RuntimeSeconds | Should -Be 300
            $metadata.AnalysisEndUtc.ToString('o') | Should -Be '2026-03-02T10:05:00.1234567Z'
            $metadata.ReportCreated | Should -BeNullOrEmpty
            $metadata.AdditionalProperties['general_details']['report_created'] | Should -Be '2026-03-02'
        }

        It 'artifacts: numbers to the last digit, half a surrogate, a NUL, texts that look like dates' {
            $artifact = Get-TGSampleArtifact -Path $path
            $artifact.AdditionalProperties['size'] | Should -Be 18446744073709551615
            $artifact.AdditionalProperties['created-time'] | Should -Be 9007199254740993
            $artifact.Entropy | Should -BeExactly 7.999999999999999
            $artifact.Entropy | Should -BeLessThan 8
            $strings = $artifact.AdditionalProperties['strings']
            $strings[1] | Should -BeExactly "bad$([char]0xFFFD)"
            $strings[2] | Should -BeExactly "nul$([char]0)inside"
            $strings[3] | Should -BeExactly '2026-03-02T10:00:00Z'
            $strings[4] | Should -BeExactly '1/2/2026'
        }

        It 'indicators: names that differ in case only' {
            $indicator = Get-TGSampleIndicator -Path $path
            $indicator.Data[0]['Name'] | Should -BeExactly UPPER
            $indicator.Data[0]['name'] | Should -BeExactly lower
        }

        It 'streams: a port as text and as number, a time with a fraction, no address' {
            $streams = Get-TGSampleNetworkStream -Path $path
            $streams | Should -HaveCount 2
            $streams[0].DestinationPort | Should -Be 443
            $streams[1].DestinationPort | Should -Be 443
            $streams[0].DestinationPort.GetType() | Should -Be $streams[1].DestinationPort.GetType()
            $streams[1].DestinationIp | Should -BeNullOrEmpty
            $streams[0].AdditionalProperties['ts'] | Should -Be 1772445600.25
        }

        It 'all of it is read, and every property can be asked for' {
            foreach ($name in $sections) {
                foreach ($item in @(& "Get-TGSample$name" -Path $path -WarningAction SilentlyContinue)) {
                    foreach ($property in $item.PSObject.Properties) { $null = $property.Value }
                }
            }
        }
    }

    It 'a verdict: a score as text, null, 0, a list' {
        Add-TGEmulatorFault $emulator @{ path = 'threat$'; times = 0; status = 200; body = '{"data":{"threat_score":"95","score":null,"bis":[{"bi":"one","score":0},{"bi":"two","score":[85,90]},{"bi":"three"}]}}' }
        $threat = Get-TGSampleThreat $id
        $threat.Score | Should -BeNullOrEmpty
        $threat.AdditionalProperties['threat_score'] | Should -Be '95'
        $threat.AdditionalProperties['bis'][0]['score'] | Should -Be 0
        $threat.AdditionalProperties['bis'][1]['score'][1] | Should -Be 90
        $threat.AdditionalProperties['bis'][2].ContainsKey('score') | Should -BeFalse
        Clear-TGEmulatorFault $emulator
    }

    It 'a type in the data is data' {
        $api = Join-Path $TestDrive 'x.json'
        Add-TGEmulatorFault $emulator @{ path = 'threat$'; status = 200; body = '{"data":{"score":1,"status":{"$type":"System.IO.FileInfo","$id":"1","$ref":"1"},"":"empty key","note":"first","note":"second"}}' }
        $threat = Get-TGSampleThreat $id
        $threat.AdditionalProperties['status']['$type'] | Should -Be System.IO.FileInfo
        $threat.AdditionalProperties['note'] | Should -Be second
        $threat.AdditionalProperties[''] | Should -Be 'empty key'
        Test-Path $api | Should -BeFalse
    }

    It 'cut short: an error, nothing half-built' {
        foreach ($name in 'Metadata', 'Artifact') {
            & "Get-TGSample$name" -Path (New-Variant $bytes[0..399]) -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'AnalysisNotRead,*'
        }
    }

    It 'nested without end: an error, no end of the process' {
        $deep = New-Variant (Get-Utf8 ('{"iocs":' + '[' * 2000))
        Get-TGSampleIndicator -Path $deep -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed | Should -Not -BeNullOrEmpty
    }

    It '<_> in its place: an error that says so, or nothing' -ForEach '<html><body>Log on</body></html>', '""', 'null', 'true', '' {
        $path = New-Variant (Get-Utf8 $_)
        Get-TGSampleArtifact -Path $path -ErrorVariable failed -ErrorAction SilentlyContinue -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AnalysisNotRead,*'
        "$($failed[0])".Length | Should -BeLessThan 500
        Add-TGEmulatorFault $emulator @{ path = 'artifacts$'; status = 200; body = $_ }
        Get-TGSampleArtifact $id -ErrorVariable refused -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $refused[0].FullyQualifiedErrorId | Should -BeLike 'UnexpectedAnswer,*'
    }

    It 'bytes that are no UTF-8 become a replacement character' {
        $text = Get-Utf8 '{"artifacts":{"1":{"path":"a?b"}}}'
        $at = [array]::IndexOf($text, [byte][char]'?')
        $broken = $text[0..($at - 1)] + [byte[]](0xC3, 0x28) + $text[($at + 1)..($text.Length - 1)]
        (Get-TGSampleArtifact -Path (New-Variant $broken)).Path | Should -BeExactly "a$([char]0xFFFD)(b"
    }

    It 'a large one does not go through memory, and its first entry comes before its end' {
        $one = '{"sha256":"6f4b6612125fb3a0daecd2799dfd6c9c299424fd920f9b308110a2c1fbd8f443","origin":"disk","path":"\\Users\\x","size":1,"forensics":{"text":"' + ('y' * 400) + '"}}'
        $path = Join-Path $TestDrive 'large.analysis.json'
        $writer = [IO.StreamWriter]::new($path)
        $writer.Write('{"iocs":[],"artifacts":{"0":' + $one)
        for ($i = 1; $i -lt 150000; $i++) { $writer.Write(",`"$i`":"); $writer.Write($one) }
        $writer.Write('},"metadata":{"sandcastle_env":{"vm":"win10"}}}')
        $writer.Dispose()
        $child = Invoke-TGChild @"
`$memory = { [GC]::Collect(); (Get-Process -Id `$PID).PeakWorkingSet64 / 1MB }
Get-TGSampleMetadata -Path '$odd' -WarningAction SilentlyContinue | Out-Null
Get-TGSampleArtifact -Path '$odd' | Out-Null
`$before = & `$memory
`$count = 0
Get-TGSampleArtifact -Path '$path' | ForEach-Object { `$count++ }
(Get-TGSampleMetadata -Path '$path').VirtualMachine
`$more = [int]((& `$memory) - `$before)
`$watch = [Diagnostics.Stopwatch]::StartNew()
`$null = Get-TGSampleArtifact -Path '$path' | Select-Object -First 1
"count=`$count more=`$more first=`$(`$watch.ElapsedMilliseconds)"
"@
        $child.Output[0] | Should -Be win10 -Because $child.Text
        $figures = [regex]::Match($child.Output[1], 'count=150000 more=(-?\d+) first=(\d+)')
        $figures.Success | Should -BeTrue -Because $child.Text
        [int]$figures.Groups[1].Value | Should -BeLessThan 60
        [int]$figures.Groups[2].Value | Should -BeLessThan 500
    }
}
