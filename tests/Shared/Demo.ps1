# The main jobs, on a server of its own: a feed at the prompt and in a CSV file, a file's verdict and what it talked to.
param([Parameter(Mandatory)] [string] $Module)

$ErrorActionPreference = 'Stop'
Import-Module $Module
Import-Module "$PSScriptRoot/Emulator.psm1"

function Show([string] $Line) {
    Write-Host ''
    Write-Host "PS> $Line" -ForegroundColor Cyan
}

$folder = Join-Path ([IO.Path]::GetTempPath()) "threatgrid-demo-$PID"
[void][IO.Directory]::CreateDirectory($folder)
$csv = Join-Path $folder 'ips.csv'
$emulator = Start-TGEmulator
try {
    Write-Host "A Threat Grid emulator runs at $($emulator.Uri). Against the real service you would say -Region EU and your own key."

    Show "Connect-TGServer $($emulator.Uri) -ApiKey `$key"
    $demoKey = ConvertTo-SecureString 'demo0key0for0the0emulator0' -AsPlainText -Force
    Connect-TGServer $emulator.Uri -ApiKey $demoKey | Format-Table | Out-Host

    Show 'Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -Confidence 75 -Severity 75 -First 10'
    Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -Confidence 75 -Severity 75 -First 10 | Format-Table | Out-Host

    Show 'Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -Confidence 75 -Severity 75 | ConvertTo-TGRow | Export-Csv ips.csv -NoTypeInformation'
    Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T02:00Z -Confidence 75 -Severity 75 | ConvertTo-TGRow | Export-Csv -LiteralPath $csv -NoTypeInformation

    Show 'Get-Content ips.csv -TotalCount 4'
    Get-Content -LiteralPath $csv -TotalCount 4 | Out-Host
    Write-Host ''
    Write-Host "$((Import-Csv -LiteralPath $csv | Measure-Object).Count) rows are in $csv"

    Set-TGEmulatorSetting $emulator @{ runSeconds = 1 }
    $file = Join-Path $folder 'invoice.docm'
    [IO.File]::WriteAllText($file, 'A harmless text.')
    Show 'Submit-TGSample invoice.docm -Wait -Interval 1s -OutVariable sample'
    Submit-TGSample $file -Wait -Interval 1s -OutVariable sample | Format-Table | Out-Host

    Show '$sample | Get-TGSampleObservable -Type Domain, Ip -ExcludeInternal | Select-Object -First 5'
    $sample | Get-TGSampleObservable -Type Domain, Ip -ExcludeInternal | Select-Object -First 5 | Format-Table | Out-Host
}
finally {
    Disconnect-TGServer
    Stop-TGEmulator $emulator
}
