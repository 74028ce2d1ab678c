# Many at once: runspaces, thread jobs, processes, connections and checkpoints side by side. Each gets its own, and all of it.
BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
    $module = "$root/out/ThreatGrid/ThreatGrid.psd1"
    $fast = @{ RetryInterval = '00:00:00.010'; MaximumRetryCount = 3; NotDefault = $true }
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    $shared = Connect-TGServer $emulator.Uri -Name shared -ApiKey $secret @fast
    $day = @{ After = '2018-01-01T00:00Z' }

    # The rows of an hour, as text that differs for each.
    function Get-Hour([int] $Hour, $Connection = $shared) {
        $from = [datetime]::new(2018, 1, 1, $Hour, 0, 0, [DateTimeKind]::Utc)
        Get-TGIocFeed Ip -After $from -Before $from.AddHours(1) -Connection $Connection | ForEach-Object { "$($_.TimestampUtc.Ticks) $($_.Ip) $($_.SampleId) $($_.Indicator)" }
    }

    # Rows of today at a server whose clock stands, for syncs.
    function Set-TodaysRow([int] $Count) {
        $script:today = [datetime]::UtcNow.Date
        Set-TGEmulatorClock $emulator @{ now = $today.AddHours(12).ToString('yyyy-MM-ddTHH:mm:ssZ'); frozen = $true }
        Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @(1..$Count | ForEach-Object {
                New-TGTestRow -Number $_ -Timestamp $today.AddSeconds(100 + $_).ToString('yyyy-MM-ddTHH:mm:ssZ') -Ip "11.0.$($_ -shr 8).$($_ -band 255)"
            })
    }

    # How many lines a file has, and how many values are in them.
    function Get-Tally([string] $Path) {
        $values = @([IO.File]::ReadAllLines($Path) | ForEach-Object { ($_ | ConvertFrom-Json).value })
        "$($values.Count) lines, $(@($values | Sort-Object -Unique).Count) values"
    }

    # What one run of Sync-TGFeed comes to, in a runspace of its own: ok, or the id of its error.
    $syncOnce = {
        param($module, $connection, $arguments)
        Import-Module $module
        try { Sync-TGFeed Ip -Connection $connection -WarningAction Ignore -ErrorAction Stop @arguments; 'ok' } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
    }.ToString()
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'One connection in many runspaces' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'gives each its own window of a feed, whole' {
        $expected = 0..11 | ForEach-Object { , @(Get-Hour $_) }
        $function = ${function:Get-Hour}.ToString()
        $got = 0..11 | ForEach-Object -ThrottleLimit 12 -Parallel {
            Import-Module $using:module
            $shared = $using:shared
            [pscustomobject]@{ Hour = $_; Rows = @(& ([scriptblock]::Create($using:function)) $_ $shared) }
        } | Sort-Object Hour
        $got | Should -HaveCount 12
        foreach ($hour in 0..11) {
            $expected[$hour].Count | Should -BeGreaterThan 50
            $got[$hour].Rows | Should -Be $expected[$hour]
        }
    }

    It 'gives each the analysis of its own sample, in thread jobs too' {
        $samples = @(Find-TGSample -OrganizationOnly -State succ -Last 30d -First 8 -Connection $shared)
        $samples | Should -HaveCount 8
        $describe = { param($module, $connection, $id) Import-Module $module; "$id $((Get-TGSampleThreat $id -Connection $connection).Score) $(@(Get-TGSampleObservable $id -Connection $connection).Value -join ' ')" }
        $text = $describe.ToString()
        $expected = $samples.SampleId | ForEach-Object { & $describe $module $shared $_ }
        @($expected | Sort-Object -Unique) | Should -HaveCount 8
        $samples.SampleId | ForEach-Object -ThrottleLimit 8 -Parallel { & ([scriptblock]::Create($using:text)) $using:module $using:shared $_ } | Sort-Object | Should -Be ($expected | Sort-Object)
        $jobs = $samples.SampleId | ForEach-Object { Start-ThreadJob $describe -ThrottleLimit 8 -ArgumentList $module, $shared, $_ }
        $jobs | Receive-Job -Wait -AutoRemoveJob | Sort-Object | Should -Be ($expected | Sort-Object)
    }

    It 'waits as a whole when the server asks one of them to (case 07 R7)' {
        Add-TGEmulatorFault $emulator @{ path = '/ips'; times = 1; status = 429; headers = @{ 'Retry-After' = '2' } }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $first = Start-ThreadJob -ArgumentList $module, $shared { param($module, $connection) Import-Module $module; @(Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-01T00:10Z -Connection $connection).Count }
        while (-not (Get-TGFeedRequest $emulator)) { Start-Sleep -Milliseconds 20 }
        $others = 1..7 | ForEach-Object -ThrottleLimit 7 -Parallel {
            Import-Module $using:module
            $count = @(Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-01T00:10Z -Connection $using:shared).Count
            [pscustomobject]@{ Rows = $count; Ended = ($using:clock).Elapsed.TotalSeconds }
        }
        $rows = $first | Receive-Job -Wait -AutoRemoveJob
        $rows | Should -BeGreaterThan 0
        @($others).Count | Should -Be 7
        $others | ForEach-Object Rows | Should -Be (@($rows) * 7)
        ($others.Ended | Measure-Object -Minimum).Minimum | Should -BeGreaterThan 1.9
        $requests = Get-TGFeedRequest $emulator
        $requests.Status | Where-Object { $_ -eq 429 } | Should -HaveCount 1
        ([datetime]$requests[1].At - [datetime]$requests[0].At).TotalSeconds | Should -BeGreaterThan 1.9 -Because 'nobody knocks meanwhile'
    }

    It 'outlives that the session forgets it' {
        Set-TGEmulatorSetting $emulator @{ latencyMs = 50 }
        $own = Connect-TGServer $emulator.Uri -Name leaving -ApiKey $secret @fast
        $expected = @(Get-TGIocFeed Ip @day -Before 2018-01-01T06:00Z -Connection $own).Count
        $readers = 1..3 | ForEach-Object { Start-ThreadJob -ArgumentList $module, $own { param($module, $connection) Import-Module $module; @(Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-01T06:00Z -Connection $connection).Count } }
        $visitors = 1..3 | ForEach-Object {
            Start-ThreadJob -ArgumentList $module, $emulator.Uri, $secret {
                param($module, $uri, $secret)
                Import-Module $module
                foreach ($i in 1..10) {
                    $null = Connect-TGServer $uri -Name visitor -ApiKey $secret
                    Disconnect-TGServer visitor
                }

                @(Get-TGConnection).Count
            }
        }
        Disconnect-TGServer $own
        { Get-TGConnection leaving -ErrorAction Stop } | Should -Throw -ErrorId 'ConnectionNotFound,*'
        $readers | Receive-Job -Wait -AutoRemoveJob | Should -Be (@($expected) * 3)
        $visitors | Receive-Job -Wait -AutoRemoveJob | Should -Be @(0, 0, 0)
    }
}

Describe 'Several connections at once' {
    BeforeAll {
        $keys = @{ analyst1 = 'demo0key0for0the0emulator0'; analyst2 = 'us3r0key0for0the0emulator0'; outsider1 = '0uts1der0key0for0emulator0' }
        $other = Start-TGEmulator -Arguments @('--seed', '99')
        $servers = $emulator, $other
        $servers | ForEach-Object { Reset-TGEmulator $_ }
        $connections = foreach ($server in 0, 1) {
            foreach ($login in 'analyst1', 'analyst2', 'outsider1') {
                Connect-TGServer $servers[$server].Uri -Name "$login@$server" -ApiKey $keys[$login] @fast -WarningAction Ignore
            }
        }
        $expected = 0, 1 | ForEach-Object { , @(Get-Hour 3 "analyst1@$_") }
        $servers | ForEach-Object { Clear-TGEmulatorRequest $_ }
        $function = ${function:Get-Hour}.ToString()
        $got = @($connections) * 4 | ForEach-Object -ThrottleLimit 12 -Parallel {
            Import-Module $using:module
            [pscustomobject]@{ Name = $_.Name; Login = (Test-TGConnection $_).Login; Rows = @(& ([scriptblock]::Create($using:function)) 3 $_) }
        }
    }

    AfterAll {
        Stop-TGEmulator $other
    }

    It 'have servers that differ' {
        $expected[0].Count | Should -BeGreaterThan 50
        Compare-Object $expected[0] $expected[1] -IncludeEqual -ExcludeDifferent | Should -BeNullOrEmpty
    }

    It 'give each the rows of its server and the login of its key' {
        $got | Should -HaveCount 24
        foreach ($one in $got) {
            $login, $server = $one.Name -split '@'
            $one.Login | Should -Be $login
            $one.Rows | Should -Be $expected[[int]$server]
        }
    }

    It 'send each key as often as it was used, and to its server' {
        foreach ($server in $servers) {
            $sent = Get-TGEmulatorRequest $server | Group-Object { $_.Headers.Authorization } -NoElement
            $sent.Name | Sort-Object | Should -Be ($keys.Values | ForEach-Object { "Bearer $_" } | Sort-Object)
            @($sent.Count | Sort-Object -Unique) | Should -HaveCount 1 -Because 'each connection did the same work'
        }
    }
}

Describe 'Twelve syncs beside each other' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Set-TodaysRow 250
        Set-TGEmulatorSetting $emulator @{ pageCap = 50; latencyMs = 20 }
        $folder = (New-Item (Join-Path $TestDrive ([guid]::NewGuid())) -ItemType Directory).FullName
    }

    AfterEach {
        Get-ChildItem $folder -Force -Recurse -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'are each whole under names of their own' {
        $results = 1..12 | ForEach-Object -ThrottleLimit 12 -Parallel {
            & ([scriptblock]::Create($using:syncOnce)) $using:module $using:shared @{ CheckpointPath = "$using:folder/$_.json"; OutFile = "$using:folder/$_.jsonl"; Since = $using:today; Utc = $true; BatchSize = 40 }
        }
        $results | Should -Be (@('ok') * 12)
        1..12 | ForEach-Object { Get-Tally "$folder/$_.jsonl" } | Should -Be (@('250 lines, 250 values') * 12)
    }

    It 'let one run that has the name, and lose and double nothing' {
        $arguments = @{ CheckpointPath = "$folder/one.json"; OutFile = "$folder/one.jsonl"; Since = $today; Utc = $true; BatchSize = 40 }
        $ready = [Threading.Barrier]::new(12)
        $results = 1..12 | ForEach-Object -ThrottleLimit 12 -Parallel {
            Import-Module $using:module
            ($using:ready).SignalAndWait()
            & ([scriptblock]::Create($using:syncOnce)) $using:module $using:shared $using:arguments
        }
        $results | Should -HaveCount 12
        @($results | Sort-Object -Unique) | Should -Be @('CheckpointLocked', 'ok')
        Get-Tally "$folder/one.jsonl" | Should -Be '250 lines, 250 values'
    }

    It 'take their turns with -Wait' {
        $arguments = @{ CheckpointPath = "$folder/one.json"; OutFile = "$folder/one.jsonl"; Since = $today; Utc = $true; BatchSize = 40; Wait = $true }
        1..12 | ForEach-Object -ThrottleLimit 12 -Parallel {
            & ([scriptblock]::Create($using:syncOnce)) $using:module $using:shared $using:arguments
        } | Should -Be (@('ok') * 12)
        Get-Tally "$folder/one.jsonl" | Should -Be '250 lines, 250 values'
    }

    It 'take their turns over processes too' {
        $script = @"
`$c = Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore
1..4 | ForEach-Object -ThrottleLimit 4 -Parallel {
    Import-Module '$module'
    try { Sync-TGFeed Ip -Connection `$using:c -CheckpointPath '$folder/one.json' -OutFile '$folder/one.jsonl' -Since $($today.ToString('yyyy-MM-dd')) -Utc -BatchSize 40 -Wait -WarningAction Ignore; 'ok' } catch { "`$_" }
}
"@
        1..3 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module "$using:root/tests/Shared/TestTools.psm1"
            (Invoke-TGChild $using:script).Output
        } | Should -Be (@('ok') * 12)
        Get-Tally "$folder/one.jsonl" | Should -Be '250 lines, 250 values'
    }
}

Describe 'Files that many write at once' {
    It 'are one of the lists, and whole' {
        $folder = (New-Item (Join-Path $TestDrive exports) -ItemType Directory).FullName
        foreach ($round in 1..5) {
            $path = "$folder/$round.txt"
            $ready = [Threading.Barrier]::new(8)
            $made = 1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
                Import-Module $using:module
                $number = $_
                ($using:ready).SignalAndWait()
                try { (1..(100 * $number) | ForEach-Object { "11.$number.$($_ -shr 8).$($_ -band 255)" } | Export-TGObservable EdlIp $using:path -Type Ip -Force).Count } catch { "$($_.FullyQualifiedErrorId) $_" }
            }
            $made | Sort-Object | Should -Be (1..8 | ForEach-Object { 100 * $_ })
            $lines = @([IO.File]::ReadAllLines($path))
            $writer = [int]($lines[0] -split '\.')[1]
            $lines | Should -HaveCount (100 * $writer)
            $lines | Should -BeLike "11.$writer.*"
        }

        Get-ChildItem $folder -Force | Should -HaveCount 5
    }

    It 'give no rule the number of another' {
        $folder = (New-Item (Join-Path $TestDrive rules) -ItemType Directory).FullName
        $ready = [Threading.Barrier]::new(8)
        1..8 | ForEach-Object -ThrottleLimit 8 -Parallel {
            Import-Module $using:module
            $number = $_
            ($using:ready).SignalAndWait()
            (1..30 | ForEach-Object { "own$_.of$number.example" }) + (1..10 | ForEach-Object { "shared$_.example" }) |
                Export-TGObservable SuricataRules "$using:folder/$number.rules" -Type Domain -SidRegistry "$using:folder/numbers.txt" | Out-Null
        }
        $rules = Get-ChildItem $folder -Filter *.rules | Get-Content | ForEach-Object { if ($_ -match 'Threat Grid domain (\S+?)".*sid:(\d+)') { "$($Matches[1]) $($Matches[2])" } }
        $rules | Should -HaveCount (8 * 40)
        $different = $rules | Sort-Object -Unique
        $different | Should -HaveCount (8 * 30 + 10) -Because 'a value has one number wherever it is'
        $different | ForEach-Object { ($_ -split ' ')[1] } | Sort-Object -Unique | Should -HaveCount (8 * 30 + 10) -Because 'a number is that of one value'
        Get-Content "$folder/numbers.txt" | Should -HaveCount (8 * 30 + 10)
    }

    It 'keep every connection that is saved' {
        $before = $env:TG_CONFIG_HOME
        try {
            $env:TG_CONFIG_HOME = Join-Path $TestDrive config
            $ready = [Threading.Barrier]::new(10)
            1..10 | ForEach-Object -ThrottleLimit 10 -Parallel {
                Import-Module $using:module
                ($using:ready).SignalAndWait()
                $null = Register-TGConnection tg.example -Name "saved$_" -EnvironmentVariable "KEY$_"
            }
            (Get-TGConnection -Saved).Name | Sort-Object | Should -Be (1..10 | ForEach-Object { "saved$_" } | Sort-Object)
            1..10 | ForEach-Object -ThrottleLimit 10 -Parallel {
                Import-Module $using:module
                if ($_ -gt 3) { Unregister-TGConnection "saved$_" }
            }
            (Get-TGConnection -Saved).Name | Sort-Object | Should -Be saved1, saved2, saved3
        }
        finally {
            $env:TG_CONFIG_HOME = $before
        }
    }
}

Describe 'Imports at the same moment' {
    BeforeAll {
        Reset-TGEmulator $emulator
    }

    It 'give ten runspaces all commands, and one set of types' {
        $result = Invoke-TGChild -WithoutModule @"
`$ready = [Threading.Barrier]::new(10)
1..10 | ForEach-Object -ThrottleLimit 10 -Parallel {
    (`$using:ready).SignalAndWait()
    Import-Module '$module'
    `$c = Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore
    "`$((Get-Command -Module ThreatGrid).Count) `$(@(Get-TGIocFeed Ip -Last 1h -First 3 -Connection `$c).Count)"
}
@([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -like 'ThreatGrid*' } | Group-Object { `$_.GetName().Name } | Where-Object Count -ne 1).Count
"@
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be (@("$(@(Get-Command -Module ThreatGrid).Count) 3") * 10 + '0')
    }
}
