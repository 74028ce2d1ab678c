BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGIocFeed' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Clear-TGEmulatorRequest $emulator
        $window = @{ After = '2026-03-02T10:00:00Z'; Before = '2026-03-02T10:01:00Z' }
    }

    Context 'The founding story' {
        It 'asks what the URL asks, and gives ten addresses' {
            $rows = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -Confidence 75 -Severity 75 -First 10
            $rows | Should -HaveCount 10
            $rows | Should -BeOfType ThreatGrid.IpFeedItem
            $requests = Get-TGFeedRequest $emulator
            $requests | Should -HaveCount 1
            $requests[0].Path | Should -Be '/api/v2/iocs/feeds/ips'
            $sent = $requests[0].Parameters
            @($sent.PSObject.Properties.Name | Sort-Object) | Should -Be @('after', 'before', 'confidence', 'limit', 'severity')
            "$($sent.limit) $($sent.after) $($sent.before) $($sent.confidence) $($sent.severity)" |
                Should -Be '10 2018-01-18T00:00:00Z 2018-01-18T02:00:00Z 75 75'
        }

        It 'carries all that a row has' {
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @(New-TGTestRow -Number 7 -Timestamp 2026-03-02T10:00:05Z -More @{ port = 443; extra = @{ a = 1 } })
            $row = Get-TGIocFeed Ip @window
            $row.Ip | Should -Be 11.0.0.7
            $row.Value | Should -Be 11.0.0.7
            $row.Defanged | Should -Be '11[.]0[.]0[.]7'
            $row.Port | Should -Be 443
            $row.Confidence | Should -Be 90
            $row.Severity | Should -Be 95
            $row.Indicator | Should -Be 'network-snort-malware'
            $row.SampleId | Should -Be ('{0:x32}' -f 7)
            $row.SampleSha256 | Should -Be ('{0:x64}' -f 7)
            $row.TimestampUtc | Should -Be ([datetime]::new(2026, 3, 2, 10, 0, 5, [System.DateTimeKind]::Utc))
            $row.TimestampUtc.Kind | Should -Be 'Utc'
            $row.Timestamp.Kind | Should -Be 'Local'
            $row.SampleLink | Should -Be "$($emulator.Uri)mask/samples/$('{0:x32}' -f 7)"
            $row.IndicatorLink | Should -BeLike '*#indicator-row-network-snort-malware'
            $row.Connection | Should -Be 127.0.0.1
            $row.AdditionalProperties['extra']['a'] | Should -Be 1
        }
    }

    Context 'Every feed' {
        It 'reads <_>' -ForEach @('Artifact', 'Domain', 'Ip', 'NetworkStream', 'Path', 'RegistryKey', 'Url') {
            $rows = Get-TGIocFeed $_ -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z
            $rows.Count | Should -BeGreaterThan 10
            $rows[0].FeedType | Should -Be $_
            $rows.Value | Should -Not -Contain $null
            $rows | ForEach-Object { $_.Confidence; $_.Severity } | Measure-Object -Minimum | ForEach-Object Minimum | Should -BeGreaterOrEqual 80
        }

        It 'reads several feeds in one call, and sends the server''s defaults' {
            $rows = Get-TGIocFeed Domain, Url -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z
            @($rows | Group-Object FeedType).Name | Should -Be @('Domain', 'Url')
            foreach ($request in Get-TGFeedRequest $emulator) {
                $request.Parameters.confidence | Should -Be 80
                $request.Parameters.severity | Should -Be 80
            }
        }

        It 'defangs domains and URLs in the table' {
            (Get-TGIocFeed Domain -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -First 2 | Out-String) | Should -Match '\[\.\]example'
            (Get-TGIocFeed Url -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -First 2 | Out-String -Width 200) | Should -Match 'hxxp'
        }

        It 'shows address, port, confidence, severity, indicator and time as a table' {
            $text = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -First 2 | Out-String -Width 200
            $text | Should -Match 'Address\s+Port\s+Confidence\s+Severity\s+Indicator\s+Timestamp'
        }
    }

    Context 'Completeness' {
        BeforeAll {
            $caseA = @(
                New-TGTestRow 1 2026-03-02T10:00:01Z 11.0.0.1
                New-TGTestRow 2 2026-03-02T10:00:09Z 11.0.0.2
                New-TGTestRow 3 2026-03-02T10:00:30Z 11.0.0.3
                New-TGTestRow 4 2026-03-02T10:00:30Z 11.0.0.4
                New-TGTestRow 5 2026-03-02T10:00:30Z 11.0.0.4
                New-TGTestRow 6 2026-03-02T10:00:31Z 11.0.0.6
                New-TGTestRow 7 2026-03-02T10:00:55Z 11.0.0.7
            )
            $caseB = 1..9 | ForEach-Object { New-TGTestRow $_ 2026-03-02T10:00:30Z "11.0.1.$_" }
        }

        It 'gives each row of a tie at the page boundary once (T1, T6, T7, T9; after inclusive: <_>)' -ForEach @($true, $false) {
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $caseA
            Set-TGEmulatorSetting $emulator @{ pageCap = 4; afterInclusive = $_ }
            $rows = Get-TGIocFeed Ip @window
            $rows.Value | Should -Be @('11.0.0.1', '11.0.0.2', '11.0.0.3', '11.0.0.4', '11.0.0.4', '11.0.0.6', '11.0.0.7')
            (Get-TGIocFeed Ip @window -Unique).Value | Should -HaveCount 6
        }

        It 'pages on inside one second (T6; after inclusive: <_>)' -ForEach @($true, $false) {
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $caseB
            Set-TGEmulatorSetting $emulator @{ pageCap = 4; afterInclusive = $_ }
            (Get-TGIocFeed Ip @window).Value | Should -HaveCount 9
            (Get-TGFeedRequest $emulator).Count | Should -BeLessOrEqual 6
        }

        It 'reads three full pages and a short one without loss (T14, T33)' {
            $rows = Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-02T10:00Z -Confidence 0 -Severity 0
            $rows.Count | Should -Be (34 * 240)
            @($rows | ForEach-Object { "$($_.SampleId)|$($_.Value)|$($_.Indicator)|$($_.TimestampUtc.Ticks)|$($_.Port)" } | Sort-Object -Unique).Count | Should -Be $rows.Count
        }

        It 'reads on while rows are <Name> (T5, T13, T16)' -ForEach @(
            @{ Name = 'put in front'; Setting = @{ insertEvery = 1 } }
            @{ Name = 'removed'; Setting = @{ removeEvery = 2 } }
        ) {
            $all = 1..40 | ForEach-Object { New-TGTestRow $_ ('2026-03-02T10:00:{0:00}Z' -f $_) }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Set-TGEmulatorSetting $emulator (@{ pageCap = 7 } + $Setting)
            $rows = Get-TGIocFeed Ip @window -ErrorAction SilentlyContinue -ErrorVariable problems
            $keys = $rows | ForEach-Object { "$($_.SampleId)$($_.TimestampUtc.Ticks)" }
            @($keys | Sort-Object -Unique).Count | Should -Be @($keys).Count
            if ($Setting.removeEvery) {
                $last = 20..40 | ForEach-Object { '{0:x32}' -f $_ }
                $last | ForEach-Object { $rows.SampleId | Should -Contain $_ }
            }
            elseif (-not $problems) {
                1..40 | ForEach-Object { $rows.SampleId | Should -Contain ('{0:x32}' -f $_) }
            }
        }

        It 'splits the window when the server refuses to page on (T15, T18)' {
            $all = 1..50 | ForEach-Object { New-TGTestRow $_ ('2026-03-02T10:00:{0:00}Z' -f $_) }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Set-TGEmulatorSetting $emulator @{ pageCap = 5; offsetCap = 1010 }
            $rows = Get-TGIocFeed Ip @window
            $rows | Should -HaveCount 50
            @($rows.SampleId | Sort-Object -Unique) | Should -HaveCount 50
        }

        It 'finds rows that the server hides behind a cap (T15, T19)' {
            $all = 1..50 | ForEach-Object { $n = $_; 1..40 | ForEach-Object { New-TGTestRow ($n * 100 + $_) ('2026-03-02T10:00:{0:00}Z' -f $n) "11.0.$n.$_" } }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Set-TGEmulatorSetting $emulator @{ silentCap = 1000 }
            $rows = Get-TGIocFeed Ip @window
            $rows | Should -HaveCount 2000
            @($rows.Value | Sort-Object -Unique) | Should -HaveCount 2000
        }

        It 'says what is missing when one second holds more than the server gives' {
            $all = 1..30 | ForEach-Object { New-TGTestRow $_ 2026-03-02T10:00:30Z }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Set-TGEmulatorSetting $emulator @{ pageCap = 5; offsetCap = 1010 }
            $rows = Get-TGIocFeed Ip @window -ErrorAction SilentlyContinue -ErrorVariable problems
            $rows.Count | Should -BeGreaterThan 5
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'IncompleteResult,*'
            "$($problems[0])" | Should -Match '2026-03-02T10:00'
        }

        It 'does not loop when the server repeats a page (T4)' {
            $all = 1..20 | ForEach-Object { New-TGTestRow $_ 2026-03-02T10:00:30Z }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Set-TGEmulatorSetting $emulator @{ pageCap = 5; repeatPage = $true }
            $null = Get-TGIocFeed Ip @window -ErrorAction SilentlyContinue -ErrorVariable problems
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'IncompleteResult,*'
            (Get-TGFeedRequest $emulator).Count | Should -BeLessThan 60
        }

        It 'asks again for a page that the server calls partial' {
            $all = 1..20 | ForEach-Object { New-TGTestRow $_ ('2026-03-02T10:00:{0:00}Z' -f $_) }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Add-TGEmulatorFault $emulator @{ path = '/ips'; action = 'timedOut'; rows = 3 }
            Get-TGIocFeed Ip @window | Should -HaveCount 20
        }

        It 'does not take a short page for the end' {
            $all = 1..20 | ForEach-Object { New-TGTestRow $_ ('2026-03-02T10:00:{0:00}Z' -f $_) }
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $all
            Add-TGEmulatorFault $emulator @{ path = '/ips'; action = 'shortPage'; rows = 3 }
            Get-TGIocFeed Ip @window | Should -HaveCount 20
        }

        It 'gives the same rows in any order the server likes: <_>' -ForEach @('desc', 'shuffled') {
            $asc = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-19T00:00Z
            Set-TGEmulatorSetting $emulator @{ order = $_ }
            $other = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-19T00:00Z
            $other.Count | Should -Be $asc.Count
        }

        It 'gives the same rows with several requests at once' {
            $one = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-20T00:00Z -Confidence 0 -Severity 0
            $four = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-20T00:00Z -Confidence 0 -Severity 0 -ThrottleLimit 4
            $four.Count | Should -Be (48 * 240)
            Compare-Object $one $four -Property SampleId, Value, TimestampUtc, Indicator -SyncWindow 0 | Should -BeNullOrEmpty
        }
    }

    Context 'Limits and stopping' {
        It 'gives exactly -First rows after -Skip' {
            $all = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z
            $part = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -First 3 -Skip 4
            $part | Should -HaveCount 3
            $part[0].SampleId | Should -Be $all[4].SampleId
        }

        It 'stops with the pipeline, at most one page beyond, without red text (P11, P12, P13)' {
            $Error.Clear()
            $taken = Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-02-01T00:00Z | Select-Object -First 5
            $taken | Should -HaveCount 5
            $Error | Should -BeNullOrEmpty
            (Get-TGFeedRequest $emulator).Count | Should -BeLessOrEqual 2
            Start-Sleep -Milliseconds 500
            (Get-TGFeedRequest $emulator).Count | Should -BeLessOrEqual 2
        }

        It 'stops at once <Name>' -ForEach @(
            @{ Name = 'in a slow request'; Fault = @{ path = '/ips'; action = 'hang'; times = 0 } }
            @{ Name = 'in a retry wait (R4)'; Fault = @{ path = '/ips'; status = 429; headers = @{ 'Retry-After' = '60' }; times = 0 } }
        ) {
            Add-TGEmulatorFault $emulator $Fault
            $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
            $connection = Get-TGConnection
            [void]$shell.AddScript("param(`$m, `$c) Import-Module `$m; Get-TGIocFeed Ip -Last 1h -Connection `$c").AddArgument("$root/out/ThreatGrid/ThreatGrid.psd1").AddArgument($connection)
            $running = $shell.BeginInvoke()
            Start-Sleep -Milliseconds 1500
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $clock.ElapsedMilliseconds | Should -BeLessThan 1000
            $running.IsCompleted | Should -BeTrue
            $shell.Dispose()
        }

        It 'gives nothing for an empty window, and no error' {
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @()
            Get-TGIocFeed Ip @window | Should -BeNullOrEmpty
        }
    }

    Context 'Filters' {
        It 'sends <Name> as <Wire>' -ForEach @(
            @{ Name = '-IpAddress'; Type = 'Ip'; Parameters = @{ IpAddress = '11.0.0.0/8' }; Wire = 'ip'; Value = '11.0.0.0/8' }
            @{ Name = '-Port'; Type = 'NetworkStream'; Parameters = @{ Port = 443 }; Wire = 'port'; Value = '443' }
            @{ Name = '-Domain'; Type = 'Domain'; Parameters = @{ Domain = 'a.example' }; Wire = 'domain'; Value = 'a.example' }
            @{ Name = '-Url'; Type = 'Url'; Parameters = @{ Url = 'http://a.example/%2F?a=1&b=ü#x' }; Wire = 'url'; Value = 'http://a.example/%2F?a=1&b=ü#x' }
            @{ Name = '-Path'; Type = 'Path'; Parameters = @{ Path = '\TEMP\a b.exe' }; Wire = 'path'; Value = '\TEMP\a b.exe' }
            @{ Name = '-Hash (SHA-256)'; Type = 'Artifact'; Parameters = @{ Hash = 'a' * 64 }; Wire = 'sha256'; Value = 'a' * 64 }
            @{ Name = '-Hash (SHA-1)'; Type = 'Artifact'; Parameters = @{ Hash = 'b' * 40 }; Wire = 'sha1'; Value = 'b' * 40 }
            @{ Name = '-Hash (MD5)'; Type = 'Artifact'; Parameters = @{ Hash = 'c' * 32 }; Wire = 'md5'; Value = 'c' * 32 }
            @{ Name = '-Indicator'; Type = 'Ip'; Parameters = @{ Indicator = 'some-indicator' }; Wire = 'ioc'; Value = 'some-indicator' }
            @{ Name = '-OrganizationOnly'; Type = 'Ip'; Parameters = @{ OrganizationOnly = $true }; Wire = 'org_only'; Value = 'true' }
            @{ Name = '-UserOnly'; Type = 'Ip'; Parameters = @{ UserOnly = $true }; Wire = 'user_only'; Value = 'true' }
            @{ Name = '-SampleId'; Type = 'Ip'; Parameters = @{ SampleId = 'a1', 'b2' }; Wire = 'sample'; Value = 'a1,b2' }
            @{ Name = '-Query'; Type = 'Ip'; Parameters = @{ Query = @{ anything = $true } }; Wire = 'anything'; Value = 'true' }
        ) {
            $null = Get-TGIocFeed $Type @window @Parameters
            (Get-TGFeedRequest $emulator)[0].Parameters.$Wire | Should -Be $Value
        }

        It 'refuses a filter that the feed does not have' {
            { Get-TGIocFeed Domain -Port 443 } | Should -Throw -ErrorId 'FilterNotForFeed,*' -ExpectedMessage '*-Port*Domain*'
            Get-TGFeedRequest $emulator | Should -BeNullOrEmpty
        }

        It 'chains by sample id' {
            $null = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -First 1 | Get-TGIocFeed Domain -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z
            $requests = Get-TGFeedRequest $emulator
            $requests[-1].Path | Should -BeLike '*/domains'
            $requests[-1].Parameters.sample | Should -Match '^[0-9a-f]{32}$'
        }
    }

    Context 'Times' {
        It 'asks the last hour by the server''s clock when nothing is given (T28, T30, T31), and says so' {
            Set-TGEmulatorClock $emulator @{ now = '2026-07-01T12:00:00Z'; frozen = $true }
            $connection = Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -Name elsewhen -NotDefault -WarningAction SilentlyContinue
            $verbose = Get-TGIocFeed Ip -Connection $connection -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $request = (Get-TGFeedRequest $emulator)[0]
            "$($request.Parameters.after) $($request.Parameters.before)" | Should -Match '^2026-07-01T(10:59:59|11:00:00)Z 2026-07-01T(11:59:59|12:00:00)Z$'
            "$verbose" | Should -Match 'last hour'
        }

        It 'takes <Text> as a duration' -ForEach @(@{ Text = '24h'; Hours = 24 }, @{ Text = '7d'; Hours = 168 }, @{ Text = '90m'; Hours = 1.5 }, @{ Text = '5400s'; Hours = 1.5 }) {
            Invoke-Expression "Get-TGIocFeed Ip -Last $Text -First 1" | Out-Null
            $request = (Get-TGFeedRequest $emulator)[0]
            ([datetime]$request.Parameters.before - [datetime]$request.Parameters.after).TotalHours | Should -Be $Hours
        }

        It 'takes a TimeSpan, and an instant with an offset' {
            Get-TGIocFeed Ip -Last (New-TimeSpan -Hours 3) -First 1 | Out-Null
            Get-TGIocFeed Ip -After 2026-05-01T00:00:00+09:00 -Before 2026-05-01T01:00:00+0900 -First 1 | Out-Null
            (Get-TGFeedRequest $emulator)[-1].Parameters.after | Should -Be '2026-04-30T15:00:00Z'
            (Get-TGFeedRequest $emulator)[-1].Parameters.before | Should -Be '2026-04-30T16:00:00Z'
        }

        It 'rounds down, never up' {
            Get-TGIocFeed Ip -After ([datetimeoffset]'2026-05-01T00:00:00.9934567+00:00') -Before 2026-05-01T01:00Z -First 1 | Out-Null
            (Get-TGFeedRequest $emulator)[0].Parameters.after | Should -Be '2026-05-01T00:00:00Z'
        }

        It 'keeps the fraction of a row''s time' {
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @(New-TGTestRow 1 2026-03-02T10:00:30.123456Z)
            $row = Get-TGIocFeed Ip @window
            $row.TimestampUtc.Ticks % 10000000 | Should -Be 1234560
            ($row | ConvertTo-TGRow).Timestamp | Should -Be '2026-03-02T10:00:30.123456Z'
        }

        It 'warns when rows lie outside what was asked (T29)' {
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @(New-TGTestRow 1 2026-03-02T10:00:30Z)
            Set-TGEmulatorSetting $emulator @{ ignoreWindow = $true }
            Get-TGIocFeed Ip -After 2026-01-01T00:00Z -Before 2026-01-02T00:00Z -WarningVariable warnings -WarningAction SilentlyContinue | Out-Null
            "$warnings" | Should -Match 'outside the window'
        }

        It 'warns once of a clock that is off, and follows the server''s (case 04 D)' {
            Set-TGEmulatorSetting $emulator @{ dateSkewSeconds = 420 }
            $fresh = Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -Name skewed -NotDefault -WarningAction SilentlyContinue -WarningVariable warnings
            "$warnings" | Should -Match '7 minutes ahead'
            Get-TGIocFeed Ip -Connection $fresh -First 1 -WarningVariable again | Out-Null
            $again | Should -BeNullOrEmpty
            $before = [datetime]::Parse((Get-TGFeedRequest $emulator)[0].Parameters.before).ToUniversalTime()
            ($before - [datetime]::UtcNow).TotalMinutes | Should -BeGreaterThan 6
        }
    }

    Context 'Bad input' {
        It '<Name>' -ForEach @(
            @{ Name = 'start later than end'; Line = 'Get-TGIocFeed Ip -After 2026-03-03 -Before 2026-03-02'; Id = 'InvalidWindow,*'; Says = '*not earlier*' }
            @{ Name = 'a window in the future'; Line = 'Get-TGIocFeed Ip -After 2199-01-01 -Before 2199-01-02'; Id = 'InvalidWindow,*'; Says = '*future*' }
            @{ Name = '-Before alone'; Line = 'Get-TGIocFeed Ip -Before 2026-03-02'; Id = 'InvalidWindow,*'; Says = '*-Before needs -After*' }
            @{ Name = '-Last with -After'; Line = 'Get-TGIocFeed Ip -Last 1h -After 2026-03-02'; Id = 'InvalidWindow,*'; Says = '*-Last*' }
            @{ Name = 'confidence 101'; Line = 'Get-TGIocFeed Ip -Confidence 101'; Id = 'ParameterArgumentValidationError,*'; Says = '*101*100*' }
            @{ Name = 'an unknown feed'; Line = 'Get-TGIocFeed Adresses'; Id = '*'; Says = '*Artifact, Domain, Ip*' }
            @{ Name = 'no date'; Line = 'Get-TGIocFeed Ip -After tomorrow'; Id = 'ParameterArgumentTransformationError,*'; Says = '*tomorrow*yyyy-MM-dd*' }
            @{ Name = 'a date of the country'; Line = 'Get-TGIocFeed Ip -After 02.03.2026'; Id = 'ParameterArgumentTransformationError,*'; Says = '*02.03.2026*yyyy-MM-dd*' }
            @{ Name = 'another date of the country'; Line = 'Get-TGIocFeed Ip -After 3/2/2026'; Id = 'ParameterArgumentTransformationError,*'; Says = '*3/2/2026*yyyy-MM-dd*' }
            @{ Name = 'a bare number'; Line = 'Get-TGIocFeed Ip -Last 24'; Id = 'ParameterArgumentTransformationError,*'; Says = '*24h*' }
            @{ Name = 'an unknown connection'; Line = 'Get-TGIocFeed Ip -Connection nowhere'; Id = 'ParameterArgumentTransformationError,*'; Says = '*nowhere*Connect-TGServer*' }
            @{ Name = 'no hash'; Line = 'Get-TGIocFeed Artifact -Hash xyz'; Id = 'NoHash,*'; Says = '*xyz*no hash*' }
        ) {
            { Invoke-Expression $Line } | Should -Throw -ErrorId $Id -ExpectedMessage $Says
            Get-TGFeedRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'Failures' {
        It '<Name> is <Id>' -ForEach @(
            @{ Name = '400'; Fault = @{ status = 400; body = '{"api_version":2,"id":1,"error":{"message":"Bad thing. ","code":400}}' }; Id = 'InvalidRequest'; Category = 'InvalidArgument'; Says = 'Bad thing' }
            @{ Name = '401'; Fault = @{ status = 401; body = '{"error":"API key could not be determined"}' }; Id = 'AuthenticationFailed'; Category = 'AuthenticationError'; Says = 'could not be determined' }
            @{ Name = '403'; Fault = @{ status = 403; body = '{"error":"Unknown API key","api_key":"x"}' }; Id = 'PermissionDenied'; Category = 'PermissionDenied'; Says = 'Unknown API key' }
            @{ Name = '404'; Fault = @{ status = 404; body = '' }; Id = 'NotFound'; Category = 'ObjectNotFound'; Says = '404' }
            @{ Name = '500 with a page of HTML'; Fault = @{ status = 500; contentType = 'text/html'; body = '<html><head><title>Oops</title></head><body><h1>It broke</h1></body></html>' }; Id = 'ServerError'; Category = 'ResourceUnavailable'; Says = 'It broke' }
            @{ Name = 'HTML in place of JSON'; Fault = @{ action = 'html' }; Id = 'UnexpectedAnswer'; Category = 'InvalidData'; Says = 'web page' }
            @{ Name = 'an empty answer (R5)'; Fault = @{ action = 'empty' }; Id = 'UnexpectedAnswer'; Category = 'InvalidData'; Says = 'empty' }
            @{ Name = 'JSON cut in the middle'; Fault = @{ action = 'truncateChunked'; bytes = 300 }; Id = 'UnexpectedAnswer'; Category = 'InvalidData'; Says = 'byte' }
            @{ Name = 'a cut connection (D5)'; Fault = @{ action = 'truncate'; bytes = 300 }; Id = 'ConnectionFailed'; Category = 'ConnectionError'; Says = '' }
            @{ Name = 'a reset'; Fault = @{ action = 'resetBefore' }; Id = 'ConnectionFailed'; Category = 'ConnectionError'; Says = '' }
            @{ Name = 'a redirect elsewhere (A10)'; Fault = @{ action = 'redirect'; status = 302; location = 'http://127.0.0.2:9/steal' }; Id = 'RedirectRefused'; Category = 'SecurityError'; Says = '127.0.0.2' }
            @{ Name = 'a redirect to itself'; Fault = @{ action = 'redirect'; status = 301; location = '/api/v2/iocs/feeds/ips' }; Id = 'RedirectRefused'; Category = 'SecurityError'; Says = 'not followed' }
            @{ Name = 'quota used up for a day (R6, case 07 g)'; Fault = @{ status = 429; headers = @{ 'Retry-After' = '86400' } }; Id = 'QuotaExceeded'; Category = 'LimitsExceeded'; Says = 'Next free slot' }
        ) {
            Add-TGEmulatorFault $emulator (@{ path = '/ips'; times = 0 } + $Fault)
            $problem = $null
            try { Get-TGIocFeed Ip @window -ErrorAction Stop } catch { $problem = $_ }
            $problem.FullyQualifiedErrorId | Should -BeLike "$Id,*"
            $problem.CategoryInfo.Category | Should -Be $Category
            "$problem" | Should -Match $Says
            $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
            $problem.Exception.Request | Should -BeLike 'GET http*'
            ($problem | Get-TGErrorText | Out-String) | Should -Not -Match $key
        }

        It 'recovers from <Name> without losing or doubling a row' -ForEach @(
            @{ Name = '500'; Fault = @{ status = 500; body = 'x' } }
            @{ Name = '503 without a body'; Fault = @{ status = 503; body = '' } }
            @{ Name = '429 (R1)'; Fault = @{ status = 429; headers = @{ 'Retry-After' = '0' } } }
            @{ Name = 'a reset before the work'; Fault = @{ action = 'resetBefore' } }
            @{ Name = 'a reset after the work'; Fault = @{ action = 'resetAfter' } }
            @{ Name = 'a cut answer'; Fault = @{ action = 'truncate'; bytes = 5000 } }
            @{ Name = 'cut JSON'; Fault = @{ action = 'truncateChunked'; bytes = 5000 } }
            @{ Name = 'an empty answer'; Fault = @{ action = 'empty' } }
        ) {
            $right = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-19T00:00Z
            Add-TGEmulatorFault $emulator (@{ path = '/ips'; times = 2; skip = 1 } + $Fault)
            $rows = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-19T00:00Z
            Compare-Object $right $rows -Property SampleId, Value, TimestampUtc, Indicator -SyncWindow 0 | Should -BeNullOrEmpty
        }

        It 'keeps what was delivered when a later page fails, and says where (R10)' {
            Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 2; times = 0; status = 500; body = 'x' }
            $rows = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-28T00:00Z -ErrorAction SilentlyContinue -ErrorVariable problems
            $rows.Count | Should -BeGreaterThan 1000
            "$($problems[0])" | Should -Match "row \d+ of IOC feed 'ips', 2018-01-18T00:00:00Z to 2018-01-28T00:00:00Z"
        }

        It 'gives up on a silent server after the time-out (D13)' {
            $quick = Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -Name quick -NotDefault -TimeoutSec 1 -MaximumRetryCount 0
            foreach ($action in 'hang', 'stall') {
                Clear-TGEmulatorFault $emulator
                Add-TGEmulatorFault $emulator @{ path = '/ips'; action = $action; bytes = 100; times = 0 }
                $clock = [System.Diagnostics.Stopwatch]::StartNew()
                { Get-TGIocFeed Ip @window -Connection $quick } | Should -Throw -ErrorId 'Timeout,*'
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
            }
        }

        It 'loses no other row to one that is odd (J9, J10, J11)' {
            $good = (New-TGTestRow 1 2026-03-02T10:00:01Z | ConvertTo-Json -Compress), (New-TGTestRow 2 2026-03-02T10:00:02Z | ConvertTo-Json -Compress)
            $raw = '[' + $good[0] + ',"no row",' +
                '{"timestamp":"2026-03-02T10:00:03Z","ip":"bad\ud83d","port":"443","confidence":null,"severity":"95","ioc":5,"big":18446744073709551615,"":"empty","Name":1,"name":2,"$type":"System.IO.FileInfo"},' +
                $good[1] + ']'
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $raw
            $rows = Get-TGIocFeed Ip @window -Confidence 0 -Severity 0 -ErrorAction SilentlyContinue -ErrorVariable problems
            $rows | Should -HaveCount 3
            $problems[0].FullyQualifiedErrorId | Should -BeLike 'UnreadableRow,*'
            $odd = $rows | Where-Object Port -EQ 443
            $odd.Ip | Should -Be "bad$([char]0xFFFD)"
            $odd.Confidence | Should -BeNullOrEmpty
            $odd.Severity | Should -Be 95
            $odd.Indicator | Should -Be '5'
            $odd.AdditionalProperties['big'] | Should -Be ([uint64]::MaxValue)
            $odd.AdditionalProperties['Name'] | Should -Be 1
            $odd.AdditionalProperties['name'] | Should -Be 2
            $odd.AdditionalProperties[''] | Should -Be 'empty'
            $odd.AdditionalProperties['$type'] | Should -Be 'System.IO.FileInfo'
        }

        It 'reads the variations on record' {
            Set-TGEmulatorSetting $emulator @{ oddJson = $true }
            $odd = Get-TGIocFeed NetworkStream -After 2018-01-18T00:00Z -Before 2018-01-19T00:00Z
            Set-TGEmulatorSetting $emulator @{ oddJson = $false }
            $plain = Get-TGIocFeed NetworkStream -After 2018-01-18T00:00Z -Before 2018-01-19T00:00Z
            Compare-Object $plain $odd -Property SampleId, DestinationIp, DestinationPort, TimestampUtc -SyncWindow 0 | Should -BeNullOrEmpty
        }
    }

    Context 'Several connections' {
        It 'reads from each, and every row tells which it came from' {
            $second = Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -Name second -NotDefault
            $rows = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z -Connection 127.0.0.1, $second
            @($rows | Group-Object Connection).Name | Sort-Object | Should -Be @('127.0.0.1', 'second')
        }

        It 'works in parallel with a connection from outside' {
            $connection = Get-TGConnection 127.0.0.1
            $path = "$root/out/ThreatGrid/ThreatGrid.psd1"
            $counts = 1..4 | ForEach-Object -Parallel {
                Import-Module $using:path
                @(Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -Connection $using:connection).Count
            }
            @($counts | Sort-Object -Unique) | Should -HaveCount 1
        }
    }

    Context 'Strict mode and completion' {
        It 'has every documented property, always (P15)' {
            Set-StrictMode -Version Latest
            Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows '[{"timestamp":"2026-03-02T10:00:03Z"}]'
            $row = Get-TGIocFeed Ip @window
            { $row.PSObject.Properties | ForEach-Object Value } | Should -Not -Throw
        }

        It 'completes feeds, connections and indicators seen' {
            $null = Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z
            (TabExpansion2 'Get-TGIocFeed Reg').CompletionMatches.CompletionText | Should -Contain 'RegistryKey'
            (TabExpansion2 'Get-TGIocFeed Ip -Connection 127').CompletionMatches.CompletionText | Should -Contain '127.0.0.1'
            (TabExpansion2 'Get-TGIocFeed Ip -Indicator ').CompletionMatches.Count | Should -BeGreaterThan 3
        }
    }
}
