# What holds for every cmdlet that reads an analysis: success, nothing found, errors, stopping, chains, files, tables.
BeforeDiscovery {
    $all = @(
        @{ Name = 'Summary'; Type = 'SampleSummary'; Path = '/summary$'; Table = 'FileName\s+Type\s+Seen'; Rows = $false; Saved = $false }
        @{ Name = 'Threat'; Type = 'SampleThreat'; Path = '/threat$'; Table = 'Score\s+Severity'; Rows = $false; Saved = $false }
        @{ Name = 'Metadata'; Type = 'SampleMetadata'; Path = 'analysis/metadata'; Table = 'VirtualMachine\s+FileName'; Rows = $false; Saved = $true }
        @{ Name = 'Indicator'; Type = 'SampleIndicator'; Path = 'analysis/iocs'; Table = 'Severity\s+Confidence'; Rows = $true; Saved = $true }
        @{ Name = 'NetworkStream'; Type = 'SampleNetworkStream'; Path = 'analysis/network_streams'; Table = 'Proto\s+Source'; Rows = $true; Saved = $true }
        @{ Name = 'Process'; Type = 'SampleProcess'; Path = 'analysis/processes'; Table = 'Pid\s+Name'; Rows = $true; Saved = $true }
        @{ Name = 'Artifact'; Type = 'SampleArtifact'; Path = 'analysis/artifacts'; Table = 'Source\s+Type'; Rows = $true; Saved = $true }
        @{ Name = 'Annotation'; Type = 'SampleAnnotation'; Path = 'analysis/annotations'; Table = 'Ip\s+Asn'; Rows = $true; Saved = $true }
        @{ Name = 'Warning'; Type = 'SampleWarning'; Path = 'warnings.json'; Table = 'Code\s+Title'; Rows = $false; Saved = $true }
        @{ Name = 'Observable'; Type = 'SampleObservable'; Path = 'analysis/'; Table = 'Type\s+Internal'; Rows = $true; Saved = $true }
    ) | ForEach-Object { $_ + @{ Command = "Get-TGSample$($_.Name)" } }
}

BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    Connect-TGServer $emulator.Uri -ApiKey $secret -RetryInterval 00:00:00.010 -MaximumRetryCount 1 | Out-Null
    $done = Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 3
    $id = $done[0].SampleId
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe '<Command>' -ForEach $all {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'reads a sample, by id as text' {
        $found = @(& $Command $id)
        $found.Count | Should -BeGreaterThan 0
        $found[0] | Should -BeOfType "ThreatGrid.$Type"
        $found.SampleId | Select-Object -Unique | Should -Be $id
        $found[0].SampleLink | Should -Be "$($emulator.Uri)mask/samples/$id"
        $found[0].Connection | Should -Not -BeNullOrEmpty
        (Get-TGEmulatorRequest $emulator)[0].Path | Should -Match $Path
    }

    It 'reads several samples from the pipeline, in order' {
        $found = $done | & $Command
        $found.SampleId | Select-Object -Unique | Should -Be $done.SampleId
        ($done.SampleId | & $Command).Count | Should -Be $found.Count
    }

    It 'names a sample that has no analysis, and reads the others' {
        $found = @(('0' * 32), $id | & $Command -ErrorVariable failed -ErrorAction SilentlyContinue)
        $found.SampleId | Select-Object -Unique | Should -Be $id
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $failed[-1].TargetObject | Should -Be ('0' * 32)
        $failed[-1].ErrorDetails.RecommendedAction | Should -Match 'Wait-TGSample'
    }

    It 'tries again after a 503, and gives everything once' {
        $whole = @(& $Command $id).Count
        Add-TGEmulatorFault $emulator @{ path = $Path; status = 503; body = '{}' }
        @(& $Command $id).Count | Should -Be $whole
    }

    It 'gives everything once where the answer breaks off on its way' {
        $whole = @(& $Command $id).Count
        Add-TGEmulatorFault $emulator @{ path = $Path; action = 'truncate'; bytes = 150 }
        @(& $Command $id).Count | Should -Be $whole
    }

    It 'ends the run on a 401' {
        Add-TGEmulatorFault $emulator @{ path = $Path; times = 0; status = 401; body = '{}' }
        { $done | & $Command -ErrorAction SilentlyContinue } | Should -Throw -ErrorId 'AuthenticationFailed,*'
    }

    It 'stops half-way' {
        $done | & $Command | Select-Object -First 1 | Should -HaveCount 1
        @(Get-TGEmulatorRequest $emulator | Where-Object { $_.Path -match $done[1].SampleId }) | Should -HaveCount 0
    }

    It 'asks the server that an object is from' {
        $other = Start-TGEmulator
        try {
            $null = Connect-TGServer $other.Uri -ApiKey $secret -Name two -NotDefault
            $foreign = Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1 -Connection two
            ($foreign | & $Command).Connection | Select-Object -Unique | Should -Be two
        }
        finally {
            Stop-TGEmulator $other
            Disconnect-TGServer two
        }
    }

    It 'goes flat into a CSV, no cell without its text' {
        $file = Join-Path $TestDrive "$Name.csv"
        & $Command $id | ConvertTo-TGRow | Export-Csv $file -NoTypeInformation
        (Get-Content $file -Raw) | Should -Not -Match 'System\.|ThreatGrid\.'
        @(Import-Csv $file).Count | Should -Be @(& $Command $id).Count
    }

    It 'shows a table' {
        & $Command $id | Out-String -Width 160 | Should -Match $Table
    }
}

Describe '<Command>, with nothing found' -ForEach ($all | Where-Object Rows) {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'gives nothing where nothing was found, without an error' {
        Set-TGEmulatorSetting $emulator @{ emptySections = $true }
        & $Command $id -ErrorVariable failed | Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
    }
}

Describe '<Command> -Path' -ForEach ($all | Where-Object Saved) {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'reads the same from a saved analysis' {
        $file = (Save-TGSampleItem AnalysisJson $id -Destination $TestDrive -Force).Path
        Clear-TGEmulatorRequest $emulator
        $saved = @(& $Command -Path "$TestDrive/*.analysis.json")
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
        $server = @(& $Command $id)
        $notThere = 'Connection', 'SampleLink', 'IndicatorLink', 'AdditionalProperties'
        ($saved | Select-Object * -ExcludeProperty $notThere | ConvertTo-Json -Depth 9) | Should -Be ($server | Select-Object * -ExcludeProperty $notThere | ConvertTo-Json -Depth 9)
        Remove-Item $file
    }

    It 'says what is wrong with a file' {
        $file = Join-Path $TestDrive 'cut.json'
        [IO.File]::WriteAllText($file, '{"version":4,"iocs":[')
        & $Command -Path $file -ErrorVariable failed -ErrorAction SilentlyContinue | Out-Null
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'AnalysisNotRead,*'
        $failed[0].TargetObject | Should -Be $file
        [IO.File]::WriteAllText($file, '{"version":4}')
        & $Command -Path $file -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -Match 'has no '
        { & $Command -Path "$file.none" -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
    }
}
