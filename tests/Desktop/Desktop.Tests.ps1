# The main jobs in words that Windows PowerShell 5.1 understands too: there these are the tests of what the module does, and
# everywhere else one more look at it. The tools of the other tests need PowerShell 7, so this file brings its own.
BeforeAll {
    $ErrorActionPreference = 'Stop'
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    $key = 'k3yF0rTests0nly7qz9mw2v5xa'

    $start = New-Object System.Diagnostics.ProcessStartInfo -ArgumentList 'dotnet', "`"$root/tests/ThreatGrid.Emulator/bin/Release/net10.0/ThreatGrid.Emulator.dll`" --parent $PID"
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $emulator = [System.Diagnostics.Process]::Start($start)
    do {
        $line = $emulator.StandardOutput.ReadLine()
        if ($line -match '^Listening: (.+)$') { $server = $Matches[1] + '/' }
    } until ($line -eq 'Ready' -or $null -eq $line)

    function Invoke-Control([string] $Method, [string] $Path, $Body) {
        Invoke-RestMethod -Uri "${server}__emulator/$Path" -Method $Method -Body (ConvertTo-Json $Body -Compress) -ContentType 'application/json' | Out-Null
    }

    # The id of the error that ends a command.
    function Get-ErrorId([scriptblock] $Block) {
        try { & $Block | Out-Null; 'none' } catch { ($_.FullyQualifiedErrorId -split ',')[0] }
    }

    $connection = Connect-TGServer $server -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 2 -WarningAction SilentlyContinue
    $window = @{ After = '2018-01-18T00:00Z'; Before = '2018-01-18T02:00Z' }
}

AfterAll {
    if (-not $emulator.HasExited) {
        $emulator.Kill()
        $emulator.WaitForExit()
    }
}

Describe 'In Windows PowerShell and in PowerShell 7' {
    It 'the module is the one for this edition, with all its commands' {
        $folder = 'net8.0'
        if ($PSVersionTable.PSEdition -ne 'Core') { $folder = 'net472' }
        Split-Path (Split-Path ([ThreatGrid.Connection].Assembly.Location) -Parent) -Leaf | Should -Be $folder
        $names = (Import-PowerShellDataFile "$root/ThreatGrid.psd1").CmdletsToExport
        Compare-Object $names (Get-Command -Module ThreatGrid).Name | Should -BeNullOrEmpty
        Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1" -Force
        Compare-Object $names (Get-Command -Module ThreatGrid).Name | Should -BeNullOrEmpty
    }

    It 'a connection knows its owner, and shows no key' {
        $connection.Login | Should -Be analyst1
        (Test-TGConnection $connection).Success | Should -BeTrue
        ($connection | Format-List * -Force | Out-String) | Should -Not -Match $key.Substring(0, 10)
    }

    It 'a feed comes whole, page by page, as objects with times' {
        $rows = @(Get-TGIocFeed Ip @window -Connection $connection)
        $rows.Count | Should -BeGreaterThan 100
        $rows[0].TimestampUtc.Kind | Should -Be Utc
        @($rows | ForEach-Object { "$($_.SampleId) $($_.Ip) $($_.Indicator) $($_.TimestampUtc.Ticks)" } | Sort-Object -Unique).Count | Should -Be $rows.Count
        @(Get-TGIocFeed Ip @window -First 3 -Connection $connection).Count | Should -Be 3
    }

    It 'a table shows names that nobody opens by a click' {
        Get-TGIocFeed Domain @window -First 5 -Connection $connection | Format-Table | Out-String | Should -Match '\[\.\]'
    }

    It 'a CSV file has a line for each row, and the same columns' {
        $csv = Join-Path $TestDrive 'ips.csv'
        $rows = @(Get-TGIocFeed Ip @window -First 50 -Connection $connection)
        $rows | ConvertTo-TGRow | Export-Csv -LiteralPath $csv -NoTypeInformation
        $back = @(Import-Csv -LiteralPath $csv)
        $back.Count | Should -Be 50
        $back[0].Ip | Should -Be $rows[0].Ip
        $back[0].Timestamp | Should -Be $rows[0].TimestampUtc.ToString('yyyy-MM-ddTHH:mm:ssZ', [cultureinfo]::InvariantCulture)
    }

    It 'a list for a firewall is UTF-8 without a mark, and has its lines once' {
        $list = Join-Path $TestDrive 'list.txt'
        $made = 'b.example', 'a.example', 'a.example' | Export-TGObservable EdlDomain $list -Type Domain
        $made.Count | Should -Be 2
        [IO.File]::ReadAllBytes($list) | Should -Be ([Text.Encoding]::ASCII.GetBytes("a.example`nb.example`n"))
    }

    It 'a sync gives what is new, and nothing twice' {
        $file = Join-Path $TestDrive 'feed.jsonl'
        $sync = @{ CheckpointPath = (Join-Path $TestDrive 'feed.json'); OutFile = $file; Connection = $connection; WarningAction = 'SilentlyContinue' }
        Sync-TGFeed Ip @sync -Since ([datetime]::UtcNow.AddMinutes(-40))
        $lines = @(Get-Content -LiteralPath $file)
        $lines.Count | Should -BeGreaterThan 10
        Sync-TGFeed Ip @sync
        $all = @(Get-Content -LiteralPath $file)
        @($all | Select-Object -First $lines.Count) | Should -Be $lines
        @($all | Sort-Object -Unique).Count | Should -Be $all.Count
    }

    It 'a file is submitted, private, and its verdict comes' {
        Invoke-Control PUT settings @{ runSeconds = 0 }
        $file = Join-Path $TestDrive 'invoice.docm'
        [IO.File]::WriteAllText($file, 'A harmless text.')
        $sample = Submit-TGSample $file -Wait -Interval 1s -Connection $connection
        $sample.State | Should -Be succ
        $sample.Sha256 | Should -Be (Get-FileHash -LiteralPath $file -Algorithm SHA256).Hash.ToLowerInvariant()
        (Get-TGSampleThreat $sample.SampleId -Connection $connection).Score | Should -BeOfType [int]
        [IO.File]::ReadAllText($file) | Should -Be 'A harmless text.'
    }

    It 'a download is whole' {
        $sample = Find-TGSample -OrganizationOnly -State succ -Last 30d -First 1 -Connection $connection
        $saved = $sample | Save-TGSampleItem AnalysisJson -Destination $TestDrive -Connection $connection
        (Get-Content -LiteralPath $saved.Path -Raw | ConvertFrom-Json) | Should -Not -BeNullOrEmpty
    }

    It 'a request that failed for the moment is sent again' {
        Invoke-Control POST faults @{ path = '/ips'; times = 2; status = 503 }
        @(Get-TGIocFeed Ip @window -First 3 -Connection $connection).Count | Should -Be 3
    }

    It 'errors have the ids that the help lists: <Id>' -ForEach @(
        @{ Id = 'AuthenticationFailed'; Fault = @{ path = '/ips'; status = 401; body = '{}' } }
        @{ Id = 'PermissionDenied'; Fault = @{ path = '/ips'; status = 403; body = '{}' } }
        @{ Id = 'QuotaExceeded'; Fault = @{ path = '/ips'; status = 429; body = '{}'; headers = @{ 'Retry-After' = '86400' } } }
        @{ Id = 'ServerError'; Fault = @{ path = '/ips'; status = 500; times = 3 } }
        @{ Id = 'RedirectRefused'; Fault = @{ path = '/ips'; action = 'redirect'; location = 'http://192.0.2.1/' } }
        @{ Id = 'UnexpectedAnswer'; Fault = @{ path = '/ips'; action = 'html'; times = 3 } }
        @{ Id = 'ConnectionFailed'; Fault = @{ path = '/ips'; action = 'resetBefore'; times = 3 } }
    ) {
        try {
            Invoke-Control POST faults $Fault
            Get-ErrorId { Get-TGIocFeed Ip @window -Connection $connection -ErrorAction Stop } | Should -Be $Id
        }
        finally {
            Invoke-Control DELETE faults @{}
        }
    }

    It 'errors of the caller have theirs too' {
        Get-ErrorId { Get-TGIocFeed Ip -After 2018-01-02 -Before 2018-01-01 -Connection $connection -ErrorAction Stop } | Should -Be InvalidWindow
        Get-ErrorId { Submit-TGSample (Join-Path $TestDrive 'none') -Connection $connection -ErrorAction Stop } | Should -Be FileNotFound
    }

    It 'help is there, for commands and topics' {
        $help = Get-Help Get-TGIocFeed -Full
        @($help.Examples.Example).Count | Should -BeGreaterThan 1
        $help.Description | Out-String | Should -Match '\w{4,}'
        Get-Help about_ThreatGrid_Errors | Out-String | Should -Match 'CheckpointLocked'
    }
}

Describe 'These tests' {
    It 'are written in the language of Windows PowerShell 5.1' {
        foreach ($file in "$PSScriptRoot/Desktop.Tests.ps1", "$root/tests/Shared/Run.ps1", "$root/out/ThreatGrid/ThreatGrid.psm1") {
            $tokens = $null
            $errors = $null
            $tree = [System.Management.Automation.Language.Parser]::ParseFile($file, [ref]$tokens, [ref]$errors)
            $errors | Should -BeNullOrEmpty
            $tokens.Kind | Where-Object { $_ -in 'AndAnd', 'OrOr', 'QuestionMark', 'QuestionQuestion', 'QuestionQuestionEquals', 'QuestionDot', 'QuestionLBracket' } | Should -BeNullOrEmpty -Because $file
            $later = $tree.FindAll({ param($node) $node -is [System.Management.Automation.Language.CommandParameterAst] -and $node.ParameterName -in 'Parallel', 'NoProxy', 'SkipHttpErrorCheck', 'AsByteStream', 'DateKind', 'AsHashtable' }, $true)
            $later | Should -BeNullOrEmpty -Because $file
            [IO.File]::ReadAllText($file) | Should -Match '^[\x00-\x7F]*$' -Because 'it reads files without a mark in the system''s own letters'
        }
    }
}
