# Sunday, 03:00: eight files in one pipeline, and nobody there (case 24, part B).
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'A quarantine folder at night' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        foreach ($file in @{ 'ok1.bin' = 'content 01'; 'empty.bin' = ''; 'ok2.bin' = 'content 02 of 20 byte'; 'ok3.bin' = 'content 03 of 30 bytes, which it has'; 'ok1-copy.bin' = 'content 01'; 'locked.bin' = 'five5'; 'ok4.bin' = 'content 04, which is known already' }.GetEnumerator()) {
            [IO.File]::WriteAllText("$folder/$($file.Key)", $file.Value)
        }

        $known = (Get-FileHash "$folder/ok4.bin").Hash.ToLowerInvariant()
        $script = @"
Connect-TGServer $($emulator.Uri) -RetryInterval 00:00:00.010 | Out-Null
`$files = 'ok1.bin', 'empty.bin', 'missing.bin', 'ok2.bin', 'ok3.bin', 'ok1-copy.bin', 'locked.bin', 'ok4.bin' | ForEach-Object { '$folder/' + `$_ }
`$held = [IO.File]::Open('$folder/locked.bin', 'Open', 'ReadWrite', 'None')
"@
        # The file that is known already, and the one that the server will not take.
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
        $earlier = Submit-TGSample "$folder/ok4.bin"
        Clear-TGEmulatorRequest $emulator
        Set-TGEmulatorSetting $emulator @{ refuseNames = 'ok2' }
        Set-TGEmulatorSetting $emulator @{ busyNames = 'ok3' }
        $environment = @{ TG_SERVER = $emulator.Uri; TG_API_KEY = $key }
    }

    It 'comes to two accepted, two skipped and four errors' {
        $result = Invoke-TGChild @"
$script
`$results = `$files | Submit-TGSample -SkipKnown -ThrottleLimit 4 -ErrorVariable failed -ErrorAction SilentlyContinue -Verbose 4>&1
"ok=`$?"
foreach (`$one in `$results) { if (`$one -is [ThreatGrid.SampleSubmission]) { "result `$([IO.Path]::GetFileName(`$one.Input)) `$(`$one.Result) `$(`$one.SampleId)" } elseif ("`$one" -match '^Accepted') { "`$one" } }
foreach (`$one in `$failed | Where-Object { `$_ -is [System.Management.Automation.ErrorRecord] }) { "error `$([IO.Path]::GetFileName(`$one.TargetObject)) `$(`$one.FullyQualifiedErrorId -replace ',.*') `$(`$one.Exception.Message)" }
"@ -Environment $environment
        $said = $result.Output
        $said | Should -Contain 'Accepted 2, skipped 2, failed 4.' -Because $result.Text
        @($said -match '^result ok1.bin New') | Should -HaveCount 1
        @($said -match '^result ok3.bin New') | Should -HaveCount 1
        @($said -match '^result ok1-copy.bin Known') | Should -HaveCount 1
        @($said -match "^result ok4.bin Known $($earlier.SampleId)") | Should -HaveCount 1
        @($said -match '^error empty.bin EmptyFile') | Should -HaveCount 1
        @($said -match '^error missing.bin FileNotFound') | Should -HaveCount 1
        @($said -match '^error ok2.bin \w+ .*unsupported type') | Should -HaveCount 1
        @($said -match '^error locked.bin FileNotRead') | Should -HaveCount 1
        $posts = @(Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/api/v2/samples' })
        $posts | Should -HaveCount 5
    }

    It 'ends with exit code 1 where the script says so' {
        $result = Invoke-TGChild "$script`n`$files | Submit-TGSample -SkipKnown -ErrorVariable failed -ErrorAction SilentlyContinue | Out-Null`nif (`$failed) { exit 1 }" -Environment $environment
        $result.ExitCode | Should -Be 1
    }

    It 'ends at the first error with -ErrorAction Stop, what was taken is in the output' {
        $result = Invoke-TGChild @"
$script
try { `$files | Submit-TGSample -SkipKnown -ThrottleLimit 1 -ErrorAction Stop | ForEach-Object { "result `$([IO.Path]::GetFileName(`$_.Input)) `$(`$_.Result)" } } catch { "ended `$(`$_.FullyQualifiedErrorId)" }
"@ -Environment $environment
        $result.Output | Should -Contain 'ended EmptyFile,ThreatGrid.PowerShell.Samples.SubmitTGSampleCommand' -Because $result.Text
        $result.Output | Should -Contain 'result ok1.bin New'
    }

    It 'sends nothing with -WhatIf' {
        $null = Invoke-TGChild "$script`n`$files | Submit-TGSample -SkipKnown -WhatIf -ErrorAction SilentlyContinue" -Environment $environment
        Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' } | Should -BeNullOrEmpty
    }
}
