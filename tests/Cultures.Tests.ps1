# Case 23: the same bytes in every country. One script writes all that a machine reads, in a process for each culture and zone.
BeforeDiscovery {
    $places = @(
        @{ Culture = 'de-DE'; Zone = 'America/New_York'; Sign = 'de-DE 1,5 02.03.2026 i -05:00:00' }
        @{ Culture = 'tr-TR'; Zone = 'Asia/Kathmandu'; Sign = 'tr-TR 1,5 2.03.2026 ı 05:45:00' }
        @{ Culture = 'th-TH'; Zone = 'Pacific/Kiritimati'; Sign = 'th-TH 1.5 2/3/2569 i 14:00:00' }
        @{ Culture = 'ar-SA'; Zone = 'Australia/Lord_Howe'; Sign = 'ar-SA 1٫5*1447* i 11:00:00' }
        @{ Culture = 'fa-IR'; Zone = 'America/St_Johns'; Sign = 'fa-IR 1٫5 1404/12/11 i -03:30:00' }
    )
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--now', '2026-03-02T10:00:00Z', '--frozen'

    function Invoke-Run([string] $Culture, [string] $Zone) {
        Reset-TGEmulator $emulator
        Set-TGEmulatorClock $emulator @{ now = '2026-03-02T10:00:00Z'; frozen = $true }
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $language = ($Culture ? $Culture.Replace('-', '_') : 'C') + '.UTF-8'
        $result = Invoke-TGChild "& '$root/tests/Shared/CultureRun.ps1' -Server $($emulator.Uri) -Folder '$folder' -Culture '$Culture'" -WithoutModule -Environment @{
            TZ = $Zone; LANG = $language; LC_ALL = $language; TG_API_KEY = $key; TG_CONFIG_HOME = "$folder/config"
        }

        # By name, what each file says, and what the server was asked: halves of a window are asked for at once, in any order.
        $said = [ordered]@{ requests = (Get-TGEmulatorRequest $emulator | ForEach-Object { "$($_.Method) $($_.Path) $($_.Parameters | ConvertTo-Json -Compress)" } | Sort-Object) -join "`n" }
        foreach ($file in Get-ChildItem $folder -Recurse -File | Sort-Object FullName) {
            $said[[IO.Path]::GetRelativePath($folder, $file.FullName)] = [IO.File]::ReadAllText($file.FullName).Replace($folder, '~')
        }

        [pscustomobject]@{ Result = $result; Said = $said }
    }

    $plain = Invoke-Run '' 'UTC'
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'What a machine reads' {
    It 'is much' {
        $plain.Result.Text.Trim() | Should -Be '1.5 03/02/2026 i 00:00:00'
        $plain.Said.Keys.Where({ $plain.Said[$_].Length -le 3 -and $_ -notlike '*.lock' }) | Should -BeNullOrEmpty
        $plain.Said.Keys.Where({ $_ -like 'export-*.txt' }).Count | Should -BeGreaterOrEqual ([Enum]::GetNames([ThreatGrid.OutputFormat]).Count)
        $plain.Said['typed.txt'] -split "`n" -match '^taken$' | Should -HaveCount 13
    }

    It 'is the same in <Culture>, <Zone>' -ForEach $places {
        $here = Invoke-Run $Culture $Zone
        $here.Result.Error | Should -BeNullOrEmpty
        $here.Result.Output | Should -BeLike $Sign
        Compare-Object @($plain.Said.Keys) @($here.Said.Keys) | Out-String | Should -BeNullOrEmpty
        foreach ($name in $plain.Said.Keys) {
            $here.Said[$name] | Should -BeExactly $plain.Said[$name] -Because "$name is read by machines"
        }
    }
}
