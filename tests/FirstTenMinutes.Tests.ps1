# The page of a stranger's first ten minutes: its commands run in order, and show what the page says.
BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--now', '2026-03-02T10:00:00Z', '--frozen'
    $page = "$root/docs/first-ten-minutes.md"
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'The first ten minutes' {
    It 'go as the page says' {
        $made = Join-Path $TestDrive 'page.md'
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'desk')).FullName
        $result = Invoke-TGChild "& '$root/tests/Shared/Transcript.ps1' -Page '$page' -Destination '$made' -Server $($emulator.Uri) -Key demo0key0for0the0emulator0 -Folder '$folder'" -WithoutModule -Environment @{
            TZ = 'UTC'; LANG = 'C.UTF-8'; TG_CONFIG_HOME = "$TestDrive/config"
        }
        $result.Text | Should -BeNullOrEmpty
        if ($env:TG_UPDATE_FIRST_TEN_MINUTES) { Copy-Item $made $page }
        Compare-Object (Get-Content $page) (Get-Content $made) | Out-String -Width 200 | Should -BeNullOrEmpty -Because 'the page shows what the module shows: set TG_UPDATE_FIRST_TEN_MINUTES=1, run again, and read it'
    }

    It 'show no key' {
        Get-Content $page -Raw | Should -Not -Match 'api_key=|k3yF0rTests'
    }
}
