# Ctrl+C and Select-Object -First end every command at once, and the server is asked for next to nothing that nobody wants.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    $commands = & "$root/tests/Shared/Calls.ps1" | ForEach-Object {
        $command = Get-Command $_.Name
        $parameter = $command.Parameters.Values | Where-Object { $_.Attributes.ValueFromPipeline -contains $true -and $_.ParameterType -in [string], [string[]] } | Select-Object -First 1
        @{ Call = $_; Name = $_.Name; Takes = $parameter.Name; Pages = $command.Parameters.ContainsKey('First') }
    }
    $listing = $commands | Where-Object { $_.Pages }
    $taking = $commands | Where-Object { $_.Takes -and $_.Name -match '^(Get|Find|Save|Submit)-' }
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--now', '2026-03-10T12:00:00Z', '--frozen', '--rows-per-hour', '20'
    Import-Module "$PSScriptRoot/Shared/Faults.psm1"
    $env:TG_API_KEY = $key
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:30 -WarningAction Ignore | Out-Null
    $place = Get-TGCallPlace $emulator "$TestDrive/call"
    $samples = @(Find-TGSample -State succ -Last 60d -UserOnly -First 10)
    $files = 1..10 | ForEach-Object { "$TestDrive/file$_.bin" }
    $files | ForEach-Object { Set-Content $_ "harmless $_" }
    $inputs = @{
        SampleId = $samples.SampleId; Hash = $samples.Sha256; Sha256 = $samples.Sha256; Path = $files
        Ip = 1..10 | ForEach-Object { "198.51.100.$_" }; Domain = 1..10 | ForEach-Object { "d$_.example" }; Url = 1..10 | ForEach-Object { "http://d$_.example/" }
        RegistryKey = 1..10 | ForEach-Object { "KEY$_" }; Login = @('analyst1') * 10; Query = @('198.51.100.0/24') * 10; Text = $samples.FileName
    }
    $names = @{ 'Get-TGIndicator' = (Get-TGIndicator).Name; 'Get-TGIndicatorCategory' = (Get-TGIndicatorCategory).Name; 'Get-TGCuratedFeed' = 'rat-dns', 'irc-dns', 'dga-dns'; 'Save-TGCuratedFeed' = 'rat-dns', 'irc-dns', 'dga-dns' }

    # One runspace for everything that is stopped: Stop-ing a pipeline is what Ctrl+C does.
    $runspace = [runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault2())
    $runspace.Open()
    function Start-Line([string] $Line) {
        $shell = [powershell]::Create()
        $shell.Runspace = $runspace
        $null = $shell.AddScript($Line, $false)
        $output = [System.Management.Automation.PSDataCollection[psobject]]::new()
        [pscustomobject]@{ Shell = $shell; Output = $output; Run = $shell.BeginInvoke([System.Management.Automation.PSDataCollection[psobject]]::new(), $output) }
    }

    $first = Start-Line "Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1'; Connect-TGServer $($emulator.Uri) -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:30 -WarningAction Ignore"
    $null = $first.Shell.EndInvoke($first.Run)

    function Get-Count { @(Get-TGEmulatorRequest $emulator).Count }

    # Until the server was asked so often, or nothing comes any more.
    function Wait-Count([int] $Count) {
        for ($i = 0; $i -lt 200 -and (Get-Count) -lt $Count; $i++) { Start-Sleep -Milliseconds 20 }
    }

    # Stops it as Ctrl+C does; gives the milliseconds that took.
    function Stop-Line($Started) {
        $watch = [System.Diagnostics.Stopwatch]::StartNew()
        $Started.Shell.Stop()
        $watch.ElapsedMilliseconds
        $Started.Shell.Dispose()
    }

    function Get-Setting {
        ($place.Keys | ForEach-Object { "`$$_ = '$($place[$_].Replace("'", "''"))'" }) -join '; '
    }
}

AfterAll {
    $runspace.Dispose()
    Remove-Item Env:TG_API_KEY
    Stop-TGEmulator $emulator
}

Describe 'Ctrl+C' {
    BeforeEach {
        Reset-TGCall $emulator $Call $place
    }

    It 'ends <Name> while the server is silent, and nothing is asked after it' -ForEach $commands {
        Add-TGEmulatorFault $emulator @{ path = '/api/'; times = 0; action = 'hang' }
        $started = Start-Line "$(Get-Setting); $($Call.Line)"
        Wait-Count 1
        $asked = Get-Count
        $asked | Should -BeGreaterThan 0
        Stop-Line $started | Should -BeLessThan 1500
        Clear-TGEmulatorFault $emulator
        Start-Sleep -Milliseconds 100
        Get-Count | Should -BeLessOrEqual ($asked + 3) -Because 'what was on its way may still arrive, but nothing is tried again'
        @(Get-ChildItem -LiteralPath $place.folder -Recurse -File -Force | Where-Object Name -NotMatch '^sample\.bin$|\.lock$').Name | Should -BeNullOrEmpty
    }

    It 'ends <Name> in the wait before another try' -ForEach $commands {
        Add-TGEmulatorFault $emulator @{ path = '/api/'; times = 0; status = 429; body = ''; headers = @{ 'Retry-After' = '60' } }
        $started = Start-Line "$(Get-Setting); $($Call.Line)"
        Wait-Count 1
        Start-Sleep -Milliseconds 50
        Stop-Line $started | Should -BeLessThan 1500

        # The whole connection waits after a 429: the next command must not.
        $again = Start-Line "Connect-TGServer $($emulator.Uri) -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:30 -SkipConnectionCheck -WarningAction Ignore"
        $null = $again.Shell.EndInvoke($again.Run)
    }
}

Describe 'Select-Object -First' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Set-TGEmulatorSetting $emulator @{ pageCap = 5 }
        Test-TGConnection 3>$null | Out-Null
        Clear-TGEmulatorRequest $emulator
    }

    It 'ends <Name> in the middle of its pages, with one page ahead' -ForEach $listing {
        foreach ($variable in $place.Keys) { Set-Variable $variable $place[$variable] }
        $null = New-Item -ItemType Directory $place.folder -Force
        $one = & ([scriptblock]::Create($Call.Line)) 3>$null | Select-Object -First 1
        Start-Sleep -Milliseconds 50
        if ($Name -ne 'Get-TGUserActivity') { $one | Should -Not -BeNullOrEmpty }
        Get-Count | Should -BeLessOrEqual 2
    }

    It 'ends <Name> in the middle of its input, with one input ahead' -ForEach $taking {
        $parameters = @{}
        if ($Name -eq 'Find-TGEntity') { $parameters = @{ Type = 'Ip'; Term = 'cidr' } }
        if ($Name -like '*-TGCuratedFeed') { $parameters = @{ Date = '2026-03-02' } }
        if ($Name -eq 'Save-TGSampleItem') { $parameters = @{ Item = 'AnalysisJson' } }
        if ($Name -like 'Save-*') { $parameters.Destination = "$TestDrive/saved-$Name"; $parameters.Force = $true }
        if ($Name -eq 'Get-TGUserActivity') { Set-TGUser analyst2 -Title x }
        foreach ($parameter in @{ IncludeUnknown = $true; ThrottleLimit = 1 }.GetEnumerator()) {
            if ((Get-Command $Name).Parameters.ContainsKey($parameter.Key)) { $parameters[$parameter.Key] = $parameter.Value }
        }

        $given = $names[$Name] ?? $inputs[$Takes]
        $given | Should -Not -BeNullOrEmpty -Because "-$Takes needs values here"

        # Of one input alone, and then of the first of ten.
        $given[0] | & $Name @parameters -ErrorAction SilentlyContinue -WarningAction Ignore | Out-Null
        $single = Get-Count
        Clear-TGEmulatorRequest $emulator
        $given | & $Name @parameters -ErrorAction SilentlyContinue -WarningAction Ignore | Select-Object -First 1 | Out-Null
        Start-Sleep -Milliseconds 50
        Get-Count | Should -BeLessOrEqual ([math]::Max(2, 2 * $single)) -Because "one input takes $single"
    }
}
