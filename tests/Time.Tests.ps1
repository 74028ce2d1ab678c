# Case 04: what goes on the wire, in the zones of this world. Each in a process of its own, since a zone belongs to a process.
BeforeDiscovery {
    $cases = @(
        @{ Zone = 'America/New_York'; Typed = "-After '2026-07-01 12:00' -Before 2026-07-02T00:00Z"; Parameter = 'after'; Sent = '2026-07-01T16:00:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After ([datetime]'2026-01-15T08:30:00') -Before 2026-02-01T00:00Z"; Parameter = 'after'; Sent = '2026-01-15T13:30:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After '2026-03-08 01:59' -Before 2026-04-01T00:00Z"; Parameter = 'after'; Sent = '2026-03-08T06:59:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After '2026-03-08 03:00' -Before 2026-04-01T00:00Z"; Parameter = 'after'; Sent = '2026-03-08T07:00:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After '2026-11-01 01:30' -Before 2026-12-01T00:00Z"; Parameter = 'after'; Sent = '2026-11-01T05:30:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After 2026-10-01T00:00Z -Before '2026-11-01 01:30'"; Parameter = 'before'; Sent = '2026-11-01T06:30:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After '2026-03-08 02:30' -Before 2026-04-01T00:00Z"; Parameter = 'after'; Sent = '2026-03-08T07:00:00Z' }
        @{ Zone = 'Asia/Kathmandu'; Typed = "-After '2026-05-01 00:00' -Before 2026-06-01T00:00Z"; Parameter = 'after'; Sent = '2026-04-30T18:15:00Z' }
        @{ Zone = 'Pacific/Kiritimati'; Typed = "-After '2026-05-01 00:00' -Before 2026-06-01T00:00Z"; Parameter = 'after'; Sent = '2026-04-30T10:00:00Z' }
        @{ Zone = 'Australia/Lord_Howe'; Typed = "-After '2026-01-01 00:00' -Before 2026-06-01T00:00Z"; Parameter = 'after'; Sent = '2025-12-31T13:00:00Z' }
        @{ Zone = 'Asia/Tokyo'; Typed = "-After '2026-05-01T00:00:00Z' -Before 2026-06-01T00:00Z"; Parameter = 'after'; Sent = '2026-05-01T00:00:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After '2026-05-01T00:00:00+09:00' -Before 2026-06-01T00:00Z"; Parameter = 'after'; Sent = '2026-04-30T15:00:00Z' }
        @{ Zone = 'Asia/Tokyo'; Typed = "-After ([datetimeoffset]'2026-05-01T00:00:00.1234567+00:00') -Before 2026-06-01T00:00Z"; Parameter = 'after'; Sent = '2026-05-01T00:00:00Z' }
        @{ Zone = 'America/New_York'; Typed = "-After '2026-05-01 00:00' -Before '2026-06-01 00:00' -Utc"; Parameter = 'before'; Sent = '2026-06-01T00:00:00Z' }
    )
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--now', '2027-01-01T00:00:00Z', '--frozen'
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Windows on the wire (case 04)' {
    BeforeEach {
        Clear-TGEmulatorRequest $emulator
    }

    It '<Zone>, <Typed>: <Sent>' -ForEach $cases {
        $script = "Get-TGIocFeed Ip $Typed -First 1 | Out-Null"
        $result = Invoke-TGChild "Connect-TGServer $($emulator.Uri) -WarningAction Ignore | Out-Null; $script" -Environment @{ TZ = $Zone; TG_API_KEY = $key }
        $result.ExitCode | Should -Be 0 -Because $result.Text
        (Get-TGFeedRequest $emulator)[0].Parameters.$Parameter | Should -Be $Sent
    }

    It 'asks the same last hour in <_> (B)' -ForEach @('Europe/London', 'Asia/Tokyo') {
        Set-TGEmulatorClock $emulator @{ now = '2026-07-01T12:00:00Z'; frozen = $true }
        $result = Invoke-TGChild "Connect-TGServer $($emulator.Uri) -WarningAction Ignore | Out-Null; Get-TGIocFeed Ip -First 1 | Out-Null" -Environment @{ TZ = $_; TG_API_KEY = $key }
        $result.ExitCode | Should -Be 0 -Because $result.Text
        $sent = (Get-TGFeedRequest $emulator)[0].Parameters
        $sent.before | Should -Match '^2026-07-01T(11:59:5\d|12:00:0\d)Z$'
        ([datetime]$sent.before - [datetime]$sent.after).TotalMinutes | Should -Be 60
    }

    It 'asks for UTC days whatever the zone (C)' {
        Set-TGEmulatorClock $emulator @{ now = '2026-03-09T02:00:00Z'; frozen = $true }
        $result = Invoke-TGChild "Connect-TGServer $($emulator.Uri) -WarningAction Ignore | Out-Null; Get-TGCuratedFeed rat-dns -Last 24h | Out-Null" -Environment @{ TZ = 'America/New_York'; TG_API_KEY = $key }
        $result.ExitCode | Should -Be 0 -Because $result.Text
        (Get-TGFeedRequest $emulator).Path | Should -Be @('/api/v3/feeds/rat-dns_2026-03-08.json', '/api/v3/feeds/rat-dns_2026-03-09.json')
    }

    It 'keeps a time''s text in <_> (E)' -ForEach @('America/New_York', 'Asia/Kathmandu') {
        Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows '[{"timestamp":"2026-03-08T06:59:59.123456Z","ip":"11.0.0.1"}]'
        $result = Invoke-TGChild "Connect-TGServer $($emulator.Uri) -WarningAction Ignore | Out-Null; `$r = Get-TGIocFeed Ip -After 2026-03-08T00:00Z -Before 2026-03-09T00:00Z; `$r.TimestampUtc.Ticks % 10000000; (`$r | ConvertTo-TGRow).Timestamp" -Environment @{ TZ = $_; TG_API_KEY = $key }
        $result.Output | Should -Be @('1234560', '2026-03-08T06:59:59.123456Z')
    }
}
