# Case 24: Sunday, 03:00, a service account, nobody there.
BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'A script that nobody watches' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'works with a home that is not there, and says nothing but its output' {
        $result = Invoke-TGChild '(Get-TGIocFeed Ip -Last 1h -First 3).Count' -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri; HOME = '/nonexistent'; XDG_CONFIG_HOME = '/nonexistent'; XDG_DATA_HOME = '/nonexistent'; TG_CONFIG_HOME = '/nonexistent' }
        $result.Output | Should -Be 3
        $result.Error | Should -BeNullOrEmpty
    }

    It 'ends with exit code 1 when the API fails and errors stop' {
        Add-TGEmulatorFault $emulator @{ path = '/ips'; times = 0; status = 401; body = '{}' }
        $result = Invoke-TGChild "`$ErrorActionPreference = 'Stop'; Get-TGIocFeed Ip -Last 1h; 'not reached'" -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }
        $result.ExitCode | Should -Be 1
        $result.Text | Should -Not -Match 'not reached'
    }

    It 'keeps the pages that came before a key expired (case 24 f)' {
        Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 2; times = 0; status = 401; body = '{}' }
        $result = Invoke-TGChild "`$n = 0; try { Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-15T00:00Z | ForEach-Object { `$n++ } } catch { `$_.FullyQualifiedErrorId }; `$n" -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }
        $result.Output[0] | Should -BeLike 'AuthenticationFailed,*'
        [int]$result.Output[1] | Should -BeGreaterOrEqual 1000
    }

    It 'shows no progress when it is not interactive' {
        Set-TGEmulatorSetting $emulator @{ latencyMs = 300 }
        $result = Invoke-TGChild "Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-10T00:00Z | Out-Null; 'done'" -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }
        $result.Text.Trim() | Should -Be 'done'
    }

    It 'shows progress where somebody looks: pages, rows and the time covered' {
        Set-TGEmulatorSetting $emulator @{ latencyMs = 300 }
        $script = "`$p = [powershell]::Create(); [void]`$p.AddScript('Import-Module $root/out/ThreatGrid/ThreatGrid.psd1; Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-10T00:00Z | Out-Null'); [void]`$p.Invoke(); `$p.Streams.Progress | ForEach-Object { `$_.Activity + ': ' + `$_.StatusDescription }"
        $result = Invoke-TGChild $script -Interactive -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }
        ($result.Output -join "`n") | Should -Match 'Get-TGIocFeed: the Ip feed: page \d+, \d+ rows, up to 2018-01-\d\dT'
        $result.Output.Count | Should -BeLessThan 40
    }
}
