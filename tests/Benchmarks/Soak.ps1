# The work of the soak, in a process of its own; what came of it is written as JSON.
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Server,
    [Parameter(Mandatory)] [string] $Key,
    [Parameter(Mandatory)] [string] $Place,
    [Parameter(Mandatory)] [double] $Minutes
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
$WarningPreference = 'SilentlyContinue'
$env:TG_CONFIG_HOME = "$Place/config"
Import-Module $Module
Import-Module "$PSScriptRoot/../Shared/Emulator.psm1"
$emulator = [pscustomobject]@{ Uri = $Server }
Connect-TGServer $Server -ApiKey $Key -RetryInterval 00:00:00.010 -SkipConnectionCheck | Out-Null
$known = Find-TGSample -State succ -Last 60d -UserOnly -First 20

$errors = [System.Collections.Generic.List[string]]::new()
$points = [System.Collections.Generic.List[object]]::new()
$state = @{ Calls = 0; Submitted = 0; Rounds = 0 }

# A call that may end in an error, as any may on such a server; the next round goes on.
function Try-Call([scriptblock] $Call) {
    $state.Calls++
    try { & $Call }
    catch { $errors.Add($_.FullyQualifiedErrorId) }
}

$watch = [System.Diagnostics.Stopwatch]::StartNew()
while ($watch.Elapsed.TotalMinutes -lt $Minutes) {
    $state.Rounds++
    Set-TGEmulatorClock $emulator @{ stepSeconds = 600 }
    Try-Call { Sync-TGFeed Ip -CheckpointPath "$Place/ips.json" -OutFile "$Place/ips.jsonl" -Since 2026-02-28T23:00Z }
    Try-Call { Get-TGIocFeed Domain, Url -Last 2h | Out-Null }

    $file = "$Place/soak-$($state.Rounds).bin"
    Set-Content $file "harmless $($state.Rounds)"
    Try-Call { Submit-TGSample $file | Out-Null; $state.Submitted++ }
    Remove-Item $file

    $one = $known[$state.Rounds % $known.Count]
    Try-Call { $one | Get-TGSampleObservable | Select-TGObservable | ConvertFrom-TGObservable Stix21 | Out-Null }
    Try-Call { $one | Save-TGSampleItem AnalysisJson, Sample -Destination "$Place/saved" -Force | Out-Null }
    Try-Call { Get-TGIocFeed Ip -Last 6h | Select-Object -First 1 | Get-TGIp -Related Samples -IncludeUnknown | Out-Null }
    Try-Call { Find-TGSample -Last 30d -First 30 | Get-TGSampleThreat -ErrorAction SilentlyContinue | Out-Null }
    if ($state.Rounds % 10 -eq 0) {
        [gc]::Collect()
        $process = Get-Process -Id $PID
        $points.Add(@{ Memory = $process.WorkingSet64; Handles = $process.HandleCount; Threads = $process.Threads.Count })
    }
}

# The last runs, until one goes through: what failed last is caught up.
for ($i = 0; $i -lt 20; $i++) {
    $before = $errors.Count
    Try-Call { Sync-TGFeed Ip -CheckpointPath "$Place/ips.json" -OutFile "$Place/ips.jsonl" }
    if ($errors.Count -eq $before) { break }
}

@{ Calls = $state.Calls; Submitted = $state.Submitted; Rounds = $state.Rounds; Errors = @($errors); Points = @($points) } | ConvertTo-Json -Depth 4 -Compress
