# Runs Pester on some folders and leaves the counts in a file. Started in a process of its own by build.ps1.
param(
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Path,
    [Parameter(Mandatory)] [string] $Result
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Pester

# What the machine has set must not decide how tests end.
Remove-Item -Path Env:TG_API_KEY, Env:TG_SERVER -ErrorAction Ignore
$env:TG_CONFIG_HOME = Join-Path ([IO.Path]::GetTempPath()) "tg-tests-$PID"

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path -split ';'
$configuration.Run.PassThru = $true
$configuration.Output.Verbosity = 'Normal'
$configuration.Output.RenderMode = 'Plaintext'
try {
    $run = Invoke-Pester -Configuration $configuration
    @{ Passed = $run.PassedCount; Failed = $run.FailedCount + $run.FailedBlocksCount + $run.FailedContainersCount; Skipped = $run.SkippedCount } |
        ConvertTo-Json | Set-Content -LiteralPath $Result
}
finally {
    Remove-Item -LiteralPath $env:TG_CONFIG_HOME -Recurse -Force -ErrorAction Ignore
}
