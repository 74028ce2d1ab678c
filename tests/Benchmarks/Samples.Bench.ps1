# Samples: transfers against curl, many files at once, a large section, and waiting for many. Dot-sourced by Bench.ps1.
$peak = '(Get-Process -Id $PID).PeakWorkingSet64'
$work = Join-Path ([IO.Path]::GetTempPath()) "tg-bench-samples-$PID"

function New-BenchFile([string] $Path, [long] $Length, [int] $Seed) {
    $random = [Random]::new($Seed)
    $block = [byte[]]::new([math]::Min($Length, 1MB))
    $stream = [IO.File]::Create($Path)
    for ($left = $Length; $left -gt 0; $left -= $block.Length) {
        $random.NextBytes($block)
        $stream.Write($block, 0, [int][math]::Min($left, $block.Length))
    }

    $stream.Dispose()
}

function Clock([scriptblock] $What) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $What | Out-Null
    $watch.Elapsed.TotalMilliseconds
}

if ('Transfer' -like $Name) {
    $emulator = Start-TGEmulator -Arguments '--no-log'
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        [IO.Directory]::CreateDirectory($work) | Out-Null
        New-BenchFile "$work/small.bin" 1MB 1
        New-BenchFile "$work/large.bin" 1GB 2
        $upload = {
            param($file)
            , @(Invoke-Child "$connect Submit-TGSample '$work/small.bin' | Out-Null; Clock { Submit-TGSample '$work/$file.bin' }; $peak")
        }
        $null = & $upload small
        $mine = foreach ($i in 1..3) { & $upload large }
        $little = foreach ($i in 1..3) { & $upload small }
        $curl = foreach ($i in 1..3) { Clock { curl -sS --noproxy '*' -o "$work/answer" -H "Authorization: Bearer $key" -F private=true -F "sample=@$work/large.bin" "$($emulator.Uri)api/v2/samples" } }
        $more = ((Get-Median ($mine | ForEach-Object { $_[1] })) - (Get-Median ($little | ForEach-Object { $_[1] }))) / 1MB
        $ms = Get-Median ($mine | ForEach-Object { $_[0] })
        $theirs = Get-Median $curl
        Add-Figure 'Upload of 1 GB, memory over 1 MB' ('{0:0.0} MB more' -f $more) '32 MB' ($more -le 32)
        Add-Figure 'Upload of 1 GB against curl' ('{0:0} ms / {1:0} ms = {2:0.00} of its time' -f $ms, $theirs, ($ms / $theirs)) '1.5' ($ms / $theirs -le 1.5)

        $id = @(Invoke-Child "$connect (Find-TGSample -State succ -Last 60d -First 1).SampleId")[-1]
        $download = {
            param($bytes)
            Set-TGEmulatorSetting $emulator @{ downloadBytes = $bytes }
            , @(Invoke-Child "$connect Save-TGSampleItem NetworkCapture $id -Destination '$work/warm' -Force | Out-Null; Clock { Save-TGSampleItem NetworkCapture $id -Destination '$work/down' -Force }; $peak")
        }
        $null = & $download 1MB
        $little = foreach ($i in 1..3) { & $download 1MB }
        $mine = foreach ($i in 1..3) { & $download 1GB }
        $curl = foreach ($i in 1..3) { Clock { curl -sS --noproxy '*' -o "$work/curl.pcap" -H "Authorization: Bearer $key" "$($emulator.Uri)api/v2/samples/$id/network.pcap" } }
        $more = ((Get-Median ($mine | ForEach-Object { $_[1] })) - (Get-Median ($little | ForEach-Object { $_[1] }))) / 1MB
        $ms = Get-Median ($mine | ForEach-Object { $_[0] })
        $theirs = Get-Median $curl
        Add-Figure 'Download of 1 GB, memory over 1 MB' ('{0:0.0} MB more' -f $more) '32 MB' ($more -le 32)
        Add-Figure 'Download of 1 GB against curl' ('{0:0} ms / {1:0} ms = {2:0.00} of its time' -f $ms, $theirs, ($ms / $theirs)) '1.5' ($ms / $theirs -le 1.5)
    }
    finally {
        Stop-TGEmulator $emulator
        Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore
    }
}

if ('Submit' -like $Name) {
    $emulator = Start-TGEmulator -Arguments '--latency', '100'
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        [IO.Directory]::CreateDirectory($work) | Out-Null
        foreach ($i in 1..500) { New-BenchFile "$work/file$i.bin" 100KB $i }
        $files = "Get-ChildItem '$work' -File"
        Set-TGEmulatorSetting $emulator @{ organizationQuota = 100000 }
        $one = [double]@(Invoke-Child "$connect Clock { $files | Submit-TGSample }")[-1]
        Clear-TGEmulatorRequest $emulator
        $eight = [double]@(Invoke-Child "$connect Clock { $files | Submit-TGSample -ThrottleLimit 8 }")[-1]
        $posts = @(Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' })
        $different = @($posts | ForEach-Object { $_.File.Sha256 } | Select-Object -Unique).Count
        Add-Figure '500 files of 100 KB at 100 ms, -ThrottleLimit 8' ('{0:0.0} times as fast ({1:0} ms, {2:0} ms); {3} posts of {4} files' -f ($one / $eight), $eight, $one, $posts.Count, $different) '6 times, 500 of 500' ($one / $eight -ge 6 -and $posts.Count -eq 500 -and $different -eq 500)
    }
    finally {
        Stop-TGEmulator $emulator
        Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore
    }
}

if ('Section' -like $Name) {
    $emulator = Start-TGEmulator -Arguments '--no-log'
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        $id = @(Invoke-Child "$connect (Find-TGSample -State succ -Last 60d -First 1).SampleId")[-1]
        Set-TGEmulatorSetting $emulator @{ processCount = 50000 }
        $address = "$($emulator.Uri)api/v2/samples/$id/analysis/processes"
        $null = Invoke-WebRequest $address -Headers @{ Authorization = "Bearer $key" } -NoProxy
        $mine = foreach ($i in 1..$runs) { , @(Invoke-Child "$connect Clock { Get-TGSampleProcess $id }; Clock { Get-TGSampleProcess $id }; Clock { Get-TGSampleProcess $id | Select-Object -First 1 }") }
        $ask = "(Invoke-RestMethod $address -Headers `$h).data.items.PSObject.Properties.Value"
        $theirs = foreach ($i in 1..3) { , @(Invoke-Child "`$h=@{Authorization='Bearer $key'}; Clock { $ask }; Clock { $ask }") }
        $all = 0..1 | ForEach-Object { $n = $_; Get-Median ($mine | ForEach-Object { $_[$n] }) }
        $other = 0..1 | ForEach-Object { $n = $_; Get-Median ($theirs | ForEach-Object { $_[$n] }) }
        $first = Get-Median ($mine | ForEach-Object { $_[2] })
        Add-Figure 'analysis/processes of 50,000, warm, against Invoke-RestMethod' ('{0:0} ms / {1:0} ms = {2:0.0} times as fast' -f $all[1], $other[1], ($other[1] / $all[1])) '5 times' ($other[1] / $all[1] -ge 5)
        Add-Figure 'The same, cold' ('{0:0} ms / {1:0} ms = {2:0.0} times as fast' -f $all[0], $other[0], ($other[0] / $all[0])) '5 times' ($other[0] / $all[0] -ge 5)
        Add-Figure 'The first of 50,000' ('{0:0} ms' -f $first) 'before the end' ($first -lt $all[1] / 2)
    }
    finally {
        Stop-TGEmulator $emulator
    }
}

if ('Wait' -like $Name) {
    $emulator = Start-TGEmulator
    $connect = "Import-Module '$Module'; Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore | Out-Null;"
    try {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 600; seededSamples = 10; organizationQuota = 100000 }
        [IO.Directory]::CreateDirectory($work) | Out-Null
        $ids = Invoke-Child "$connect (1..1000 | ForEach-Object { Submit-TGSample -Url `"https://bench.example/`$_`" }).SampleId"
        Clear-TGEmulatorRequest $emulator
        [IO.File]::WriteAllLines("$work/ids.txt", [string[]]$ids)
        $null = Invoke-Child "$connect Get-Content '$work/ids.txt' | Wait-TGSample -Timeout 0:0:7 -Interval 0:0:2 -WarningAction Ignore -ErrorAction Ignore | Out-Null"
        $requests = @(Get-TGEmulatorRequest $emulator | Where-Object Path -Match 'samples')
        $polls = @($requests | Group-Object { $_.Parameters.ids } | ForEach-Object Count | Measure-Object -Maximum).Maximum
        Add-Figure 'Wait-TGSample on 1,000 ids' ('{0} requests in {1} polls' -f $requests.Count, $polls) '10 a poll' ($requests.Count -le 10 * $polls)
    }
    finally {
        Stop-TGEmulator $emulator
        Remove-Item -LiteralPath $work -Recurse -Force -ErrorAction Ignore
    }
}
