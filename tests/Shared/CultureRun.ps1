# Writes all that a machine reads into a folder: what must be the same bytes in every culture and every zone.
param(
    [Parameter(Mandatory)] [uri] $Server,
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [AllowEmptyString()] [string] $Culture
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
[cultureinfo]::CurrentCulture = [cultureinfo]::DefaultThreadCurrentCulture = $Culture
[cultureinfo]::CurrentUICulture = [cultureinfo]::DefaultThreadCurrentUICulture = $Culture
$root = (Resolve-Path "$PSScriptRoot/../..").Path
Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
Set-Location $Folder
Connect-TGServer $Server -Name LIBRARY -WarningAction Ignore | Out-Null

# Lines end in the same way on every system.
function Write-Lines([string] $Name) {
    [IO.File]::WriteAllText("$Folder/$Name", (@($input) -join "`n") + "`n")
}

# Local times, which JSON shows with their offset, are another text in each zone by convention; each has a twin in UTC.
function ConvertTo-SameJson {
    (ConvertTo-Json -InputObject @($input) -Depth 12) -split '\r?\n' -notmatch '": "\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d",?$'
}

# Something to stand in the log of what was done.
Set-TGUser analyst2 -Title 'Istanbul' | Out-Null

$window = @{ After = '2026-03-01 10:30'; Before = '2026-03-01T13:30:00+01:00'; Utc = $true }
$id = (Find-TGSample -UserOnly -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
$sources = [ordered]@{
    ip         = { Get-TGIocFeed IP @window -First 40 }
    domain     = { Get-TGIocFeed DOMAIN @window -First 40 }
    url        = { Get-TGIocFeed url @window -First 40 }
    path       = { Get-TGIocFeed PATH @window -First 5 }
    artifact   = { Get-TGIocFeed ARTIFACT @window -First 40 }
    stream     = { Get-TGIocFeed NetworkStream @window -First 5 }
    key        = { Get-TGIocFeed REGISTRYKEY @window -First 5 }
    seen       = { Get-TGSampleFeed DOMAIN @window -First 5 }
    curated    = { Get-TGCuratedFeed SINKHOLED-IP-DNS -Date 2026-02-28 }
    sample     = { Find-TGSample -State SUCC -Last 7d -First 20 }
    get        = { Get-TGSample $id }
    state      = { Get-TGSampleState $id }
    summary    = { Get-TGSampleSummary $id }
    threat     = { Get-TGSampleThreat $id }
    indicator  = { Get-TGSampleIndicator $id }
    streams    = { Get-TGSampleNetworkStream $id }
    process    = { Get-TGSampleProcess $id | Select-Object -First 20 }
    artifacts  = { Get-TGSampleArtifact $id }
    annotation = { Get-TGSampleAnnotation $id }
    metadata   = { Get-TGSampleMetadata $id }
    observable = { Get-TGSampleObservable $id }
    report     = { Get-TGSample $id | Get-TGHashReport }
    user       = { Get-TGUser STUDENT*, ANALYST1 }
    activity   = { Get-TGUserActivity analyst1 }
    quota      = { Get-TGRateLimit; Get-TGRateLimit -Organization -PerUser }
    metric     = { Get-TGSubmissionMetric TYPE, week -Span 84d }
    definition = { Get-TGIndicator *i* }
    entity     = { Get-TGDomain PANEL[.]AMBER-CONTROL[.]EXAMPLE; Get-TGDomain panel.amber-control.example -Related IPS }
    context    = { [pscustomobject]@{ Ip = '198[.]51[.]100[.]205'; Alert = 'I' } | Add-TGContext -Type IP -Property IP }
}
foreach ($name in $sources.Keys) {
    $objects = @(& $sources[$name])
    $objects | ConvertTo-TGRow | Export-Csv "$name.csv" -NoTypeInformation
    $objects | ConvertTo-TGRow | ConvertTo-Json | Write-Lines "$name.row.json"
    $objects | ConvertTo-SameJson | Write-Lines "$name.json"
    $objects | ForEach-Object { $_ -is [pscustomobject] ? 'a row' : "$_" } | Write-Lines "$name.txt"
}

# Names in which a Turkish i is another letter, and what is left out and why.
$names = 'Istanbul.Example', 'ISTANBUL.EXAMPLE', 'istanbul.example', 'HTTP[:]//WIN[.]EXAMPLE/I', 'hxxps://win[.]example/i', 'FE80::1', '198[.]51[.]100[.]7', 'xn--stanbul-t4a.example', 'LOCALHOST', '10.0.0.1', 'D41D8CD98F00B204E9800998ECF8427E'
$names | ConvertTo-TGDefanged | Write-Lines defanged.txt
$names | ConvertTo-TGDefanged | ConvertFrom-TGDefanged | Write-Lines refanged.txt
$names | Where-Object { $_ -match 'example' } | Select-TGObservable -Type Domain -Rejected left -ErrorAction SilentlyContinue | ForEach-Object { "$($_.Type) $($_.Value)" } | Write-Lines selected.txt
$left | ConvertTo-SameJson | Write-Lines left.json

# Every format, as text and as a file. Rows that have a time of their own: to others a format gives the moment of the export.
$rows = @(foreach ($name in 'ip', 'domain', 'url', 'artifact', 'curated') { & $sources[$name] })
foreach ($format in [Enum]::GetNames([ThreatGrid.OutputFormat])) {
    $rows | ConvertFrom-TGObservable $format.ToUpperInvariant() -AllowUnscored -Force -SidRegistry "$Folder/sids.txt" -RejectedPath "$Folder/$format.rejected.csv" -ErrorAction SilentlyContinue -WarningAction Ignore | Write-Lines "$format.txt"
    $rows | Export-TGObservable $format "$Folder/export-$format.txt" -AllowUnscored -Force -SidRegistry "$Folder/sids.txt" -HistoryPath "$Folder/export-$format.history" -ErrorAction SilentlyContinue -WarningAction Ignore | Out-Null
}

# Files by the module's own names, and checkpoints.
Save-TGSampleItem Report, AnalysisJson $id -Destination saved | Out-Null
Save-TGCuratedFeed RAT-DNS Json, Csv -Date 2026-02-28, 2026-03-01 -Destination saved | Out-Null
Sync-TGFeed IP, DOMAIN -CheckpointPath "$Folder/sync.json" -OutFile "$Folder/daily.csv" -As CSV -RotateDaily -Since '2026-03-01 09:30' -Utc -ErrorAction SilentlyContinue | Out-Null
Sync-TGFeed URL -CheckpointPath "$Folder/list.json" -OutFile "$Folder/list.txt" -As EDLURL -KeepFor 1.5d -Since 2026-03-01T09:30Z -RejectedPath "$Folder/list.rejected.csv" -WarningAction Ignore | Out-Null

# What is typed: read in one way, or refused in one way.
$typed = @(
    '-Last 90m', '-Last 1.5h', '-Last 1,5h', "-Last '1.5h'", "-Last '1,5h'", '-Last 01:30:00', '-Last 1.5', '-Last 5', '-Last 2H', "-Last '٢h'",
    "-After '2026-03-01 12:00' -Utc", '-After 2026-03-01T12:00:00.5Z', "-After '02.03.2026'", "-After '1447-09-12' -Utc", "-After '٢٠٢٦-٠٣-٠١'", "-After '3/1/2026'",
    "-After ([datetime]'2026-03-01T12:00:00Z')", "-After ([datetimeoffset]'2026-03-01T12:00:00+02:00')", '-Last 1h -Severity 90', "-Last 1h -Severity '90'", "-Last 1h -Severity '9,0'"
)
$typed | ForEach-Object {
    "$_"
    try {
        Invoke-Expression "Get-TGIocFeed Ip $_ -First 1 -Connection library | Out-Null"
        'taken'
    }
    catch {
        "$($_.FullyQualifiedErrorId) $($_.Exception.Message)"
    }
} | Write-Lines typed.txt

# The culture is really another one, and so is the zone.
"$([cultureinfo]::CurrentCulture.Name) $((1.5).ToString()) $(([datetime]'2026-03-02').ToString('d')) $('I'.ToLower()) $([timezoneinfo]::Local.GetUtcOffset([datetime]'2026-01-01'))"
