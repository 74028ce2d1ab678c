# Bodies recorded from real servers, where the folder with them is there. Its place can be given in TG_FIXTURES.
BeforeDiscovery {
    $fixtures = @($env:TG_FIXTURES, "$PSScriptRoot/../../shared/fixtures") | Where-Object { $_ -and (Test-Path $_) } | Select-Object -First 1
    $isThere = [bool]$fixtures
    $iocs = if ($isThere) {
        foreach ($case in @('artifacts', 'Artifact'), @('domains', 'Domain'), @('ips', 'Ip'), @('network-streams', 'NetworkStream'), @('paths', 'Path')) {
            foreach ($file in Get-ChildItem "$fixtures/feeds/v2-iocs-feeds-$($case[0])" -Filter *.json) {
                @{ File = $file.FullName; Name = $file.Name; Feed = $case[0] -replace '-', '_'; Type = $case[1] }
            }
        }
    }
    $curated = if ($isThere) { Get-ChildItem "$fixtures/feeds/v3-feeds-json" -Filter *.json | ForEach-Object { @{ File = $_.FullName; Name = $_.Name } } }
    $errors = if ($isThere) { Get-ChildItem "$fixtures/errors" -Recurse -Filter *.json | ForEach-Object { @{ File = $_.FullName; Name = $_.Directory.Name; Status = [int]($_.Directory.Name -replace '-.*') } } }
    $whoami = if ($isThere) { Get-ChildItem "$fixtures/accounts/session-whoami" -Filter *.json | ForEach-Object { @{ File = $_.FullName; Name = $_.Name } } }
}

Describe 'Recorded bodies' -Skip:(-not $isThere) {
    BeforeAll {
        . "$PSScriptRoot/Shared/Import.ps1"
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -MaximumRetryCount 0 | Out-Null

        # Every member of a row is on the object, as a property or among the additional ones.
        function Test-Row($Object, $Json) {
            $values = @($Object.PSObject.Properties | Where-Object Name -NE AdditionalProperties | ForEach-Object {
                    if ($_.Value -is [datetime]) { $_.Value.ToUniversalTime().ToString('yyyy-MM-ddTHH:mm:ssZ') } elseif ($_.Value -is [ThreatGrid.TextList]) { $_.Value -join ',' } else { "$($_.Value)" }
                })
            foreach ($member in $Json.PSObject.Properties) {
                $expected = if ($member.Value -is [array]) { $member.Value -join ',' } else { "$($member.Value)" }
                if ($member.Name -eq 'sample' -and $expected -like 'http*') { $expected = ($expected -split '/samples/')[-1] }
                $extra = "$($Object.AdditionalProperties[$member.Name])"
                if ($expected -ne '' -and $values -notcontains $expected -and $extra -ne $expected) {
                    "$($member.Name) = $expected is lost"
                }
            }
        }
    }

    AfterAll {
        Stop-TGEmulator $emulator
    }

    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'the <Type> feed reads <Name>, no row and no member lost' -AllowNullOrEmptyForEach -ForEach $iocs {
        Set-TGEmulatorSetting $emulator @{ ignoreWindow = $true }
        Set-TGEmulatorFeed $emulator -Family iocs -Name $Feed -Rows ([IO.File]::ReadAllBytes($File))
        $json = @(Get-Content $File -Raw | ConvertFrom-Json -DateKind String)
        $rows = @(Get-TGIocFeed $Type -After 2015-01-01 -Before 2025-01-01 -Confidence 0 -Severity 0 -WarningAction SilentlyContinue)
        $rows.Count | Should -Be $json.Count
        for ($i = 0; $i -lt $rows.Count; $i++) { Test-Row $rows[$i] $json[$i] | Should -BeNullOrEmpty }
    }

    It 'the curated feed reads <Name>, no row and no member lost' -AllowNullOrEmptyForEach -ForEach $curated {
        Set-TGEmulatorFeed $emulator -Family curated -Name rat-dns -Date 2026-03-02 -Rows ([IO.File]::ReadAllBytes($File))
        $json = @(Get-Content $File -Raw | ConvertFrom-Json -DateKind String)
        $rows = @(Get-TGCuratedFeed rat-dns -Date 2026-03-02 -IncludeOtherTimes)
        $rows.Count | Should -Be $json.Count
        for ($i = 0; $i -lt $rows.Count; $i++) { Test-Row $rows[$i] $json[$i] | Should -BeNullOrEmpty }
    }

    It 'an error reads <Name>' -AllowNullOrEmptyForEach -ForEach $errors {
        Add-TGEmulatorFault $emulator @{ path = '/ips'; times = 0; status = $Status; body = (Get-Content $File -Raw) }
        $said = (Get-Content $File -Raw | ConvertFrom-Json).error
        { Get-TGIocFeed Ip -Last 1h } | Should -Throw -ExpectedMessage "*$($said -is [string] ? $said : $said.message.Trim())*"
    }

    It 'whoami reads <Name>' -AllowNullOrEmptyForEach -ForEach $whoami {
        $body = Get-Content $File -Raw
        $data = ($body | ConvertFrom-Json)
        if (-not $data.data) { $body = "{`"api_version`":3,`"id`":1,`"data`":$body}"; $data = [pscustomobject]@{ data = $data } }
        Add-TGEmulatorFault $emulator @{ path = 'whoami'; times = 0; status = 200; body = $body }
        $status = Test-TGConnection
        $status.Login | Should -Be $data.data.login
        $status.OrganizationId | Should -Be $data.data.organization_id
        $status.Role | Should -Be $data.data.role
    }
}
