# Runs the commands of a page, each line that begins with "PS> " in its text blocks, in order and in one session, and writes the page
# anew with what they show. Between two commands of a reader ten seconds pass, also on a clock that stands still.
param(
    [Parameter(Mandatory)] [string] $Page,
    [Parameter(Mandatory)] [string] $Destination,
    [Parameter(Mandatory)] [uri] $Server,
    [Parameter(Mandatory)] [string] $Key,
    [Parameter(Mandatory)] [string] $Folder
)

$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
Import-Module "$PSScriptRoot/Emulator.psm1"
$root = (Resolve-Path "$PSScriptRoot/../..").Path
$emulator = [pscustomobject]@{ Uri = "$Server" }
Set-Location $Folder

# The person at the keyboard.
function Read-Host([string] $Prompt) {
    Write-Host "${Prompt}: $('*' * $Key.Length)"
    ConvertTo-SecureString $Key -AsPlainText -Force
}

# As a console shows it.
filter ConvertTo-Shown {
    if ($_ -is [System.Management.Automation.WarningRecord]) { "WARNING: $_" } elseif ($_ -is [System.Management.Automation.InformationRecord]) { "$_" } else { $_ }
}

$written = [System.Collections.Generic.List[string]]::new()
$isTranscript = $false
foreach ($line in [IO.File]::ReadAllLines($Page)) {
    if ($line.StartsWith('```')) { $isTranscript = $line -eq '```text' }
    if (-not $isTranscript) {
        $written.Add($line)
        continue
    }

    if ($line -notlike 'PS> *') {
        if ($line -eq '```text') { $written.Add($line) }
        continue
    }

    if ($written[-1] -ne '```text') { $written.Add('') }
    $written.Add($line)
    $typed = $line.Substring(4).Replace('http://127.0.0.1:8080/', "$Server").Replace('./out/', "$root/out/")
    Set-TGEmulatorClock $emulator @{ stepSeconds = 10 }
    $shown = . ([scriptblock]::Create($typed)) *>&1 | Where-Object { "$_" -notmatch '^The clock of ' } | ConvertTo-Shown | Out-String -Width 120

    # What is another one each time.
    $shown = $shown.Replace("$Server", 'http://127.0.0.1:8080/').Replace($Folder, '~').Replace('\', '/') -replace '\e\[[0-9;]*m'
    if ($sample) { $shown = $shown.Replace($sample.SampleId, 'd63f185079b41aeb9ea373a716294ef7') }
    foreach ($one in $shown.Trim("`r", "`n") -split '\r?\n') {
        if ($one.Trim() -or $shown.Trim()) { $written.Add($one.TrimEnd()) }
    }
}

[IO.File]::WriteAllText($Destination, ($written -join "`n") + "`n")
