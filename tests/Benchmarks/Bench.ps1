# Measures what the module promises, side by side, in one run. Prints a table; each figure is the median of five processes.
param(
    [Parameter(Mandatory)] [string] $Module,
    [string] $Name = '*'
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest
Import-Module "$PSScriptRoot/../Shared/Emulator.psm1", "$PSScriptRoot/Chart.psm1" -Force

$key = 'demo0key0for0the0emulator0'
$runs = 5
$charts = "$PSScriptRoot/../../docs/charts"
$floor = "$PSScriptRoot/bin/Release/net10.0/Benchmarks.dll"
$rowsPerHour = 1000
$start = [datetime]::new(2018, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
$table = [System.Collections.Generic.List[object]]::new()

function Get-Median([double[]] $Value) {
    $sorted = $Value | Sort-Object
    $sorted[[int][math]::Floor($sorted.Count / 2)]
}

function Add-Figure([string] $What, [string] $Measured, [string] $Goal, [bool] $Reached) {
    $table.Add([pscustomobject]@{ What = $What; Measured = $Measured; Goal = $Goal; Reached = $Reached })
    Write-Host ("{0}: {1} (goal: {2})" -f $What, $Measured, $Goal)
}

# A process of its own; the script's output comes back as numbers.
function Invoke-Child([string] $Script) {
    $command = @(if (Test-Path "$PSHOME/pwsh") { "$PSHOME/pwsh" } else { 'dotnet', "$PSHOME/pwsh.dll" })
    $preamble = "`$ErrorActionPreference='Stop'; `$ProgressPreference='SilentlyContinue'; function Clock([scriptblock]`$b){`$w=[Diagnostics.Stopwatch]::StartNew(); & `$b | Out-Null; `$w.Elapsed.TotalMilliseconds};"
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($preamble + $Script))
    $output = & $command[0] @($command | Select-Object -Skip 1) -NoProfile -EncodedCommand $encoded
    if ($LASTEXITCODE -ne 0) { throw "A child failed: $output" }
    @($output)
}

function Window([int] $Hours) {
    '-After {0:yyyy-MM-ddTHH:mm:ssZ} -Before {1:yyyy-MM-ddTHH:mm:ssZ}' -f $start, $start.AddHours($Hours)
}

$emulator = Start-TGEmulator -Arguments '--dense', '--rows-per-hour', "$rowsPerHour", '--no-log'
$connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
try {
    $query = 'after={0:yyyy-MM-ddTHH:mm:ssZ}&before={1:yyyy-MM-ddTHH:mm:ssZ}&confidence=80&severity=80' -f $start, $start.AddHours(100)

    if ('Feed' -like $Name) {
        # Twenty calls in one process: the first meets code that is not compiled yet, the second what is compiled without optimisation,
        # the last what the runtime has optimised, PowerShell's own code among it.
        $calls = 20
        $ours = "Get-TGIocFeed Ip $(Window 100)"
        $loop = "for(`$i=0;`$i -lt 100;`$i++){ (Invoke-RestMethod ('$($emulator.Uri)api/v2/iocs/feeds/ips?limit=1000&offset='+(`$i*1000)+'&$query') -Headers `$h).data.items }"
        $counted = "`$b=[GC]::GetTotalAllocatedBytes(`$true); `$null = & { $ours }; ([GC]::GetTotalAllocatedBytes(`$true)-`$b)/100000"
        dotnet $floor $emulator.Uri $key $query 100 $calls | Out-Null
        $mine = foreach ($i in 1..$runs) { , @(Invoke-Child "$connect 1..$calls | ForEach-Object { Clock { $ours } }; $counted") }
        $theirs = foreach ($i in 1..$runs) { , @(Invoke-Child "`$h=@{Authorization='Bearer $key'}; 1..$calls | ForEach-Object { Clock { $loop } }") }
        $plain = foreach ($i in 1..$runs) { , @((dotnet $floor $emulator.Uri $key $query 100 $calls) | ForEach-Object { , ($_ -split ' ') }) }
        $bars = [ordered]@{}
        foreach ($call in @{ Number = 1; Text = 'first call'; Goal = 5 }, @{ Number = 2; Text = 'second call'; Goal = 12 }, @{ Number = 20; Text = 'twentieth call'; Goal = 16 }) {
            $at = $call.Number - 1
            $own = Get-Median ($mine | ForEach-Object { $_[$at] })
            $other = Get-Median ($theirs | ForEach-Object { $_[$at] })
            $least = Get-Median ($plain | ForEach-Object { $_[$at][0] })
            Add-Figure "100,000 rows, $($call.Text), against Invoke-RestMethod" ('{0:0} ms / {1:0} ms = {2:0.0} times as fast' -f $own, $other, ($other / $own)) "$($call.Goal) times" ($other / $own -ge $call.Goal)
            Add-Figure "100,000 rows, $($call.Text), against plain C#" ('{0:0} ms / {1:0} ms = {2:0.00} of its time' -f $own, $least, ($own / $least)) '1.2' ($own / $least -le 1.2)
            $bars["ThreatGrid, $($call.Text)"] = $own
            $bars["plain C#, $($call.Text)"] = $least
            $bars["Invoke-RestMethod, $($call.Text)"] = $other
        }

        $bytes = Get-Median ($mine | ForEach-Object { $_[$calls] })
        $bytesPlain = Get-Median ($plain | ForEach-Object { $_[$calls - 1][2] })
        Add-Figure 'Bytes allocated for a row' ('{0:0}, plain C# {1:0}' -f $bytes, $bytesPlain) 'plain C# and 150' ($bytes -le $bytesPlain + 150)
        Write-TGBarChart -Path "$charts/feed.svg" -Title '100,000 rows of the address feed' -Unit ms -Bars $bars -Own @($bars.Keys -like 'ThreatGrid*')
    }

    if ('Memory' -like $Name) {
        $peak = '(Get-Process -Id $PID).PeakWorkingSet64'
        $small = Get-Median (1..$runs | ForEach-Object { @(Invoke-Child "$connect Get-TGIocFeed Ip $(Window 10) | Out-Null; $peak")[-1] })
        $large = Get-Median (1..$runs | ForEach-Object { @(Invoke-Child "$connect Get-TGIocFeed Ip $(Window 1000) | Out-Null; $peak")[-1] })
        Add-Figure 'Peak memory, 1,000,000 rows over 10,000' ('{0:0.0} MB more ({1:0} MB, {2:0} MB)' -f (($large - $small) / 1MB), ($large / 1MB), ($small / 1MB)) '40 MB' (($large - $small) / 1MB -le 40)
    }

    if ('First' -like $Name) {
        $first = Get-Median (1..$runs | ForEach-Object { @(Invoke-Child "$connect Clock { Get-TGIocFeed Ip $(Window 10) | Select-Object -First 1 }; Clock { Get-TGIocFeed Ip $(Window 1000) | Select-Object -First 1 }")[-1] })
        Add-Figure 'First object of a million-row window' ('{0:0} ms' -f $first) 'after the first page' ($first -lt 1000)
    }

    if ('Import' -like $Name) {
        # The module, and the same without a part: what is missing from the time is that part's.
        $scratch = Join-Path ([IO.Path]::GetTempPath()) "tg-bench-$PID"
        $empty = "$scratch/Empty"
        New-Item -ItemType Directory -Path $empty, "$scratch/Plain" -Force | Out-Null
        Set-Content "$empty/Empty.psm1" ''
        Set-Content "$empty/Empty.psd1" "@{ RootModule='Empty.psm1'; ModuleVersion='1.0'; FunctionsToExport=@(); CmdletsToExport=@(); AliasesToExport=@(); VariablesToExport=@() }"
        Copy-Item "$(Split-Path $Module)/*" "$scratch/Plain" -Recurse
        (Get-Content "$scratch/Plain/ThreatGrid.psd1") -replace '^(\s*FormatsToProcess\s*=).*', '$1 @()' | Set-Content "$scratch/Plain/ThreatGrid.psd1"
        $load = "[void][Reflection.Assembly]::LoadFrom('$(Split-Path $Module)/bin/net8.0/ThreatGrid.dll'); `$a = ('ThreatGrid.Loading.LoadContext' -as [type])::LoadCmdlets()"
        $warm = 'Get-Command Import-Module | Out-Null;'
        $scripts = [ordered]@{
            With = "Clock { Import-Module '$Module' }"
            Plain = "Clock { Import-Module '$scratch/Plain/ThreatGrid.psd1' }"
            Load = "Clock { $load }"
            Empty = "Clock { Import-Module '$empty/Empty.psd1' }"
        }
        $times = @{}
        foreach ($round in 1..9) {
            foreach ($one in $scripts.Keys) { $times[$one] += @(@(Invoke-Child "$warm $($scripts[$one])")[-1]) }
        }

        Remove-Item $scratch -Recurse -Force
        $with, $plain, $loads, $without = 'With', 'Plain', 'Load', 'Empty' | ForEach-Object { Get-Median $times[$_] }
        $count = @((Import-PowerShellDataFile $Module).CmdletsToExport).Count
        Add-Figure 'Import-Module over an empty module' ('{0:0} ms more ({1:0} ms, {2:0} ms)' -f ($with - $without), $with, $without) '100 ms' ($with - $without -le 100)
        Add-Figure 'of it: format views' ('{0:0} ms' -f ($with - $plain)) '-' $true
        Add-Figure 'of it: loading assemblies' ('{0:0} ms' -f $loads) '-' $true
        Add-Figure "of it: $count commands, and the rest" ('{0:0} ms' -f ($plain - $without - $loads)) '-' $true
        $bars = [ordered]@{ 'an empty module' = $without; 'loading assemblies' = $loads; "$count commands, and the rest" = [math]::Max(0, $plain - $without - $loads); 'format views' = [math]::Max(0, $with - $plain); 'ThreatGrid, all of it' = $with }
        Write-TGBarChart -Path "$charts/import.svg" -Title 'Import-Module' -Unit ms -Bars $bars -Own 'ThreatGrid, all of it'
    }
}
finally {
    Stop-TGEmulator $emulator
}

if ('Latency' -like $Name) {
    $emulator = Start-TGEmulator -Arguments '--dense', '--rows-per-hour', "$rowsPerHour", '--latency', '200', '--no-log'
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        $one = Get-Median (1..3 | ForEach-Object { @(Invoke-Child "$connect Clock { Get-TGIocFeed Ip $(Window 100) }")[-1] })
        $four = Get-Median (1..3 | ForEach-Object { @(Invoke-Child "$connect Clock { Get-TGIocFeed Ip $(Window 100) -ThrottleLimit 4 }")[-1] })
        Add-Figure '100 pages at 200 ms' ('{0:0.00} of the network time' -f ($one / 20000)) '1.1' ($one / 20000 -le 1.1)
        Add-Figure 'The same with -ThrottleLimit 4' ('{0:0.0} times faster' -f ($one / $four)) '3 times' ($one / $four -ge 3)
    }
    finally {
        Stop-TGEmulator $emulator
    }
}

if ('Stop' -like $Name) {
    $emulator = Start-TGEmulator -Arguments '--dense', '--rows-per-hour', "$rowsPerHour"
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        $taken = Get-Median (1..$runs | ForEach-Object {
                Clear-TGEmulatorRequest $emulator
                @(Invoke-Child "$connect Clock { Get-TGIocFeed Ip $(Window 1000) | Select-Object -First 5 }")[-1]
            })
        $pages = @(Get-TGEmulatorRequest $emulator | Where-Object Path -Like '*/ips').Count
        Add-Figure 'Select-Object -First 5' ('{0:0} ms, {1} pages' -f $taken, $pages) '1 s, one page beyond' ($taken -lt 1000 -and $pages -le 2)
        foreach ($case in @{ Text = 'a slow request'; Fault = @{ path = '/ips'; action = 'hang' } }, @{ Text = 'a retry wait'; Fault = @{ path = '/ips'; status = 429; headers = @{ 'Retry-After' = '60' } } }) {
            Clear-TGEmulatorFault $emulator
            Add-TGEmulatorFault $emulator $case.Fault
            $stop = Get-Median (1..$runs | ForEach-Object {
                    @(Invoke-Child @"
`$p = [powershell]::Create(); [void]`$p.AddScript("$($connect.Replace('"', '`"')) Get-TGIocFeed Ip $(Window 100)")
`$a = `$p.BeginInvoke(); Start-Sleep -Milliseconds 2500; Clock { `$p.Stop() }
"@)[-1]
                })
            Add-Figure "Ctrl+C in $($case.Text)" ('{0:0} ms' -f $stop) '1 s' ($stop -lt 1000)
        }
    }
    finally {
        Stop-TGEmulator $emulator
    }
}

. "$PSScriptRoot/Samples.Bench.ps1"
. "$PSScriptRoot/Sync.Bench.ps1"
. "$PSScriptRoot/Soak.Bench.ps1"

$table | Format-Table -AutoSize -Wrap | Out-String -Width 160
