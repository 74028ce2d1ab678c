# Every operation of docs/operations.md is reached by the command it names: the emulator sees method and path.
BeforeDiscovery {
    $operations = @(
        foreach ($line in Get-Content "$PSScriptRoot/../docs/operations.md") {
            if ($line -match '^\| (\S+) `([^`]+)` \| (.*) \|$') {
                @{ Method = $Matches[1]; Path = $Matches[2]; Reached = $Matches[3]; IsOwn = $Matches[3] -notmatch '^`Invoke-TGApi' }
            }
        }
    )
    $own = @($operations | Where-Object IsOwn)
    $others = @($operations | Where-Object { -not $_.IsOwn })
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $ConfirmPreference = 'None'
    $password = ConvertTo-SecureString 'correct horse' -AsPlainText -Force
    Set-TGEmulatorSetting $emulator @{ runSeconds = 0 }
    Push-Location $TestDrive
    Set-Content a.txt one
    $sample = Find-TGSample -Last 60d -UserOnly -State succ -MinimumScore 50 -First 1
    $id = $sample.SampleId
    $sha256 = (Get-TGSampleArtifact $id | Where-Object Source -EQ disk)[0].Sha256
    $domain = 'panel.amber-control.example'
    $ip = (Get-TGDomain $domain -Related Ips).Ip
    $url = (Get-TGDomain $domain -Related Urls)[0].Url
    $path = (Find-TGEntity Path path exe -First 1).Path
    $run = (Find-TGEntity RegistryKey key RUN -First 1).RegistryKey
    $feeds = @{ After = '2018-01-18T00:00Z'; Before = '2018-01-18T00:10Z'; First = 1 }

    # What the tables promise, said once each. Errors of what the emulator has not do not matter: it is seen all the same.
    & {
        $ErrorActionPreference = 'Continue'
        Test-TGConnection; Get-TGUser -Me; Get-TGUser; Get-TGUser analyst2; New-TGUser new1 New new1@example.com; Set-TGUser new1 -Title x
        Enable-TGUser student01; Disable-TGUser student01; Reset-TGApiKey student01; Set-TGPassword student01 $password; Remove-TGUser new1
        Get-TGUserActivity; Get-TGUserActivity -Organization; Get-TGOrganization analyst2; Get-TGOrganization; Set-TGOrganization -Industry Banking
        Get-TGRateLimit; Get-TGRateLimit -Entries; Get-TGRateLimit -Organization; Get-TGRateLimit -Organization -PerUser; Set-TGRateLimit student02 -Samples 3
        Get-TGDevice; Get-TGEntitlement; Get-TGEntitlement feeds; Get-TGSubmissionMetric type; Get-TGSubmissionMetric type -RateLimited; Get-TGHealth
        Submit-TGSample a.txt -Wait -Interval 1s; Get-TGSample -Last 2d -First 1; Get-TGSample $id; Get-TGSampleState $id; Find-TGSample -Last 1d -First 1
        Get-TGVirtualMachine; Get-TGPlaybook; Get-TGNetworkExit
        foreach ($command in Get-Command -Module ThreatGrid -Name Get-TGSample?*) {
            if ($command.Parameters.ContainsKey('SampleId') -and $command.Name -ne 'Get-TGSampleFeed') { & $command $id }
        }
        Get-TGSampleIndicator $id -Indicator process-hollowing
        $id | Save-TGSampleItem AnalysisJson, Report, NetworkCapture, Video, Screenshot, Processes, Warnings, Registry, Timeline, Sample, ExtractedArtifacts, NetworkArtifacts -Destination . -Force
        Save-TGArtifact $sha256 -Destination . -Force
        Get-TGIocFeed Artifact, Domain, Ip, NetworkStream, Path, RegistryKey, Url @feeds
        foreach ($feed in 'Artifact', 'Domain', 'Ip', 'NetworkStream', 'Path', 'RegistryKey', 'Url') { Get-TGIocFeed $feed @feeds }
        foreach ($feed in 'Domain', 'Ip', 'Path', 'Checksum') { Get-TGSampleFeed $feed @feeds }
        Get-TGCuratedFeed rat-dns; Get-TGCuratedFeed rat-dns -Date 2026-03-02
        Get-TGIp $ip; Get-TGIp $ip -Related Domains, Flags, Indicators, Samples, Urls, Tags
        Get-TGDomain $domain; Get-TGDomain $domain -Related Flags, Ips, Samples, Urls, Tags
        Get-TGUrl $url; Get-TGUrl $url -Related Samples, Tags
        Get-TGArtifact $sha256; Get-TGArtifact $sha256 -Related AntivirusSignatures, Paths, Threat, Samples, Tags
        Get-TGPath $path; Get-TGPath $path -Related Artifacts, Flags, Samples, Tags
        Get-TGRegistryKey $run; Get-TGRegistryKey $run -Related Flags, Samples, Tags; Get-TGRegistryKey $run -ValueName v; Get-TGRegistryKey $run -ValueName v -Related Flags, Tags
        $on = @{ SampleId = $id }, @{ Ip = $ip }, @{ Domain = $domain }, @{ Url = $url }, @{ Artifact = $sha256 }, @{ Path = $path }, @{ RegistryKey = $run }, @{ RegistryKey = $run; ValueName = 'v' }
        foreach ($target in $on) { Add-TGTag t @target; Get-TGTag @target; Remove-TGTag t @target }
        foreach ($type in 'Ip', 'Domain', 'Url', 'Artifact', 'Path', 'RegistryKey', 'Sample') { Find-TGEntity $type x y }
        Get-TGIndicator; Get-TGIndicator process-hollowing; Get-TGIndicatorCategory; Get-TGIndicatorCategory network
        Remove-TGSample $id
    } 2>&1 3>$null | Out-Null
    $seen = @(Get-TGEmulatorRequest $emulator | ForEach-Object { "$($_.Method) $($_.Target)" } | Sort-Object -Unique)
    Pop-Location
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'The operations of the API' {
    It '<Method> <Path> is reached' -ForEach $own {
        $pattern = '^' + ($Method -eq '–' ? '\w+' : $Method) + ' ' + ([regex]::Escape(($Path -replace '\?.*')) -replace '\\\{[^}]*}', '[^/]+') + '$'
        @($seen -match $pattern) | Should -Not -BeNullOrEmpty
    }

    It '<Method> <Path> has a line that reaches it, and a reason' -ForEach $others {
        $Reached | Should -Match '^`Invoke-TGApi ''/[^'']+''( -Method (POST|PUT|DELETE))?( -Query [^`]+)?` – .{10}'
    }

    It 'are all that are on record' -Skip:(-not (Test-Path "$PSScriptRoot/../../shared/api/threatgrid-api.md")) {
        $text = Get-Content "$PSScriptRoot/../../shared/api/threatgrid-api.md" -Raw
        $section = [regex]::Match($text, '(?s)## 1\. Summary.*?## 2\.').Value
        $wanted = [regex]::Matches($section, '(?m)^\| (GET|POST|PUT|DELETE|\?) \| `([^`]+)` \|').ForEach({ ($_.Groups[1].Value -replace '\?', '–') + ' ' + $_.Groups[2].Value })
        $wanted | Should -HaveCount 152
        $table = [regex]::Matches((Get-Content "$PSScriptRoot/../docs/operations.md" -Raw), '(?m)^\| (\S+) `([^`]+)`').ForEach({ "$($_.Groups[1].Value) $($_.Groups[2].Value)" })
        Compare-Object @($wanted) @($table) | Should -BeNullOrEmpty
    }
}
