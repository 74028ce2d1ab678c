# Runs the xunit tests of the libraries on .NET 8 and, where Mono is installed, on .NET Framework. Gives the counts.
param(
    [Parameter(Mandatory)] [string] $Root,
    [Parameter(Mandatory)] [string] $Configuration
)

$ErrorActionPreference = 'Stop'
$results = Join-Path $Root 'testresults'

# The counts of a TRX file; a run that left none failed as a whole.
function Read-Trx([string] $Path) {
    if (-not (Test-Path -LiteralPath $Path)) {
        return [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 }
    }

    $counters = ([xml](Get-Content -LiteralPath $Path -Raw)).TestRun.ResultSummary.Counters
    [pscustomobject]@{ Passed = [int]$counters.passed; Failed = [int]$counters.failed + [int]$counters.error; Skipped = [int]$counters.notExecuted }
}

foreach ($project in Get-ChildItem "$Root/tests" -Filter ThreatGrid.*.Tests.csproj -Recurse -Depth 1) {
    $name = $project.BaseName
    $trx = Join-Path $results "$name.net8.0.trx"
    Remove-Item -LiteralPath $trx -ErrorAction Ignore
    & dotnet test $project.FullName -c $Configuration -f net8.0 --nologo -v quiet --logger "trx;LogFileName=$trx" | Out-Host
    $counts = Read-Trx $trx
    if ($LASTEXITCODE -ne 0 -and $counts.Failed -eq 0) {
        # A run that crashes half-way leaves only what passed until then.
        Write-Host "The tests of $name ended before their end."
        $counts.Failed = 1
    }

    $counts

    if (-not (Get-Command mono -ErrorAction Ignore)) {
        Write-Host "Mono is not installed: $name was not run on .NET Framework."
        continue
    }

    & dotnet build $project.FullName -c $Configuration -f net472 --nologo -v quiet | Out-Host
    $packages = (& dotnet nuget locals global-packages --list) -replace '^global-packages:\s*'
    $runner = Join-Path $packages 'xunit.runner.console/2.4.1/tools/net472/xunit.console.exe'
    $xml = Join-Path $results "$name.net472.xml"
    Remove-Item -LiteralPath $xml -ErrorAction Ignore
    & mono $runner "$($project.DirectoryName)/bin/$Configuration/net472/$name.dll" -xml $xml -notrait 'Runtime=NotMono' -noshadow -nologo | Select-Object -Last 15 | Out-Host
    if (Test-Path -LiteralPath $xml) {
        $assembly = ([xml](Get-Content -LiteralPath $xml -Raw)).assemblies.assembly
        $count = { param($name) [int]$assembly.GetAttribute($name) }
        [pscustomobject]@{ Passed = & $count passed; Failed = (& $count failed) + (& $count errors); Skipped = & $count skipped }
    }
    else {
        [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 }
    }
}
