# Hostile answers, names and files, through the cmdlets: the documented error, soon, and nothing left behind. The libraries' tests go deeper.
BeforeDiscovery {
    $nest = { param($open, $close) ($open * 10000) + '0' + ($close * 10000) }
    $bodies = @(
        @{ Kind = 'lists ten thousand deep'; Body = & $nest '[' ']' }
        @{ Kind = 'objects ten thousand deep'; Body = '{"data":' + (& $nest '{"a":' '}') + '}' }
        @{ Kind = 'a number of a million digits'; Body = '{"data":' + ('9' * 1MB) + '}' }
        @{ Kind = 'names that are no Unicode'; Body = '{"da\ud800":1,"data":{"it\udfff":[],"items":{"\ud800":{"sample":"\udc00"}}}}' }
        @{ Kind = 'a text of megabytes'; Body = '{"data":"' + ('x' * 4MB) + '"}' }
        @{ Kind = 'everything of another kind'; Body = '{"api_version":[],"id":{},"data":{"items":[null,1,"x",[],{"sample":{},"timestamp":1e400,"user":[]}],"user":"x","organization":5}}' }
        @{ Kind = 'members twice'; Body = '{"data":1,"data":[],"data":{"items":[],"items":{}}}' }
        @{ Kind = 'two answers'; Body = '{"data":{"items":[]}}{"data":{"items":[]}}' }
        @{ Kind = 'a zero byte'; Body = "{`"data`":{`"items`":[]}}`0" }
        @{ Kind = 'nothing but blanks'; Body = ' ' * 100000 }
        @{ Kind = 'an error of open tags'; Body = '<script' * 15000; Status = 400 }
        @{ Kind = 'an error of brackets'; Body = '{"error":' + ('[' * 100000); Status = 400 }
    )
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 0 -TimeoutSec 10 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
    $readings = @(
        'Get-TGIocFeed Ip -Last 10s', 'Get-TGSampleFeed Domain -Last 10s', 'Get-TGCuratedFeed rat-dns', 'Get-TGSample -Id $id', 'Get-TGSampleState $id', 'Find-TGSample x -Last 10s', 'Get-TGHashReport $id',
        'Get-TGUser analyst1', 'Get-TGRateLimit -Login analyst1', 'Get-TGOrganization', 'Get-TGIp 11.0.0.1 -IncludeUnknown', 'Get-TGDomain evil.example -IncludeUnknown', 'Get-TGIndicator', 'Get-TGSampleSummary $id', 'Get-TGSampleIndicator $id', 'Get-TGSampleProcess $id',
        'Get-TGSampleNetworkStream $id', 'Get-TGSampleWarning $id', 'Get-TGSampleObservable $id', 'Invoke-TGApi /api/v2/samples', 'Invoke-TGApi /api/v2/samples -All'
    )
    $documented = [regex]::Matches([IO.File]::ReadAllText("$root/out/ThreatGrid/en-US/about_ThreatGrid_Errors.help.txt"), '(?m)^    ([A-Z][A-Za-z]+)  +\S').ForEach{ $_.Groups[1].Value }

    function Get-Gzip([byte[]] $Bytes) {
        $packed = [IO.MemoryStream]::new()
        $gzip = [IO.Compression.GZipStream]::new($packed, [IO.Compression.CompressionLevel]::Fastest, $true)
        $gzip.Write($Bytes, 0, $Bytes.Length)
        $gzip.Dispose()
        , $packed.ToArray()
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Hostile answers' {
    BeforeEach {
        Clear-TGEmulatorFault $emulator
    }

    It 'would be read, if they were as they should be' {
        foreach ($reading in $readings) {
            Invoke-Expression "$reading -ErrorAction Stop" | Out-Null
        }
    }

    It 'of <Kind> become objects or documented errors, whatever was asked' -ForEach $bodies {
        Add-TGEmulatorFault $emulator @{ path = '^/api/'; times = 0; status = $_.Status ?? 200; body = $_.Body }
        foreach ($reading in $readings) {
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $failed = @()
            try {
                Invoke-Expression "$reading -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue" | Out-String | Out-Null
            }
            catch {
                $failed = @($_)
            }

            foreach ($one in $failed.Where{ $_ -is [System.Management.Automation.ErrorRecord] }) {
                $documented | Should -Contain ($one.FullyQualifiedErrorId -replace ',.*') -Because "$reading says $one"
                $one.Exception.Message.Length | Should -BeLessThan 4000
            }

            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10 -Because $reading
        }
    }
}

Describe 'Hostile downloads' {
    BeforeEach {
        Clear-TGEmulatorFault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $capture = [byte[]]::new(5000)
        [Random]::new(1).NextBytes($capture)
        ([byte[]](0xD4, 0xC3, 0xB2, 0xA1)).CopyTo($capture, 0)
    }

    It 'that are packed and cut are never taken for whole, and leave nothing' {
        $packed = Get-Gzip $capture
        foreach ($length in $packed.Length, ($packed.Length - 1), ($packed.Length - 9), 3000, 20, 11) {
            Clear-TGEmulatorFault $emulator
            Add-TGEmulatorFault $emulator @{ path = 'network.pcap'; times = 0; status = 200; headers = @{ 'Content-Encoding' = 'gzip' }; contentType = 'application/octet-stream'; bodyBase64 = [Convert]::ToBase64String($packed, 0, $length) }
            $saved = Save-TGSampleItem NetworkCapture $id -Destination $folder -Force -ErrorVariable failed -ErrorAction SilentlyContinue
            if ($length -eq $packed.Length) {
                $saved.Length | Should -Be $capture.Length
                Remove-Item $folder -Recurse
            }
            else {
                $saved | Should -BeNullOrEmpty -Because $length
                $failed[-1].FullyQualifiedErrorId | Should -Match '^(ConnectionFailed|UnexpectedAnswer),'
                Get-ChildItem $folder -Force -File -ErrorAction Ignore | Should -BeNullOrEmpty -Because $length
            }
        }
    }

    It 'of another length than announced leave nothing' {
        foreach ($action in 'wrongLength', 'truncate') {
            Add-TGEmulatorFault $emulator @{ path = 'network.pcap'; action = $action; bytes = 1000; contentType = 'application/octet-stream'; bodyBase64 = [Convert]::ToBase64String($capture) }
            Save-TGSampleItem NetworkCapture $id -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'ConnectionFailed,*'
            Get-ChildItem $folder -Force -File -ErrorAction Ignore | Should -BeNullOrEmpty
        }
    }

    It 'of samples whose ids are paths stay in their folder' {
        Add-TGEmulatorFault $emulator @{ path = 'network.pcap'; times = 0; status = 200; contentType = 'application/octet-stream'; bodyBase64 = [Convert]::ToBase64String($capture) }
        $inside = Join-Path $folder inside
        foreach ($name in '..\..\x', '../../x', '/etc/x', 'C:\x', 'CON', 'a:b', "a`nb", "`u{202e}gnp.exe", ('漢' * 300), '..', '~/x') {
            [pscustomobject]@{ SampleId = $name } | Save-TGSampleItem NetworkCapture -Destination $inside -Force -ErrorVariable failed -ErrorAction SilentlyContinue | Out-Null
        }

        @(Get-ChildItem $folder -Force).Name | Should -Be inside
        @(Get-ChildItem $inside -Force -Recurse | Where-Object { $_.PSIsContainer -or $_.Name -notlike '*.pcap' }) | Should -HaveCount 0
        @(Get-ChildItem $inside -Force).Count | Should -BeGreaterThan 5
    }
}

Describe 'Hostile names of files' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'are one part of one form: <_>' -ForEach @(
        'a"; filename="b.exe', "a`r`nX-Evil: 1`r`n`r`nb.exe", 'a;b=c.exe', '[x].exe', 'a%0d%0ab.exe', 'a%22.exe', "`u{202e}gnp.exe", '-rf', '$(x) `y`.exe', "`u{1F600}.exe", ('é' * 120 + '.exe'), "'quoted'.exe", 'a*b?.exe'
    ) {
        $file = Join-Path $TestDrive file.bin
        [IO.File]::WriteAllText($file, [guid]::NewGuid())
        $result = Submit-TGSample -LiteralPath $file -FileName $_
        $post = Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/api/v2/samples' }
        @($post) | Should -HaveCount 1
        $expected = $_ -replace '["\\/\x00-\x1f]', '_'
        $post.Form.sample_filename | Should -BeExactly $expected
        $post.Form.PSObject.Properties.Name | Sort-Object | Should -Be @('private', 'sample_filename')
        $post.File.Name | Should -BeExactly $expected
        $result.Size | Should -Be 36
    }
}
