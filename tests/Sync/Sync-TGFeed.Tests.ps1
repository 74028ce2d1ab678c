BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    function Connect-Own { Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 1 | Out-Null }
    Connect-Own

    # Twelve rows, a minute apart, as in case 03.
    function Get-TwelveRow { 1..12 | ForEach-Object { New-TGTestRow -Number $_ -Timestamp ('2026-03-02T10:{0:00}:00Z' -f $_) } }

    function Set-Feed([object[]] $Rows) { Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows $Rows }

    function Set-Now([string] $Now) { Set-TGEmulatorClock $emulator @{ now = $Now; frozen = $true } }

    # What a user reads of the error that ends a command, with its id in front.
    function Get-Failure([scriptblock] $Block) {
        try { $null = & $Block } catch { "$($_.FullyQualifiedErrorId) $($_.ErrorDetails.Message) $($_.ErrorDetails.RecommendedAction)" }
    }

    function Get-Line([string] $Path) { @(Get-Content -LiteralPath $Path) }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Sync-TGFeed' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Clear-TGEmulatorFault $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item $folder -ItemType Directory
        $checkpoint = Join-Path $folder 'state/ips.json'
        $file = Join-Path $folder 'out.jsonl'
        $start = @{ CheckpointPath = $checkpoint; Since = '2026-03-02T10:00:00Z'; WarningAction = 'Ignore' }
        Set-Now 2026-03-02T10:15:00Z
    }

    Context 'Rows that come late or twice (case 01 C)' {
        It 'gives old rows once and late ones too, the start of the window <_>' -ForEach @('inside', 'outside') {
            Set-TGEmulatorSetting $emulator @{ afterInclusive = ($_ -eq 'inside'); pageCap = 4 }
            $times = '01', '09', '30', '30', '30', '31', '55'
            $rows = 0..6 | ForEach-Object { New-TGTestRow -Number ($_ + 1) -Timestamp "2026-03-02T10:00:$($times[$_])Z" }
            Set-Feed $rows
            Set-Now 2026-03-02T10:01:00Z
            @(Sync-TGFeed Ip @start) | Should -HaveCount 7
            Complete-TGSync -CheckpointPath $checkpoint
            Set-Now 2026-03-02T10:02:00Z
            Sync-TGFeed Ip @start | Should -BeNullOrEmpty
            Complete-TGSync -CheckpointPath $checkpoint
            Set-Feed ($rows + (New-TGTestRow -Number 8 -Timestamp 2026-03-02T10:00:30Z))
            Set-Now 2026-03-02T10:03:00Z
            $late = Sync-TGFeed Ip @start -SummaryVariable s
            $late | Should -HaveCount 1
            $late.Ip | Should -Be 11.0.0.8
            $s.Late | Should -Be 1
            $s.Known | Should -Be 7
            $s.Asked | Should -Be 8
            $s.IsComplete | Should -BeTrue
        }

        It 'asks from the last point back by the overlap' {
            Set-Feed (Get-TwelveRow)
            Sync-TGFeed Ip @start -OutFile $file
            Set-Now 2026-03-02T11:00:00Z
            Sync-TGFeed Ip @start -OutFile $file -Overlap 10m
            Clear-TGEmulatorRequest $emulator
            Set-Now 2026-03-02T12:00:00Z
            Sync-TGFeed Ip @start -OutFile $file -Overlap 10m
            (Get-TGFeedRequest $emulator)[0].Parameters.after | Should -Be 2026-03-02T10:49:59Z
            (Get-TGFeedRequest $emulator)[0].Parameters.before | Should -Be 2026-03-02T12:00:00Z
        }

        It 'never gives rows from before the first run' {
            Set-Feed @((New-TGTestRow -Number 99 -Timestamp 2026-03-02T09:59:00Z); (Get-TwelveRow))
            Sync-TGFeed Ip @start -OutFile $file
            Sync-TGFeed Ip @start -OutFile $file -Overlap 2h
            Get-Line $file | Should -HaveCount 12
        }

        It 'gives rows of no order once: <_>' -ForEach @('desc', 'random') {
            Set-TGEmulatorSetting $emulator @{ order = $_; pageCap = 4 }
            Set-Feed (Get-TwelveRow)
            Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 3; times = 0; status = 500 }
            { Sync-TGFeed Ip @start -OutFile $file -BatchSize 2 } | Should -Throw
            Clear-TGEmulatorFault $emulator
            Sync-TGFeed Ip @start -OutFile $file
            @((Get-Line $file | ConvertFrom-Json).id | Sort-Object -Unique) | Should -HaveCount 12
            Get-Line $file | Should -HaveCount 12
        }
    }

    Context 'Delivery first, checkpoint after (case 03)' {
        BeforeEach {
            Set-TGEmulatorSetting $emulator @{ pageCap = 4 }
            Set-Feed (Get-TwelveRow)
        }

        It 'keeps what was delivered when a page fails, and says where (b)' {
            # A page begins with the last row of the one before, so four pages bring twelve rows.
            Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 2; times = 0; status = 500 }
            Get-Failure { Sync-TGFeed Ip @start -OutFile $file } | Should -BeLike 'ServerError,*row 6*2026-03-02T10:00:00Z to 2026-03-02T10:15:00Z*'
            $first = Get-Line $file
            $first | Should -HaveCount 7
            Clear-TGEmulatorFault $emulator
            Sync-TGFeed Ip @start -OutFile $file -SummaryVariable s
            $s.Delivered | Should -Be 5
            (Get-Line $file | Select-Object -First 7) | Should -Be $first
            @((Get-Line $file | ConvertFrom-Json).id | Sort-Object -Unique) | Should -HaveCount 12
        }

        It 'gives a batch again that the block did not take, with the same ids (c)' {
            $seen = [System.Collections.Generic.List[string]]::new()
            Get-Failure { Sync-TGFeed Ip @start -BatchSize 4 -Process { foreach ($row in $_) { if ($row.Ip -eq '11.0.0.6') { throw 'no' }; $seen.Add($row.Id) } } } |
                Should -BeLike 'BatchRefused,*no*'
            $before = @($seen)
            $seen.Clear()
            Sync-TGFeed Ip @start -BatchSize 4 -Process { foreach ($row in $_) { $seen.Add($row.Id) } }
            @($before + $seen | Sort-Object -Unique) | Should -HaveCount 12
            $seen | Should -Not -Contain $before[0]
            $seen | Should -Not -Contain $before[3]
            $seen | Should -Contain $before[4]
        }

        It 'leaves a pipeline uncommitted that took five rows (d)' {
            $five = Sync-TGFeed Ip @start -ErrorVariable failed | Select-Object -First 5
            $five | Should -HaveCount 5
            $failed | Should -BeNullOrEmpty
            @(Sync-TGFeed Ip @start) | Should -HaveCount 12
        }

        It 'gives uncommitted rows again with the same ids' {
            $once = Sync-TGFeed Ip @start
            $again = Sync-TGFeed Ip @start
            $again.Id | Should -Be $once.Id
            Complete-TGSync -CheckpointPath $checkpoint
            Sync-TGFeed Ip @start | Should -BeNullOrEmpty
        }

        It 'names the checkpoint that cannot be written any more, and keeps the one that holds (e)' {
            Sync-TGFeed Ip @start -BatchSize 4 -Process { }
            Set-Feed @((Get-TwelveRow); (New-TGTestRow -Number 13 -Timestamp 2026-03-02T10:13:00Z))
            $held = Get-Content $checkpoint -Raw
            Get-Failure { Sync-TGFeed Ip @start -Process { Rename-Item (Split-Path $checkpoint) away; Set-Content (Split-Path $checkpoint) 'a file' } } |
                Should -BeLike "CheckpointNotWritten,*$checkpoint*"
            Remove-Item (Split-Path $checkpoint)
            Rename-Item (Join-Path $folder away) state
            Get-Content $checkpoint -Raw | Should -Be $held
            $rows = @(); Sync-TGFeed Ip @start -Process { $script:got = $_ }
            $script:got | Should -HaveCount 1
        }

        It 'fails before the first row where the checkpoint cannot be written at all (f)' {
            Set-Content (Join-Path $folder 'state') 'a file where the folder should be'
            Clear-TGEmulatorRequest $emulator
            { Sync-TGFeed Ip @start -OutFile $file } | Should -Throw -ErrorId 'CheckpointNotWritten,*'
            Get-TGFeedRequest $emulator | Should -BeNullOrEmpty
            Test-Path $file | Should -BeFalse
        }

        It 'keeps the version before beside the checkpoint' {
            Sync-TGFeed Ip @start -OutFile $file
            Test-Path "$checkpoint.previous" | Should -BeTrue
            Test-Path "$checkpoint.pending" | Should -BeFalse
        }

        It 'cuts a line that broke off, and takes whole ones beyond the checkpoint for delivered (a)' {
            Sync-TGFeed Ip @start -OutFile $file
            $all = [IO.File]::ReadAllText($file)
            $state = Get-Content $checkpoint -Raw

            # As after a crash: nine lines and a half are on disk, and the checkpoint knows of five.
            $lines = $all -split "(?<=`n)"
            [IO.File]::WriteAllText($file, ($lines[0..8] -join '') + $lines[9].Substring(0, 40))
            $known = [Text.Encoding]::UTF8.GetByteCount($lines[0..4] -join '')
            $old = $state | ConvertFrom-Json
            $feed = $old.feeds.'ioc-ip'
            $feed.rows = ''
            $feed.row_count = 0
            $feed.position = $feed.since
            $feed.remembered_from = $feed.since
            $old.file.length = $known
            Set-Content $checkpoint ($old | ConvertTo-Json -Depth 9)
            Set-Feed (Get-TwelveRow | Select-Object -Last 7)
            Sync-TGFeed Ip @start -OutFile $file
            [IO.File]::ReadAllText($file) | Should -Be $all
        }

        It 'refuses a file that is shorter than what was delivered' {
            Sync-TGFeed Ip @start -OutFile $file
            Set-Content $file 'x'
            Get-Failure { Sync-TGFeed Ip @start -OutFile $file } | Should -BeLike 'FileReplaced,*something cut it*'
        }

        It 'begins another file where a collector took the last one away' {
            Sync-TGFeed Ip @start -OutFile $file
            Remove-Item $file
            Sync-TGFeed Ip @start -OutFile $file
            Get-Line $file | Should -BeNullOrEmpty
        }
    }

    Context 'A script block' {
        BeforeEach { Set-Feed (Get-TwelveRow) }

        It 'fails a batch that <Name>' -ForEach @(
            @{ Name = 'writes an error'; Block = { Write-Error 'not taken' } }
            @{ Name = 'writes an error in spite of its own preference'; Block = { Get-Item /not/there -ErrorAction Continue } }
            @{ Name = 'throws'; Block = { throw 'not taken' } }
            @{ Name = 'runs a program that fails'; Block = { if ($IsWindows) { cmd /c exit 3 } else { sh -c 'exit 3' } } }
            @{ Name = 'divides by nothing'; Block = { 1 / 0 } }
        ) {
            { Sync-TGFeed Ip @start -Process $Block } | Should -Throw -ErrorId 'BatchRefused,*'
            $script:got = $null
            Sync-TGFeed Ip @start -Process { $script:got = $_ }
            $script:got | Should -HaveCount 12
        }

        It 'takes a batch whose errors the block handled itself' {
            $output = Sync-TGFeed Ip @start -Process { try { Get-Item /not/there -ErrorAction Stop } catch { 'handled' } }
            $output | Should -Be 'handled'
            Sync-TGFeed Ip @start -Process { throw 'there is nothing new' }
        }

        It 'takes a batch whose program says much and ends well' {
            Sync-TGFeed Ip @start -Process { if ($IsWindows) { cmd /c 'echo progress 1>&2' } else { sh -c 'echo progress >&2' } } -SummaryVariable s
            $s.Delivered | Should -Be 12
        }

        It 'has the batch as $_, of the size that was asked for' {
            $script:sizes = @()
            Sync-TGFeed Ip @start -BatchSize 5 -Process { $script:sizes += $_.Count }
            $script:sizes | Should -Be 5, 5, 2
        }

        It 'keeps the error preference of the caller' {
            $ErrorActionPreference = 'Continue'
            Sync-TGFeed Ip @start -Process { $script:inside = $ErrorActionPreference }
            $script:inside | Should -Be 'Stop'
            $ErrorActionPreference | Should -Be 'Continue'
        }
    }

    Context 'Checkpoints' {
        BeforeEach { Set-Feed (Get-TwelveRow) }

        It 'has a name, and its file in the folder of the user' {
            Sync-TGFeed Ip -Name mail -Since 2026-03-02T10:00:00Z | Should -HaveCount 12
            Complete-TGSync mail
            Test-Path (Join-Path $env:TG_CONFIG_HOME 'sync/mail.json') | Should -BeTrue
            (TabExpansion2 'Complete-TGSync m' -cursorColumn 17).CompletionMatches.CompletionText | Should -Contain 'mail'
            Remove-Item (Join-Path $env:TG_CONFIG_HOME 'sync') -Recurse
        }

        It 'is asked for, and only once' {
            Get-Failure { Sync-TGFeed Ip } | Should -BeLike 'InvalidArgument,*-Name*'
            { Sync-TGFeed Ip -Name a -CheckpointPath $checkpoint } | Should -Throw -ErrorId 'InvalidArgument,*'
            { Sync-TGFeed Ip -Name ../a } | Should -Throw -ErrorId 'InvalidArgument,*'
        }

        It 'is refused where it is damaged: <Name>' -ForEach @(
            @{ Name = 'empty'; Text = '' }
            @{ Name = 'zeros'; Text = "`0`0`0`0`0`0`0`0" }
            @{ Name = 'another file'; Text = '{"a":1}' }
            @{ Name = 'cut'; Text = $null }
        ) {
            Sync-TGFeed Ip @start -OutFile $file
            $whole = [IO.File]::ReadAllText($checkpoint)
            [IO.File]::WriteAllText($checkpoint, $(if ($null -eq $Text) { $whole.Substring(0, $whole.Length / 2) } else { $Text }))
            Get-Failure { Sync-TGFeed Ip @start -OutFile $file } | Should -BeLike "CheckpointBroken,*$checkpoint.previous*-Restart*"
            Copy-Item "$checkpoint.previous" $checkpoint
            Sync-TGFeed Ip @start -OutFile $file
            @((Get-Line $file | ConvertFrom-Json).id | Sort-Object -Unique) | Should -HaveCount 12
        }

        It 'is refused where it is gone and the version before is there' {
            Sync-TGFeed Ip @start -OutFile $file
            Remove-Item $checkpoint
            { Sync-TGFeed Ip @start -OutFile $file } | Should -Throw -ErrorId 'CheckpointBroken,*'
        }

        It 'is refused where a later version wrote it' {
            Sync-TGFeed Ip @start -OutFile $file
            (Get-Content $checkpoint -Raw) -replace '"format": 1', '"format": 2' | Set-Content $checkpoint
            { Sync-TGFeed Ip @start -OutFile $file } | Should -Throw -ErrorId 'CheckpointNewer,*'
        }

        It 'is refused where it stands in the future' {
            Sync-TGFeed Ip @start -OutFile $file
            Set-Now 2026-03-02T09:00:00Z
            { Sync-TGFeed Ip @start -OutFile $file } | Should -Throw -ErrorId 'CheckpointInFuture,*'
        }

        It 'is refused for other filters, files, formats and servers' {
            Sync-TGFeed Ip @start -OutFile $file
            Get-Failure { Sync-TGFeed Ip @start -OutFile $file -Severity 50 } | Should -BeLike 'CheckpointForeign,*severity=50*'
            { Sync-TGFeed Ip @start -OutFile "$file.2" } | Should -Throw -ErrorId 'CheckpointForeign,*'
            { Sync-TGFeed Ip @start -OutFile $file -As Csv } | Should -Throw -ErrorId 'CheckpointForeign,*'
            $other = Start-TGEmulator
            try {
                $connection = Connect-TGServer $other.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -Name other
                { Sync-TGFeed Ip @start -OutFile $file -Connection $connection } | Should -Throw -ErrorId 'CheckpointForeign,*'
            }
            finally {
                $connection | Disconnect-TGServer
                Stop-TGEmulator $other
                Connect-Own
            }
        }

        It 'begins anew with -Restart' {
            Sync-TGFeed Ip @start -OutFile $file
            Sync-TGFeed Ip @start -OutFile $file -Restart -Severity 50 -SummaryVariable s
            $s.Delivered | Should -Be 12
        }

        It 'belongs to one run; the second one ends at once, or waits' {
            $command = "Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null; Sync-TGFeed Ip -CheckpointPath '$checkpoint' -Since 2026-03-02T10:00:00Z -WarningAction Ignore -Process { Set-Content '$folder/in' x; Start-Sleep 4 }"
            $job = Start-ThreadJob { param($module, $text) Import-Module $module; Invoke-Expression $text } -ArgumentList "$root/out/ThreatGrid/ThreatGrid.psd1", $command
            $until = [datetime]::Now.AddSeconds(30)
            while (-not (Test-Path "$folder/in") -and [datetime]::Now -lt $until) { Start-Sleep -Milliseconds 50 }
            Get-Failure { Sync-TGFeed Ip @start } | Should -BeLike 'CheckpointLocked,*-Wait*'
            Sync-TGFeed Ip @start -Wait | Should -BeNullOrEmpty
            $job | Receive-Job -Wait -AutoRemoveJob
        }
    }

    Context 'New values alone' {
        It 'gives each value once, over all runs' {
            $rows = 1..6 | ForEach-Object { New-TGTestRow -Number $_ -Timestamp ('2026-03-02T10:{0:00}:00Z' -f $_) -Ip "11.0.0.$($_ % 3)" }
            Set-Feed $rows
            Sync-TGFeed Ip @start -NewValueOnly | Should -HaveCount 3
            Complete-TGSync -CheckpointPath $checkpoint
            Set-Feed ($rows + (New-TGTestRow -Number 7 -Timestamp 2026-03-02T10:10:00Z -Ip 11.0.0.1) + (New-TGTestRow -Number 8 -Timestamp 2026-03-02T10:11:00Z -Ip 11.0.0.9))
            (Sync-TGFeed Ip @start -NewValueOnly).Ip | Should -Be 11.0.0.9
        }

        It 'forgets values after the time that was asked for' {
            Set-Feed @(New-TGTestRow -Number 1 -Timestamp 2026-03-02T10:01:00Z)
            Sync-TGFeed Ip @start -NewValueOnly -KeepFor 2d | Should -HaveCount 1
            Complete-TGSync -CheckpointPath $checkpoint
            Set-Now 2026-03-06T10:15:00Z
            Sync-TGFeed Ip @start -NewValueOnly -KeepFor 2d | Should -BeNullOrEmpty
            Complete-TGSync -CheckpointPath $checkpoint
            Set-Feed @(New-TGTestRow -Number 2 -Timestamp 2026-03-06T10:16:00Z -Ip 11.0.0.1)
            Set-Now 2026-03-06T10:20:00Z
            Sync-TGFeed Ip @start -NewValueOnly -KeepFor 2d | Should -HaveCount 1
        }
    }

    Context 'Feeds' {
        It 'follows several feeds, each from its own point' {
            Sync-TGFeed Ip, Domain, Url @start -OutFile $file -SummaryVariable s
            $s.Feed | Should -Be 'ioc-ip', 'ioc-domain', 'ioc-url'
            $s.IsComplete | Should -Not -Contain $false
            Get-Line $file | Should -HaveCount ($s.Delivered | Measure-Object -Sum).Sum
            Sync-TGFeed Ip, Domain, Url, Path @start -OutFile $file -SummaryVariable s
            $s[0].Delivered | Should -Be 0
            $s[3].Delivered | Should -BeGreaterThan 0
        }

        It 'goes on with the other feeds where one fails, and says so at the end' {
            Add-TGEmulatorFault $emulator @{ path = '/domains'; times = 0; status = 500 }
            try { Sync-TGFeed Ip, Domain, Url @start -OutFile $file -SummaryVariable s } catch { $failed = $_ }
            $failed.FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
            $s.IsComplete | Should -Be $true, $false, $true
        }

        It 'follows sample feeds' {
            $rows = Sync-TGFeed -SampleFeed Domain, Ip @start
            $rows | Should -BeOfType ThreatGrid.SampleFeedItem
            Complete-TGSync -CheckpointPath $checkpoint
            Sync-TGFeed -SampleFeed Domain, Ip @start | Should -BeNullOrEmpty
        }

        It 'follows curated feeds, day by day' {
            $rows = Sync-TGFeed -CuratedFeed rat-dns, RANSOMWARE-DNS -CheckpointPath $checkpoint -Since 2026-02-28T00:00:00Z -WarningAction Ignore
            $rows | Should -BeOfType ThreatGrid.CuratedFeedItem
            @($rows.Feed | Sort-Object -Unique) | Should -Be 'ransomware-dns', 'rat-dns'
            @($rows.Id | Sort-Object -Unique) | Should -HaveCount $rows.Count
            Complete-TGSync -CheckpointPath $checkpoint
            Clear-TGEmulatorRequest $emulator
            Sync-TGFeed -CuratedFeed rat-dns, RANSOMWARE-DNS -CheckpointPath $checkpoint -WarningAction Ignore | Should -BeNullOrEmpty
            @((Get-TGFeedRequest $emulator).Path) | Should -Be '/api/v3/feeds/rat-dns_2026-03-02.json', '/api/v3/feeds/ransomware-dns_2026-03-02.json'
            { Sync-TGFeed -CuratedFeed nonsense -Name x } | Should -Throw -ErrorId 'UnknownFeed,*'
        }

        It 'goes on behind days of a curated feed that are gone, and stops where yesterday is missing' {
            Add-TGEmulatorFault $emulator @{ path = 'rat-dns_2026-02-2'; times = 0; status = 404 }
            $rows = Sync-TGFeed -CuratedFeed rat-dns -CheckpointPath $checkpoint -Since 2026-02-27T00:00:00Z -WarningVariable warned -WarningAction SilentlyContinue
            $rows | Should -Not -BeNullOrEmpty
            @($warned | Where-Object { $_ -like '*2026-02-2* any more*' }) | Should -HaveCount 2
            Clear-TGEmulatorFault $emulator
            Add-TGEmulatorFault $emulator @{ path = 'rat-dns_2026-03-01'; times = 0; status = 404 }
            Get-Failure { Sync-TGFeed -CuratedFeed rat-dns -CheckpointPath $checkpoint -Since 2026-02-27T00:00:00Z -WarningAction Ignore } | Should -BeLike 'NotFound,*'
        }

        It 'reports a row that cannot be read once, and gives the others' {
            Set-Feed @((New-TGTestRow -Number 1 -Timestamp 2026-03-02T10:01:00Z); 'no row at all'; (New-TGTestRow -Number 2 -Timestamp 2026-03-02T10:02:00Z))
            Sync-TGFeed Ip @start -OutFile $file -SummaryVariable s -ErrorVariable failed -ErrorAction SilentlyContinue
            Get-Line $file | Should -HaveCount 2
            $failed.FullyQualifiedErrorId | Should -BeLike 'UnreadableRow,*'
            $s.Errors | Should -Be 1
            Sync-TGFeed Ip @start -OutFile $file -ErrorVariable failed
            $failed | Should -BeNullOrEmpty
        }

        It 'does not stop twice at a row that cannot be read' {
            Set-Feed @('no row at all'; (Get-TwelveRow))
            { Sync-TGFeed Ip @start -OutFile $file -ErrorAction Stop } | Should -Throw -ErrorId 'UnreadableRow,*'
            Sync-TGFeed Ip @start -OutFile $file -ErrorAction Stop
            Get-Line $file | Should -HaveCount 12
        }

        It 'asks for what the filters say' {
            Clear-TGEmulatorRequest $emulator
            $null = Sync-TGFeed Ip @start -Confidence 91 -Severity 92 -Indicator abc -OrganizationOnly -Query @{ more = 'x' }
            $sent = (Get-TGFeedRequest $emulator)[0].Parameters
            "$($sent.confidence) $($sent.severity) $($sent.ioc) $($sent.org_only) $($sent.more)" | Should -Be '91 92 abc true x'
        }

        It 'ends at once where the key is refused half-way' {
            Set-TGEmulatorSetting $emulator @{ pageCap = 4 }
            Set-Feed (Get-TwelveRow)
            Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 2; times = 0; status = 401 }
            { Sync-TGFeed Ip, Domain @start -OutFile $file } | Should -Throw -ErrorId 'AuthenticationFailed,*'
            Get-Line $file | Should -HaveCount 7
            Clear-TGEmulatorFault $emulator
            Sync-TGFeed Ip @start -OutFile $file
            Get-Line $file | Should -HaveCount 12
        }
    }

    Context 'Files' {
        BeforeEach { Set-Feed (Get-TwelveRow) }

        It 'keeps a list that ages, with its checksum (job 1)' {
            $list = Join-Path $folder 'tg-ip.txt'
            Set-Content (Join-Path $folder 'allow.txt') '11.0.0.12 # ours'
            $job = @{ OutFile = $list; As = 'FmcSiNetwork'; AllowList = (Join-Path $folder 'allow.txt'); KeepFor = '30d'; Md5 = $true }
            Sync-TGFeed Ip @start @job -OrganizationOnly -Severity 90 -SummaryVariable s -Rejected out
            Get-Line $list | Should -Be @(1..11 | ForEach-Object { "11.0.0.$_" } | Sort-Object { [string]::Concat($_) } -Culture '')
            $s.Rejected | Should -Be 1
            $out.Kind | Should -Be 'AllowList'
            (Get-Content (Join-Path $folder 'tg-ip.md5.txt')) | Should -Be (Get-FileHash $list -Algorithm MD5).Hash.ToLowerInvariant()
            $time = (Get-Item $list).LastWriteTimeUtc
            Sync-TGFeed Ip @start @job -OrganizationOnly -Severity 90
            (Get-Item $list).LastWriteTimeUtc | Should -Be $time

            Set-Feed @(New-TGTestRow -Number 77 -Timestamp 2026-04-01T10:07:00Z)
            Set-Now 2026-04-01T10:08:30Z
            Sync-TGFeed Ip @start @job -OrganizationOnly -Severity 90 -Rejected out
            Get-Line $list | Should -Be '11.0.0.10', '11.0.0.11', '11.0.0.77', '11.0.0.9'
            @($out | Where-Object Kind -EQ Aged) | Should -HaveCount 8
        }

        It 'writes a document for each batch' {
            $path = Join-Path $folder 'tg.json'
            Sync-TGFeed Ip @start -OutFile $path -As Stix21 -BatchSize 5
            $files = Get-ChildItem $folder -Filter tg-*.json
            $files.Name | Should -Be 'tg-000001.json', 'tg-000002.json', 'tg-000003.json'
            $indicators = $files | ForEach-Object { (Get-Content $_ -Raw | ConvertFrom-Json).objects | Where-Object type -EQ indicator }
            @($indicators.id | Sort-Object -Unique) | Should -HaveCount 12
            Sync-TGFeed Ip @start -OutFile $path -As Stix21 -BatchSize 5
            Get-ChildItem $folder -Filter tg-*.json | Should -HaveCount 3
        }

        It 'begins another file by size' {
            Sync-TGFeed Ip @start -OutFile $file -BatchSize 3 -RotateSize 900
            $files = Get-ChildItem $folder -Filter out*.jsonl | Sort-Object LastWriteTime
            $files.Count | Should -BeGreaterThan 2
            $ids = $files | ForEach-Object { (Get-Line $_ | ConvertFrom-Json).id }
            @($ids | Sort-Object -Unique) | Should -HaveCount 12
            $ids | Should -HaveCount 12
        }

        It 'begins another file by day' {
            Sync-TGFeed Ip @start -OutFile $file -RotateDaily
            Set-Feed @(New-TGTestRow -Number 20 -Timestamp 2026-03-03T00:01:00Z)
            Set-Now 2026-03-03T00:05:00Z
            Sync-TGFeed Ip @start -OutFile $file -RotateDaily
            Get-Line (Join-Path $folder 'out-20260302.jsonl') | Should -HaveCount 12
            Get-Line (Join-Path $folder 'out-20260303.jsonl') | Should -HaveCount 1
        }

        It 'writes the header of a CSV file once' {
            $csv = Join-Path $folder 'out.csv'
            Sync-TGFeed Ip @start -OutFile $csv -As Csv -BatchSize 5
            Sync-TGFeed Ip @start -OutFile $csv -As Csv
            Import-Csv $csv | Should -HaveCount 12
            @((Get-Line $csv) -match 'SampleSha256') | Should -HaveCount 1
        }

        It 'does not empty a list where nothing came' {
            $list = Join-Path $folder 'edl.txt'
            Sync-TGFeed Ip @start -OutFile $list -As EdlIp -KeepFor 1d
            Set-Feed @()
            Set-Now 2026-03-05T10:00:00Z
            Get-Failure { Sync-TGFeed Ip @start -OutFile $list -As EdlIp -KeepFor 1d } | Should -BeLike 'EmptyList,*-Force*'
            Get-Line $list | Should -HaveCount 12
            Sync-TGFeed Ip @start -OutFile $list -As EdlIp -KeepFor 1d -Force
            Get-Line $list | Should -BeNullOrEmpty
        }
    }

    Context 'Staying' {
        It 'runs again and again, until it is stopped' {
            Set-Feed (Get-TwelveRow)
            $command = "Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null; Sync-TGFeed Ip -CheckpointPath '$checkpoint' -Since 2026-03-02T10:00:00Z -WarningAction Ignore -OutFile '$file' -Watch -Interval 1s"
            $job = Start-ThreadJob { param($module, $text) Import-Module $module; Invoke-Expression $text } -ArgumentList "$root/out/ThreatGrid/ThreatGrid.psd1", $command
            $until = [datetime]::Now.AddSeconds(30)
            # The run keeps the file to itself while it has it open.
            function Get-Size { try { (Get-Line $file).Count } catch { 0 } }
            while ((Get-Size) -lt 12 -and [datetime]::Now -lt $until) { Start-Sleep -Milliseconds 100 }
            Set-Feed @((Get-TwelveRow); (New-TGTestRow -Number 13 -Timestamp 2026-03-02T10:13:00Z))
            while ((Get-Size) -lt 13 -and [datetime]::Now -lt $until) { Start-Sleep -Milliseconds 100 }
            Get-Size | Should -Be 13
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $job | Stop-Job
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 3
            $job | Remove-Job
        }

        It 'wants to know what to do with rows' {
            { Sync-TGFeed Ip @start -Watch } | Should -Throw -ErrorId 'InvalidArgument,*'
            { Sync-TGFeed Ip @start -OutFile $file -Process { } } | Should -Throw -ErrorId 'InvalidArgument,*'
            { Sync-TGFeed Ip @start -As Cef } | Should -Throw -ErrorId 'InvalidArgument,*'
        }
    }

    It 'refuses what makes no sense' {
        Get-Failure { Sync-TGFeed Ip @start -OutFile $file -As EdlIp -NewValueOnly } | Should -BeLike 'InvalidArgument,*'
        Get-Failure { Sync-TGFeed Ip @start -OutFile $file -As EdlIp -RotateDaily } | Should -BeLike 'InvalidArgument,*'
        Get-Failure { Sync-TGFeed Ip @start -OutFile (Join-Path $folder a.lst) -As FmcSiNetwork } | Should -BeLike 'InvalidArgument,*.txt*'
    }

    It 'waits for a beginning that is yet to come' {
        Set-Feed (Get-TwelveRow)
        Sync-TGFeed Ip -CheckpointPath $checkpoint -Since 2026-03-02T12:00:00Z -WarningVariable warned -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        $warned | Where-Object { $_ -like '*yet to come*' } | Should -HaveCount 1
        Complete-TGSync -CheckpointPath $checkpoint
        Set-Now 2026-03-02T12:30:00Z
        Set-Feed @(New-TGTestRow -Number 50 -Timestamp 2026-03-02T12:10:00Z)
        Sync-TGFeed Ip -CheckpointPath $checkpoint -Since 2026-03-02T12:00:00Z -WarningAction Ignore | Should -HaveCount 1
    }

    It 'keeps from a list what somebody put on the allow-list since' {
        $list = Join-Path $folder edl.txt
        Set-Feed (Get-TwelveRow)
        Sync-TGFeed Ip @start -OutFile $list -As EdlIp
        Sync-TGFeed Ip @start -OutFile $list -As EdlIp -AllowEntry 11.0.0.5 -Rejected out
        Get-Line $list | Should -HaveCount 11
        $out.Value | Should -Contain 11.0.0.5
    }

    It 'asks and writes nothing with -WhatIf' {
        Clear-TGEmulatorRequest $emulator
        Sync-TGFeed Ip @start -OutFile $file -WhatIf
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
        Get-ChildItem $folder | Should -BeNullOrEmpty
    }
}

Describe 'Complete-TGSync' {
    It 'says that there is nothing to commit' {
        { Complete-TGSync -CheckpointPath (Join-Path $TestDrive nothing.json) -ErrorAction Stop } | Should -Throw -ErrorId 'NothingPending,*'
    }

    It 'takes summaries from the pipeline, several of one checkpoint too' {
        $path = Join-Path $TestDrive summaries.json
        $null = Sync-TGFeed Ip, Domain -CheckpointPath $path -WarningAction Ignore -SummaryVariable s
        $s | Complete-TGSync -ErrorAction Stop
        Test-Path $path | Should -BeTrue
        Test-Path "$path.pending" | Should -BeFalse
    }

    It 'refuses what another run has overtaken' {
        $path = Join-Path $TestDrive overtaken.json
        $arguments = @{ CheckpointPath = $path; Since = '2026-03-02T10:00:00Z'; WarningAction = 'Ignore' }
        $null = Sync-TGFeed Ip @arguments
        $pending = Get-Content "$path.pending" -Raw
        Sync-TGFeed Ip @arguments -Process { }
        Set-Content "$path.pending" $pending
        Get-Failure { Complete-TGSync -CheckpointPath $path -ErrorAction Stop } | Should -BeLike 'NothingPending,*overtaken*'
    }

    It 'commits nothing with -WhatIf' {
        $path = Join-Path $TestDrive whatif.json
        $null = Sync-TGFeed Ip -CheckpointPath $path -WarningAction Ignore
        Complete-TGSync -CheckpointPath $path -WhatIf
        Test-Path "$path.pending" | Should -BeTrue
        Test-Path $path | Should -BeFalse
    }
}
