# What goes out: hygiene in the library, each format at the speed of the feed, and a run with nothing new. Dot-sourced by Bench.ps1.
$libraries = "$PSScriptRoot/../ThreatGrid.Host/bin/Release/net10.0/ThreatGrid.Host.dll"
$out = Join-Path ([IO.Path]::GetTempPath()) "tg-bench-sync-$PID"

if ('Hygiene' -like $Name) {
    [IO.Directory]::CreateDirectory($out) | Out-Null
    [IO.File]::WriteAllLines("$out/allow.txt", [string[]](1..100000 | ForEach-Object { "*.allowed-$_.example" }))
    $results = foreach ($i in 1..$runs) { , @((dotnet $libraries hygiene "$out/allow.txt") -split ' ') }
    $speed = Get-Median ($results | ForEach-Object { $_[0] })
    $memory = Get-Median ($results | ForEach-Object { $_[1] / 1MB })
    Add-Figure '1,000,000 domains through hygiene' ('{0:n0} a second, {1:0} MB' -f $speed, $memory) '200,000 a second, 200 MB' ($speed -ge 200000 -and $memory -lt 200)
    Remove-Item $out -Recurse -Force
}

if ('Format' -like $Name) {
    [IO.Directory]::CreateDirectory($out) | Out-Null
    $emulator = Start-TGEmulator -Arguments '--dense', '--rows-per-hour', "$rowsPerHour", '--no-log'
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null; `$env:TG_CONFIG_HOME = '$out/home';"
    try {
        $feedOf = { param($format) switch -Regex ($format) { 'Sha256' { 'Artifact'; break } 'Url$' { 'Url'; break } 'Domain|Dns|Rules' { 'Domain'; break } default { 'Ip' } } }
        Import-Module $Module
        foreach ($format in [Enum]::GetNames([ThreatGrid.OutputFormat])) {
            $feed = & $feedOf $format
            $get = "Get-TGIocFeed $feed $(Window 100)"
            $times = foreach ($i in 1..3) {
                , @(Invoke-Child "$connect `$null = @($get); Clock { $get }; `$rows = @($get); `$write = { `$rows | Export-TGObservable $format '$out/$format.txt' -Force -WarningAction Ignore }; `$null = & `$write; Clock `$write; (Get-Item '$out/$format*.txt' | Measure-Object Length -Sum).Sum")
            }
            $feedTime = Get-Median ($times | ForEach-Object { $_[0] })
            $writeTime = Get-Median ($times | ForEach-Object { $_[1] })
            Add-Figure "100,000 rows to $format" ('{0:0} ms, the feed takes {1:0} ms' -f $writeTime, $feedTime) 'no slower than the feed' ($writeTime -le $feedTime)
        }

        $growth = foreach ($lines in (dotnet $libraries formats $out)) {
            $parts = $lines -split ' '
            if ($parts[0] -in 'Csv', 'JsonLines', 'Cef', 'Leef', 'SplunkHec', 'ElasticBulk') { [double]$parts[2] / 1MB }
        }
        Add-Figure 'Memory of line formats, 100,000 rows' ('at most {0:0.0} MB more' -f ($growth | Measure-Object -Maximum).Maximum) 'flat' (($growth | Measure-Object -Maximum).Maximum -lt 5)
    }
    finally {
        Stop-TGEmulator $emulator
        Remove-Item $out -Recurse -Force
    }
}

if ('Sync' -like $Name) {
    [IO.Directory]::CreateDirectory($out) | Out-Null
    $emulator = Start-TGEmulator -Arguments '--dense', '--rows-per-hour', "$rowsPerHour", '--no-log', '--now', $start.AddHours(100).ToString('yyyy-MM-ddTHH:mm:ssZ'), '--frozen'
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        $sync = "Sync-TGFeed Ip -CheckpointPath '$out/state.json' -OutFile '$out/out.jsonl' -Since $($start.ToString('yyyy-MM-ddTHH:mm:ssZ')) -Overlap 200h -WarningAction Ignore"
        $null = Invoke-Child "$connect $sync; 0"
        $get = "Get-TGIocFeed Ip $(Window 100)"
        $times = foreach ($i in 1..$runs) { , @(Invoke-Child "$connect `$null = @($get); Clock { $get }; Clock { $sync -SummaryVariable global:s }; `$s.Known") }
        $feedTime = Get-Median ($times | ForEach-Object { $_[0] })
        $syncTime = Get-Median ($times | ForEach-Object { $_[1] })
        Add-Figure "A run with nothing new, $($times[0][2]) remembered rows" ('{0:0} ms beyond the requests ({1:0} ms, {2:0} ms)' -f ($syncTime - $feedTime), $syncTime, $feedTime) '1 s' ($syncTime - $feedTime -lt 1000)
    }
    finally {
        Stop-TGEmulator $emulator
        Remove-Item $out -Recurse -Force
    }
}
