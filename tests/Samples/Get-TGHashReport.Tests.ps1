BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGHashReport' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $all = Find-TGSample -Last 60d
        $twin = ($all | Group-Object Sha256 | Where-Object Count -GT 1 | Select-Object -First 1)
    }

    It 'counts all runs of a hash: when, and with which scores' {
        $report = Get-TGHashReport $twin.Name
        $runs = @(Find-TGSample $twin.Name -Last 3650d)
        $scores = $runs.ThreatScore | Where-Object { $null -ne $_ } | Measure-Object -Minimum -Average -Maximum
        $report | Should -BeOfType ThreatGrid.HashReport
        $report.Hash | Should -Be $twin.Name
        $report.Count | Should -Be $runs.Count
        $report.FirstSeenUtc | Should -Be ($runs.SubmittedAtUtc | Measure-Object -Minimum).Minimum
        $report.LastSeenUtc | Should -Be ($runs.SubmittedAtUtc | Measure-Object -Maximum).Maximum
        $report.LowestScore | Should -Be $scores.Minimum
        $report.HighestScore | Should -Be $scores.Maximum
        [math]::Abs($report.AverageScore - $scores.Average) | Should -BeLessThan 0.51
        $report.LatestScore | Should -Be ($runs | Where-Object { $null -ne $_.ThreatScore } | Sort-Object SubmittedAtUtc -Descending | Select-Object -First 1).ThreatScore
    }

    It 'gives a row with count 0 for a hash without a sample' {
        $report = Get-TGHashReport ('a' * 64)
        $report.Count | Should -Be 0
        $report.HighestScore | Should -BeNullOrEmpty
        $report.FirstSeen | Should -BeNullOrEmpty
    }

    It 'takes hashes of every kind, from the pipeline, in order' {
        $sample = Get-TGSample $all[0].SampleId
        $reports = $sample.Sha256, $sample.Sha1, $sample.Md5, $sample.Sha256.ToUpperInvariant() | Get-TGHashReport
        $reports.Count | Should -Be 4
        $reports.Hash | Should -Be @($sample.Sha256, $sample.Sha1, $sample.Md5, $sample.Sha256.ToUpperInvariant())
        $reports.ForEach('Count') | Should -Not -Contain 0
    }

    It 'takes objects that have a hash' {
        ($all | Select-Object -First 3 | Get-TGHashReport).Hash | Should -Be ($all | Select-Object -First 3).Sha256
    }

    It 'takes a file with a hash in each line' {
        $file = Join-Path $TestDrive hashes.txt
        [IO.File]::WriteAllText($file, "# from the mail gateway`r`n$($all[0].Sha256)`r`n`r`n  $('b' * 64)  `r`n")
        (Get-TGHashReport -Path $file).Hash | Should -Be @($all[0].Sha256, ('b' * 64))
        { Get-TGHashReport -Path "$file.none" -ErrorAction Stop } | Should -Throw -ErrorId 'FileNotFound,*'
    }

    It 'names what is no hash, and goes on' {
        $reports = 'nohash', $all[0].Sha256 | Get-TGHashReport -ErrorVariable failed -ErrorAction SilentlyContinue
        $reports.Hash | Should -Be $all[0].Sha256
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'NoHash,*'
    }

    It 'names the hash at which it failed, and goes on' {
        Add-TGEmulatorFault $emulator @{ path = 'samples|search'; status = 404; body = '{"error":{"message":"Gone"}}' }
        $reports = Get-TGHashReport $all[0].Sha256, $all[1].Sha256 -ThrottleLimit 1 -ErrorVariable failed -ErrorAction SilentlyContinue
        @($reports).Count + @($failed).Count | Should -BeGreaterOrEqual 2
        $failed[-1].TargetObject | Should -Be $all[0].Sha256
    }

    It 'stops half-way' {
        Clear-TGEmulatorRequest $emulator
        $all | Get-TGHashReport -ThrottleLimit 1 | Select-Object -First 2 | Should -HaveCount 2
        @(Get-TGEmulatorRequest $emulator).Count | Should -BeLessThan 20
    }

    It 'shows a table' {
        Get-TGHashReport $twin.Name | Out-String -Width 160 | Should -Match 'Hash\s+Count\s+Highest\s+Latest\s+LastSeen'
    }
}
