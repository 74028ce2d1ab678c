BeforeDiscovery {
    Import-Module "$PSScriptRoot/../../out/ThreatGrid/ThreatGrid.psd1"
}

BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 1 | Out-Null
    $done = Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 3
    $id = $done[0].SampleId
    $starts = @{
        AnalysisJson = '7B'; Report = '3C'; NetworkCapture = 'D4C3B2A1'; Video = '1A45DFA3'; Screenshot = '89504E47'; Processes = '5B'; Timeline = '7B'
        Registry = ''; Warnings = ''; Sample = '504B0304'; ExtractedArtifacts = '504B0304'; NetworkArtifacts = '504B0304'
    }

    function Get-Partial { @(Get-ChildItem $folder -Force -File | Where-Object Name -Match 'partial') }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Save-TGSampleItem' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'saves <Item> under our name, with its hash' -ForEach ([Enum]::GetNames([ThreatGrid.SampleItem]) | ForEach-Object { @{ Item = $_ } }) {
        $saved = Save-TGSampleItem $Item $id -Destination $folder
        $saved | Should -BeOfType ThreatGrid.SavedItem
        $saved.Item | Should -Be $Item
        $saved.SampleId | Should -Be $id
        $file = Get-Item -LiteralPath $saved.Path
        $file.DirectoryName | Should -Be $folder
        $file.Name | Should -BeLike "$id.*"
        $file.Length | Should -Be $saved.Length
        (Get-FileHash $file).Hash | Should -Be $saved.Sha256
        $bytes = [IO.File]::ReadAllBytes($file.FullName)
        [Convert]::ToHexString($bytes, 0, [math]::Min(8, $bytes.Length)) | Should -BeLike "$($starts[$Item])*"
        Get-Partial | Should -BeNullOrEmpty
    }

    It 'saves many items of many samples' {
        $saved = $done | Save-TGSampleItem NetworkCapture, Report -Destination $folder
        $saved | Should -HaveCount 6
        @(Get-ChildItem $folder) | Should -HaveCount 6
    }

    It 'does not replace a file without -Force' {
        $path = (Save-TGSampleItem Report $id -Destination $folder).Path
        [IO.File]::WriteAllText($path, 'mine')
        Save-TGSampleItem Report $id -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Get-Content $path | Should -Be mine
        Save-TGSampleItem Report $id -Destination $folder -Force | Should -Not -BeNullOrEmpty
        Get-Content $path -Raw | Should -Not -Be mine
    }

    It 'makes names by a template, and never leaves the folder' {
        (Save-TGSampleItem Report $id -Destination $folder -FileName 'case7-{id}-{item}.{ext}').Path | Should -Be (Join-Path $folder "case7-$id-report.html")
        (Save-TGSampleItem Report $id -Destination $folder -FileName '../../out-{id}').Path | Should -BeLike "$folder*"
        Get-ChildItem (Split-Path $folder) -Filter 'out-*' | Should -BeNullOrEmpty
    }

    It 'is relative to the session' {
        $null = New-Item -ItemType Directory $folder
        Push-Location $folder
        try { (Save-TGSampleItem Report $id).Path | Should -Be (Join-Path $folder "$id.report.html") } finally { Pop-Location }
    }

    It 'never makes a file of <Name>' -ForEach @(
        @{ Name = 'an error as JSON with status 200'; Fault = @{ status = 200; body = '{"api_version":2,"error":{"code":404,"message":"Not found"}}' }; Item = 'NetworkCapture' }
        @{ Name = 'a page of HTML with status 200'; Fault = @{ action = 'html' }; Item = 'Sample' }
        @{ Name = 'an error 500'; Fault = @{ status = 500; body = 'oops' }; Item = 'Video' }
        @{ Name = 'an error 404'; Fault = @{ status = 404; body = '{}' }; Item = 'Screenshot' }
        @{ Name = 'an empty answer'; Fault = @{ action = 'empty' }; Item = 'Report' }
        @{ Name = 'a log-on page as the report'; Fault = @{ action = 'redirect'; location = 'http://127.0.0.1:9/' }; Item = 'Report' }
        @{ Name = 'half a file'; Fault = @{ action = 'truncate'; bytes = 200 }; Item = 'NetworkCapture' }
        @{ Name = 'other bytes than a PNG'; Fault = @{ status = 200; contentType = 'image/png'; body = 'no image' }; Item = 'Screenshot' }
    ) {
        Add-TGEmulatorFault $emulator (@{ path = $id; times = 0 } + $Fault)
        Save-TGSampleItem $Item $id -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed | Should -Not -BeNullOrEmpty
        @(Get-ChildItem $folder -Force -File -ErrorAction Ignore) | Should -HaveCount 0
    }

    It 'goes on with a broken download where it stopped: -Resume' {
        Set-TGEmulatorSetting $emulator @{ downloadBytes = 3000000 }
        Add-TGEmulatorFault $emulator @{ path = 'network.pcap'; times = 2; action = 'truncate'; bytes = 2000000 }
        Save-TGSampleItem NetworkCapture $id -Destination $folder -Resume -ErrorAction SilentlyContinue | Out-Null
        Clear-TGEmulatorFault $emulator
        if (-not (Get-ChildItem $folder -Filter *.pcap)) {
            Get-Partial | Should -Not -BeNullOrEmpty
            Clear-TGEmulatorRequest $emulator
            Save-TGSampleItem NetworkCapture $id -Destination $folder -Resume | Should -Not -BeNullOrEmpty
        }

        (Get-TGEmulatorRequest $emulator | ForEach-Object { $_.Headers.Range }) -join '' | Should -Match 'bytes='
        Get-Partial | Should -BeNullOrEmpty
        $whole = Save-TGSampleItem NetworkCapture $id -Destination "$folder-whole"
        (Get-FileHash (Get-ChildItem $folder -Filter *.pcap)).Hash | Should -Be $whole.Sha256
    }

    It 'begins anew where the server knows no ranges' {
        Set-TGEmulatorSetting $emulator @{ downloadBytes = 3000000; noRanges = $true }
        Add-TGEmulatorFault $emulator @{ path = 'network.pcap'; times = 1; action = 'truncate'; bytes = 2000000 }
        $saved = Save-TGSampleItem NetworkCapture $id -Destination $folder -Resume
        Clear-TGEmulatorFault $emulator
        if (-not $saved) { $saved = Save-TGSampleItem NetworkCapture $id -Destination $folder -Resume }
        $saved.Sha256 | Should -Be (Save-TGSampleItem NetworkCapture $id -Destination "$folder-whole").Sha256
    }

    It 'refuses malware that no password protects, unless it is wanted' {
        Set-TGEmulatorSetting $emulator @{ plainZip = $true }
        Save-TGSampleItem Sample, ExtractedArtifacts $id -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed.FullyQualifiedErrorId -like 'UnprotectedMalware,*') | Should -HaveCount 2
        @(Get-ChildItem $folder -Force -File) | Should -HaveCount 0
        Save-TGSampleItem Sample $id -Destination $folder -AllowUnprotected | Should -Not -BeNullOrEmpty
    }

    It 'refuses malware that comes bare' {
        Add-TGEmulatorFault $emulator @{ path = 'sample.zip'; status = 200; contentType = 'application/octet-stream'; body = 'MZ this is no zip' }
        Save-TGSampleItem Sample $id -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'UnprotectedMalware,*'
        @(Get-ChildItem $folder -Force -File) | Should -HaveCount 0
    }

    It 'reports a file that something took away' {
        New-Item $folder -ItemType Directory | Out-Null
        $state = [hashtable]::Synchronized(@{})
        $job = Start-ThreadJob -ErrorAction Ignore {
            $state = $using:state
            $state.Running = $true
            while (-not $state.Enough) { foreach ($f in [IO.Directory]::GetFiles($using:folder, '*.html')) { [IO.File]::Delete($f) } }
        }
        if (-not $job) { Set-ItResult -Skipped -Because 'there are no thread jobs here'; return }
        $until = [datetime]::Now.AddSeconds(30)
        while (-not $state.Running -and [datetime]::Now -lt $until) { Start-Sleep -Milliseconds 5 }
        $failed = $null
        do { Save-TGSampleItem Report $id -Destination $folder -Force -ErrorVariable +failed -ErrorAction SilentlyContinue | Out-Null }
        until (($failed | Where-Object { $_.FullyQualifiedErrorId -like 'FileRemoved,*' }) -or [datetime]::Now -gt $until)
        $state.Enough = $true
        $job | Wait-Job | Remove-Job -Force
        @($failed | Where-Object { $_.FullyQualifiedErrorId -like 'FileRemoved,*' }).Count | Should -BeGreaterThan 0
    }

    It 'saves nothing with -WhatIf' {
        Clear-TGEmulatorRequest $emulator
        Save-TGSampleItem Report, Sample $id -Destination $folder -WhatIf | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'stops half-way and leaves nothing behind' {
        $done | Save-TGSampleItem NetworkCapture, Report -Destination $folder | Select-Object -First 1 | Should -HaveCount 1
        @(Get-ChildItem $folder -Force -File) | Should -HaveCount 1
    }

    It 'says which sample and item failed, and saves the others' {
        $saved = ('0' * 32), $id | Save-TGSampleItem Report -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue
        $saved.SampleId | Should -Be $id
        "$($failed[-1])" | Should -Match "Report of $('0' * 32)"
    }

    It 'completes items' {
        $line = 'Save-TGSampleItem Net'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be @('NetworkArtifacts', 'NetworkCapture')
    }

    It 'shows a table' {
        Save-TGSampleItem Report $id -Destination $folder | Out-String -Width 200 | Should -Match 'Item\s+Length\s+Path'
    }
}
