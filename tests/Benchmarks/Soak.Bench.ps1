# Mixed work for ten minutes on a server that fails one request in twenty: nothing lost, nothing doubled, and no more memory or handles
# at the end than in the middle. Dot-sourced by Bench.ps1; not part of '*', since it is long. TG_SOAK_MINUTES shortens it.
if ($Name -eq 'Soak') {
    $minutes = [double]($env:TG_SOAK_MINUTES ?? 10)
    $place = Join-Path ([IO.Path]::GetTempPath()) "tg-soak-$PID"
    [IO.Directory]::CreateDirectory($place) | Out-Null
    $begin = [datetime]::new(2026, 3, 1, 0, 0, 0, [System.DateTimeKind]::Utc)
    $emulator = Start-TGEmulator -Arguments '--now', $begin.ToString('yyyy-MM-ddTHH:mm:ssZ'), '--frozen', '--rows-per-hour', '600', '--no-log'
    try {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 0; pageCap = 50 }

        # One request in a hundred for each of five kinds.
        foreach ($fault in @{ status = 500; body = 'x' }, @{ status = 503; body = ''; headers = @{ 'Retry-After' = '0' } }, @{ action = 'resetBefore' }, @{ action = 'resetAfter' }, @{ action = 'truncate'; bytes = 100 }) {
            Add-TGEmulatorFault $emulator (@{ path = '/api/'; times = 0; percent = 1 } + $fault)
        }

        $command = @(if (Test-Path "$PSHOME/pwsh") { "$PSHOME/pwsh" } else { 'dotnet', "$PSHOME/pwsh.dll" })
        $result = & $command[0] @($command | Select-Object -Skip 1) -NoProfile -NonInteractive -File "$PSScriptRoot/Soak.ps1" -Module $Module -Server $emulator.Uri -Key $key -Place $place -Minutes $minutes | ConvertFrom-Json
        if ($LASTEXITCODE -ne 0) { throw 'The soak failed.' }

        # What is true, asked without faults.
        Clear-TGEmulatorFault $emulator
        Import-Module $Module
        Connect-TGServer $emulator.Uri -ApiKey $key -WarningAction Ignore | Out-Null
        $expected = @(Get-TGIocFeed Ip -After $begin.AddHours(-1).ToString('yyyy-MM-ddTHH:mm:ssZ') -Before $begin.AddSeconds(600 * $result.Rounds).ToString('yyyy-MM-ddTHH:mm:ssZ') | ForEach-Object Id | Sort-Object)
        $came = @(Get-Content "$place/ips.jsonl" | ConvertFrom-Json | ForEach-Object id | Sort-Object)
        $wrong = @(Compare-Object $expected $came).Count
        $sent = @(Find-TGSample -Last 30d -UserOnly | Where-Object FileName -Like 'soak-*')
        $doubled = $sent.Count - @($sent.Sha256 | Sort-Object -Unique).Count
        $lost = $result.Submitted - @($sent.Sha256 | Sort-Object -Unique).Count

        $middle = @($result.Points)[[math]::Floor(@($result.Points).Count / 2)]
        $end = @($result.Points)[-1]
        Add-Figure "Soak of $minutes minutes, rows of a synchronised feed" ('{0:n0} rows in {1} runs, {2} lost or doubled' -f $came.Count, $result.Rounds, $wrong) 'none' ($wrong -eq 0)
        Add-Figure 'Soak, samples submitted' ('{0:n0} samples, {1} doubled, {2} lost' -f $result.Submitted, $doubled, $lost) 'none' ($doubled -eq 0 -and $lost -eq 0)
        Add-Figure 'Soak, calls that ended in an error' ('{0} of {1:n0}, each documented' -f @($result.Errors).Count, $result.Calls) 'documented' (@($result.Errors | Where-Object { $_ -notmatch '^(ConnectionFailed|ServerError|UnexpectedAnswer|SubmissionStateUnknown|IncompleteResult),' }).Count -eq 0)
        Add-Figure 'Soak, memory' ('{0:0} MB in the middle, {1:0} MB at the end' -f ($middle.Memory / 1MB), ($end.Memory / 1MB)) 'level' ($end.Memory -lt $middle.Memory * 1.15)
        Add-Figure 'Soak, handles' ('{0} in the middle, {1} at the end' -f $middle.Handles, $end.Handles) 'level' ($end.Handles -le $middle.Handles + 10)
    }
    finally {
        Stop-TGEmulator $emulator
        Remove-Item $place -Recurse -Force
    }
}
