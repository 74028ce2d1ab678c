# The key is nowhere (case 11): every command that talks to a server, in every situation, in every stream, file and object.
BeforeDiscovery {
    $situations = @(
        @{ Name = 'success'; Fault = $null }
        @{ Name = '401 that repeats the key (A14)'; Fault = @{ status = 401; body = '{"error":{"code":401,"message":"Key {key} is not valid"}}' } }
        @{ Name = '403 that echoes the key'; Fault = @{ status = 403; body = '{"error":"Unknown API key","api_key":"{key}"}' } }
        @{ Name = '404'; Fault = @{ status = 404; body = '' } }
        @{ Name = '500 with the whole address in a long page, cut through the key (A5, A6)'; Fault = @{ status = 500; contentType = 'text/html'; body = '<html>' + ('x' * 4084) + '{key} {url} ' + ('y' * 96000) + '</html>' } }
        @{ Name = 'JSON that cannot be read, the key inside'; Fault = @{ status = 200; body = '{"data":{"items":[{"ip":"{key}"' } }
        @{ Name = 'a web page with the key'; Fault = @{ status = 200; contentType = 'text/html'; body = '<html>{key} {url}</html>' } }
        @{ Name = 'a redirect to another host'; Fault = @{ action = 'redirect'; status = 302; location = 'http://127.0.0.2:9/?k={key}' } }
        @{ Name = 'a broken connection'; Fault = @{ action = 'resetBefore' } }
        @{ Name = 'rows with the key in them'; Fault = @{ status = 200; body = '{"api_version":2,"id":1,"data":{"index":0,"current_item_count":1,"items_per_page":1000,"login":"{key}","items":[{"timestamp":"2018-01-18T00:00:01Z","ip":"{key}","domain":"{key}","note":"{url}"}]}}' } }
    )
    $places = 'Header', 'Query'
    $cases = foreach ($place in $places) { foreach ($situation in $situations) { @{ Place = $place } + $situation } }
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
    $forms = Get-TGKeyForm $key
    $lines = @(
        'Connect-TGServer {0} -Name again -KeyIn {1} -RetryInterval 00:00:00.001 -MaximumRetryCount 1'
        'Test-TGConnection'
        'Get-TGConnection'
        'Get-TGIocFeed Ip, Domain -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z -First 3'
        'Get-TGSampleFeed Domain -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z -First 3'
        'Get-TGCuratedFeed rat-dns -Date 2026-03-02 | Select-Object -First 3'
        'Save-TGCuratedFeed rat-dns -Date 2026-03-02 -Destination {2} -Force'
        'Sync-TGFeed Ip -CheckpointPath {2}/ips.json -OutFile {2}/ips.jsonl'
        'Sync-TGFeed Domain -CheckpointPath {2}/domains.json -Process {{ $_ | ConvertFrom-TGObservable Cef }}'
        'Get-TGIocFeed Ip -After 2018-01-18T00:00Z -Before 2018-01-18T01:00Z -First 3 | Export-TGObservable Stix21 {2}/ips.stix.json'
        'Invoke-TGApi /api/v3/session/whoami'
        'Invoke-TGApi /api/v3/session/whoami -Raw'
        'Invoke-TGApi /api/v2/iocs/feeds/ips -All -Query @{{ after = "2018-01-18T00:00:00Z"; before = "2018-01-18T00:05:00Z" }}'
        'Invoke-TGApi /api/v3/session/whoami -OutFile {2}/who.json -Force'
        'Set-Content {2}/sample.bin one; Submit-TGSample {2}/sample.bin -SkipKnown -DailyMaximum 100 -QuotaShare 90 -VirtualMachine win10 -Playbook default -NetworkExit sim'
        'Submit-TGSample -Url https://mal.example/a'
        'Get-TGSample -Last 2d -First 2'
        'Get-TGSample 0123456789abcdef0123456789abcdef'
        'Find-TGSample -Last 2d -First 2'
        'Get-TGSampleState 0123456789abcdef0123456789abcdef'
        'Wait-TGSample 0123456789abcdef0123456789abcdef -Timeout 0:0:0.2 -Interval 0:0:0.1'
        'Remove-TGSample 0123456789abcdef0123456789abcdef -Force -Confirm:$false'
        'Get-TGVirtualMachine'
        'Get-TGPlaybook'
        'Get-TGNetworkExit'
        'Get-TGHashReport 44d88612fea8a8f36de82e1278abb02f'
        'Save-TGSampleItem Report, Sample 0123456789abcdef0123456789abcdef -Destination {2} -Force'
        'Save-TGArtifact 275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f -Destination {2} -Force'
        'Get-TGUser -Me'
        'Get-TGUser'
        'Get-TGUser analyst2'
        'New-TGUser new1 New new1@example.com'
        'Set-TGUser analyst2 -Title x'
        'Enable-TGUser student01'
        'Disable-TGUser student01 -Confirm:$false'
        'Reset-TGApiKey student01 -Confirm:$false'
        'Set-TGPassword student01 (ConvertTo-SecureString "correct horse" -AsPlainText -Force) -Confirm:$false'
        'Remove-TGUser student02 -Confirm:$false'
        'Get-TGOrganization'
        'Set-TGOrganization -Industry x -Confirm:$false'
        'Get-TGRateLimit'
        'Set-TGRateLimit student01 -Samples 1'
        'Get-TGUserActivity -Organization'
        'Get-TGDevice'
        'Get-TGEntitlement'
        'Get-TGSubmissionMetric type'
        'Get-TGHealth'
        'Get-TGIp 198.51.100.205'
        'Get-TGIp 198.51.100.205 -Related Samples, Domains, Tags'
        'Get-TGDomain a.example'
        'Get-TGUrl http://a.example/'
        'Get-TGArtifact 44d88612fea8a8f36de82e1278abb02f'
        'Get-TGPath x'
        'Get-TGRegistryKey x'
        'Find-TGEntity Ip cidr 10.0.0.0/8'
        '"198.51.100.205" | Add-TGContext Ip'
        'Add-TGTag x -Ip 198.51.100.205'
        'Get-TGTag -Ip 198.51.100.205'
        'Remove-TGTag x -Ip 198.51.100.205'
        'Get-TGIndicator process-hollowing'
        'Get-TGIndicatorCategory'
        '"Summary", "Threat", "Indicator", "NetworkStream", "Process", "Artifact", "Annotation", "Metadata", "Warning", "Observable" | ForEach-Object {{ & "Get-TGSample$_" 0123456789abcdef0123456789abcdef -ErrorAction Continue }}'
    )
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'The key' {
    It 'covers every command that talks to a server' {
        $talking = Get-Command -Module ThreatGrid | Where-Object { $_.Parameters.ContainsKey('Connection') -or $_.Name -eq 'Connect-TGServer' }
        $said = ($lines -join "`n") + ([regex]::Matches($lines[-1], '"(\w+)"').ForEach({ " Get-TGSample$($_.Groups[1].Value)" }) -join '')
        foreach ($command in $talking | Where-Object Name -NE 'Disconnect-TGServer') {
            $said | Should -Match ([regex]::Escape($command.Name))
        }
    }

    It 'shows nowhere: <Place>, <Name>' -ForEach $cases {
        Reset-TGEmulator $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder
        $script = Join-Path $TestDrive 'job.ps1'
        $body = ($lines | ForEach-Object { $_ -f $emulator.Uri, $Place, $folder } | ForEach-Object { "try { $_ *>&1 | ForEach-Object { `$all.Add((`$_ | Format-List * -Force | Out-String -Width 9999)); if (`$_.GetType().Namespace -eq 'ThreatGrid' -or `$_ -is [System.Management.Automation.PSCustomObject]) { `$all.Add((`$_ | ConvertTo-Json -Depth 6 -WarningAction Ignore)) } } } catch { `$_ }" }) -join "`n"
        Set-Content $script @"
`$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'; `$InformationPreference = 'Continue'
Start-Transcript '$folder/transcript.txt' | Out-Null
`$all = [System.Collections.Generic.List[string]]::new()
Connect-TGServer $($emulator.Uri) -KeyIn $Place -SkipConnectionCheck -RetryInterval 00:00:00.001 -MaximumRetryCount 1 | Out-Null
$body
Import-Module '$PSScriptRoot/Shared/TestTools.psm1'
`$Error | Get-TGErrorText | Set-Content '$folder/errors.txt'
`$all | Set-Content '$folder/all.txt'
`$PSDefaultParameterValues | Out-String | Add-Content '$folder/all.txt'
Stop-Transcript | Out-Null
"@
        if ($Fault) {
            Add-TGEmulatorFault $emulator (@{ path = '/api/'; times = 0 } + $Fault)
        }

        $result = Invoke-TGChild ". '$script'" -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }
        (Get-TGEmulatorRequest $emulator).Count | Should -BeGreaterThan 5 -Because $result.Text
        Get-ChildItem $folder -File | Should -Not -BeNullOrEmpty
        $everything = $result.Text + ((Get-ChildItem $folder -File -Recurse | Get-Content -Raw) -join "`n")
        foreach ($form in $forms) {
            $at = $everything.IndexOf($form, [StringComparison]::OrdinalIgnoreCase)
            $at | Should -Be -1 -Because "the output holds: $(if ($at -ge 0) { $everything.Substring([math]::Max(0, $at - 200), [math]::Min(400, $everything.Length - [math]::Max(0, $at - 200))) })"
        }
    }

    It 'is sent in one place only, and never as a Referer or in the User-Agent' {
        Reset-TGEmulator $emulator
        Connect-TGServer $emulator.Uri -ApiKey $key -KeyIn Query | Out-Null
        $request = (Get-TGEmulatorRequest $emulator)[0]
        ($request.Headers | ConvertTo-Json) | Should -Not -Match $key
        $request.Headers.PSObject.Properties.Name | Should -Not -Contain 'Referer'
        $request.Headers.'User-Agent' | Should -Match '^ThreatGrid-PowerShell/'
    }
}
