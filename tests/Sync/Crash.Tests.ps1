# A run that is killed at any moment loses nothing, and writes nothing twice to a file (case 03 a).
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    $script:host7 = "$root/tests/ThreatGrid.Host/bin/Release/net10.0/ThreatGrid.Host.dll"
    $rowCount = 200
    $today = [datetime]::UtcNow.Date
    Set-TGEmulatorClock $emulator @{ now = $today.AddHours(12).ToString('yyyy-MM-ddTHH:mm:ssZ'); frozen = $true }
    Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @(1..$rowCount | ForEach-Object {
            New-TGTestRow -Number $_ -Timestamp $today.AddSeconds(100 + $_).ToString('yyyy-MM-ddTHH:mm:ssZ') -Ip "11.0.$($_ -shr 8).$($_ -band 255)"
        })

    # Starts a program, waits for its word, and kills it so many milliseconds later. Gives how long it ran where it ended by itself.
    function Invoke-Killed([string[]] $Command, [double] $After) {
        $start = [Diagnostics.ProcessStartInfo]::new($Command[0])
        $Command | Select-Object -Skip 1 | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            do { $line = $process.StandardOutput.ReadLine() } until ($line -eq 'go' -or $null -eq $line)
            $clock = [Diagnostics.Stopwatch]::StartNew()
            if ($After -lt 0) { $process.WaitForExit(); return $clock.Elapsed.TotalMilliseconds }
            while ($clock.Elapsed.TotalMilliseconds -lt $After -and -not $process.HasExited) { [Threading.Thread]::SpinWait(50) }
            if (-not $process.HasExited) { $process.Kill($true) }
            $process.WaitForExit()
        }
        finally { $process.Dispose() }
    }

    # What the next run makes of what is there, and whether all of it is right then.
    function Assert-Whole([string] $Folder) {
        Sync-TGFeed Ip -CheckpointPath "$Folder/state.json" -OutFile "$Folder/out.jsonl" -Since $today -Utc -WarningAction Ignore
        $text = [IO.File]::ReadAllText("$Folder/out.jsonl")
        $text.EndsWith("`n") | Should -BeTrue
        $ids = [Collections.Generic.HashSet[string]]::new()
        $lines = $text.TrimEnd("`n") -split "`n"
        foreach ($line in $lines) { $null = $ids.Add(($line | ConvertFrom-Json).value) }
        "$($lines.Count) lines, $($ids.Count) values" | Should -Be "$rowCount lines, $rowCount values"
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'A run that is killed' {
    It 'loses and doubles nothing in a host of C#, at 190 moments' {
        $length = 0
        foreach ($i in 1..3) {
            $folder = (New-Item (Join-Path $TestDrive "whole$i") -ItemType Directory).FullName
            $length = [Math]::Max($length, (Invoke-Killed dotnet, $host7, sync, $emulator.Uri, $key, "$folder/state.json", "$folder/out.jsonl" -After -1))
            Assert-Whole $folder
        }

        $random = [Random]::new(20261126)
        $partial = 0
        foreach ($i in 1..190) {
            $folder = (New-Item (Join-Path $TestDrive "host$i") -ItemType Directory).FullName
            Invoke-Killed dotnet, $host7, sync, $emulator.Uri, $key, "$folder/state.json", "$folder/out.jsonl" -After ($length * (0.2 + 0.8 * $random.NextDouble()))
            $size = (Test-Path "$folder/out.jsonl") ? (Get-Item "$folder/out.jsonl").Length : 0
            $partial += $size -gt 0
            Assert-Whole $folder
        }

        # Moments before the first row prove little: enough lay behind it.
        $partial | Should -BeGreaterThan 30
    }

    It 'loses and doubles nothing in PowerShell, at 10 moments' {
        $command = @(if (Test-Path "$PSHOME/pwsh") { "$PSHOME/pwsh" } else { 'dotnet', "$PSHOME/pwsh.dll" })
        $random = [Random]::new(42)
        foreach ($i in 1..10) {
            $folder = (New-Item (Join-Path $TestDrive "pwsh$i") -ItemType Directory).FullName
            $script = @"
Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1'
Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null
'go'
Sync-TGFeed Ip -CheckpointPath '$folder/state.json' -OutFile '$folder/out.jsonl' -Since $($today.ToString('yyyy-MM-dd')) -Utc -BatchSize 10 -WarningAction Ignore
"@
            $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($script))
            Invoke-Killed @($command + '-NoProfile', '-EncodedCommand', $encoded) -After ($random.NextDouble() * 250)
            Assert-Whole $folder
        }
    }
}
