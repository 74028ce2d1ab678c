# Get-TGIp, Get-TGDomain, Get-TGUrl, Get-TGArtifact, Get-TGPath, Get-TGRegistryKey and Find-TGEntity.
BeforeDiscovery {
    $folder = "$PSScriptRoot/../../../shared/fixtures/lookups"
    $bodies = @(
        if (Test-Path $folder) {
            foreach ($file in Get-ChildItem $folder -Filter *.json -Recurse) {
                $resource = 'registry-keys', 'artifacts', 'domains', 'paths', 'urls', 'ips' | Where-Object { $file.Directory.Name -like "$_*" } | Select-Object -First 1
                @{ Name = "$($file.Directory.Name)/$($file.Name)"; File = $file.FullName; Resource = $resource; Relation = $resource ? $file.Directory.Name.Substring($resource.Length).TrimStart('-') : '' }
            }
        }
    )
}

BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $domain = 'panel.amber-control.example'
    $ip = '198.51.100.205'
    function Get-Asked { @(Get-TGEmulatorRequest $emulator | Where-Object Path -NotMatch 'whoami') }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Look-ups' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'Get-TGIp reads what is known' {
        $found = Get-TGIp $ip
        "$($found.Ip) $($found.Defanged) $($found.IsKnown) $($found.Country) $($found.City) $($found.AsnOrganization)" | Should -Be "$ip 198[.]51[.]100[.]205 True DE München Example Carrier"
        $found.Flags[0].Reason | Should -Be 'Made up'
        "$($found.Flags)" | Should -Be 'Made up'
        $found.Flags[0].ExpiresAtUtc.Year | Should -Be 2045
    }

    It 'what one route finds, the others find too' {
        $samples = Get-TGIp $ip -Related Samples
        $samples.SampleId | Should -Not -BeNullOrEmpty
        ($samples.SampleId | Sort-Object) | Should -Be ((Find-TGEntity Sample ip $ip).Value | Sort-Object)
        (Get-TGDomain $domain -Related Ips).Ip | Should -Be $ip
        (Get-TGIp $ip -Related Domains).Domain | Should -Contain $domain
        $samples[0] | Get-TGSampleObservable -Type Ip | ForEach-Object Value | Should -Contain $ip
        $url = (Get-TGDomain $domain -Related Urls)[0]
        ($url | Get-TGUrl).UrlSha256 | Should -Be $url.UrlSha256
        ($url | Get-TGUrl -Related Samples).SampleId | Should -BeIn (Get-TGDomain $domain -Related Samples).SampleId
        ($url.UrlSha256 | Get-TGUrl).Url | Should -Be $url.Url
    }

    It 'gives several relations of one entity, each of its type' {
        $all = Get-TGIp $ip -Related Domains, Urls, Indicators, Flags, Tags
        $all | ForEach-Object { $_.GetType().Name } | Sort-Object -Unique | Should -Be EntityFlag, EntityReference, RelatedIndicator
        $all | ForEach-Object RelatedTo | Sort-Object -Unique | Should -Be $ip
        $all | ForEach-Object Connection | Sort-Object -Unique | Should -Be (Get-TGConnection).Name
    }

    It 'job 5: what dropped this file, also by MD5 and SHA-1' {
        $sample = Find-TGSample -OrganizationOnly -State succ -Last 60d -MinimumScore 50 -First 1
        $dropped = $sample | Get-TGSampleArtifact | Where-Object { $_.Source -eq 'disk' -and $_.Type -eq 'exe' } | Select-Object -First 1
        $hash = $dropped.Sha256
        $threats = Get-TGArtifact $hash -Related Samples | Where-Object Sha256 -ne $hash | Get-TGSampleThreat | Sort-Object Score -Descending
        $threats.SampleId | Should -Contain $sample.SampleId
        foreach ($other in $dropped.Md5, $dropped.Sha1.ToUpperInvariant()) {
            (Get-TGArtifact $other).Sha256 | Should -Be $hash
            (Get-TGArtifact $other -Related Samples).SampleId | Sort-Object | Should -Be ($threats.SampleId | Sort-Object)
        }

        (Get-TGArtifact $hash -Related Paths, AntivirusSignatures, Threat) | ForEach-Object { $_.GetType().Name } | Select-Object -Unique | Should -Be EntityReference, AntivirusSignature, ArtifactThreat
        (Get-TGArtifact $hash).LastSeenUtc.Kind | Should -Be Utc
    }

    It 'keeps the order of many, gives a row for what is unknown, and passes blank lines over' {
        Set-Content "$TestDrive/ips.txt" (@("# note", '') + (1..20 | ForEach-Object { "203.0.113.$_"; if ($_ % 7 -eq 0) { $ip } }))
        Add-TGEmulatorFault $emulator @{ path = '/ips/203.0.113.1$'; delayMs = 400; action = 'ok' }
        $rows = Get-Content "$TestDrive/ips.txt" | Get-TGIp -ThrottleLimit 8 -IncludeUnknown
        $rows.Ip | Should -Be (Get-Content "$TestDrive/ips.txt" | Where-Object { $_ -and $_[0] -ne '#' })
        ($rows | Where-Object IsKnown).Ip | Sort-Object -Unique | Should -Contain $ip
        ($rows | Where-Object Ip -EQ 203.0.113.250) | Should -BeNullOrEmpty
    }

    It 'gives one error for each bad line, and the others' {
        $rows = 'no address', '010.8.8.8', '203.0.113.251', $ip | Get-TGIp -ErrorVariable failed -ErrorAction SilentlyContinue
        $rows.Ip | Should -Be $ip
        $failed | ForEach-Object FullyQualifiedErrorId | Should -Be 'NotAnEntity,ThreatGrid.PowerShell.Entities.GetTGIpCommand', 'NotAnEntity,ThreatGrid.PowerShell.Entities.GetTGIpCommand', 'UnknownEntity,ThreatGrid.PowerShell.Entities.GetTGIpCommand'
        $failed[2].TargetObject | Should -Be 203.0.113.251
    }

    It 'understands what is defanged, and sends the one spelling: <Command> <Typed>' -ForEach @(
        @{ Command = 'Get-TGIp'; Typed = '198[.]51(.)100[.]205'; Sent = 'ips/198.51.100.205' }
        @{ Command = 'Get-TGIp'; Typed = '2001[:]0DB8[:][:]00AB'; Sent = 'ips/2001%3Adb8%3A%3Aab' }
        @{ Command = 'Get-TGDomain'; Typed = 'Panel[.]Amber-Control[dot]Example.'; Sent = 'domains/panel.amber-control.example' }
        @{ Command = 'Get-TGDomain'; Typed = 'bücher.example'; Sent = 'domains/xn--bcher-kva.example' }
        @{ Command = 'Get-TGUrl'; Typed = 'hxxp://cisco[.]com'; Sent = 'urls/80db1d2af25d58b25f24ec8f7c8ef4b2c64ec20dd1bd0a4e7e9b5e90ae5b3f60' }
    ) {
        & $Command $Typed -IncludeUnknown | Out-Null
        if ($Command -eq 'Get-TGUrl') {
            $text = [Convert]::ToHexStringLower([Security.Cryptography.SHA256]::HashData([Text.Encoding]::UTF8.GetBytes('http://cisco.com:80/')))
            $Sent = "urls/$text"
        }

        (Get-Asked)[-1].Target | Should -Be "/api/v2/$Sent"
    }

    It 'paths and keys arrive as they were meant: <_>' -ForEach '\Temp\a b.exe', 'C:\100%2F%25\x.exe', '/tmp/ü ñ', '\\host\share\?q=1&r=#x', 'a+b;c', '../x' {
        $text = $_
        foreach ($command in 'Get-TGPath', 'Get-TGRegistryKey') {
            & $command $text -IncludeUnknown | Out-Null
            $target = (Get-Asked)[-1].Target
            $segments = $target -split '/'
            $segments | Should -HaveCount 5
            [uri]::UnescapeDataString($segments[-1]) | Should -Be $text
        }
    }

    It 'reads a value of a key' {
        $run = (Find-TGEntity RegistryKey key RUN)[0]
        $value = $run | Get-TGRegistryKey -ValueName 'my value/1'
        "$($value.RegistryKey) $($value.ValueName)" | Should -Be "$($run.Value) my value/1"
        (Get-Asked)[-1].Target | Should -BeLike '*/name/my%20value%2F1'
    }

    It 'pages samples to the end, whatever a page holds, and notices a server that does not page' {
        $all = (Get-TGDomain time.service.example -Related Samples).SampleId
        $all.Count | Should -BeGreaterThan 20
        Set-TGEmulatorSetting $emulator @{ pageCap = 7 }
        (Get-TGDomain time.service.example -Related Samples).SampleId | Should -Be $all
        Set-TGEmulatorSetting $emulator @{ pageCap = 100000; ignoreOffset = $true }
        (Get-TGDomain time.service.example -Related Samples).SampleId | Should -Be $all
        (Get-TGDomain time.service.example -Related Samples -Last 7d).Count | Should -BeLessThan $all.Count
        { Get-TGDomain time.service.example -Last 7d } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'stops at once when enough is seen' {
        Set-TGEmulatorSetting $emulator @{ latencyMs = 300 }
        $clock = [Diagnostics.Stopwatch]::StartNew()
        1..200 | ForEach-Object { $ip } | Get-TGIp | Select-Object -First 1 | Out-Null
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
    }

    It 'reads <Name> without loss' -AllowNullOrEmptyForEach -ForEach $bodies {
        $text = Get-Content $File -Raw
        $data = $text | ConvertFrom-Json -DateKind String
        $body = $data.data ? $text : "{`"api_version`":2,`"id`":1,`"data`":$text}"
        $data = $data.data ?? $data
        Add-TGEmulatorFault $emulator @{ path = '/api/v2/'; times = 0; status = 200; body = $body }
        function Test-Has($Read, $Wanted) { foreach ($value in $Wanted | Where-Object { $null -ne $_ }) { $Read | Should -Match ([regex]::Escape("$value")) } }

        if ($Name -like 'search-*') {
            $type = @{ artifacts = 'Artifact'; domains = 'Domain'; ips = 'Ip' }[($Name -split '[-/]')[1]]
            $found = Find-TGEntity $type any x
            $found.Value | Should -Be $data.items.result
            $found.AdditionalProperties['details'] | Should -Be $data.items.details
            return
        }

        $arguments = @{ ips = 'Get-TGIp', '192.0.2.1'; domains = 'Get-TGDomain', 'a.example'; urls = 'Get-TGUrl', 'http://a.example/'; paths = 'Get-TGPath', '\x'; 'registry-keys' = 'Get-TGRegistryKey', 'K' }[$Resource]
        $related = $Relation ? @{ Related = $Relation } : @{}
        $found = @(& $arguments[0] $arguments[1] @related)
        $read = $found | ForEach-Object { $_ | Format-List * | Out-String -Width 500; $_.AdditionalProperties | Out-String -Width 500; $_.Flags | Format-List * | Out-String -Width 500 } | Out-String
        if ($Relation) {
            $found.Count | Should -Be $data.$Relation.Count
            foreach ($row in $data.$Relation) { Test-Has $read ($row.PSObject.Properties.Value | Where-Object { $_ -is [string] }) }
            if ($Relation -eq 'samples') {
                for ($i = 0; $i -lt $found.Count; $i++) {
                    @($found[$i].Indicators.Indicator) | Should -Be @($data.samples[$i].iocs.ioc)
                    @($found[$i].Indicators.Severity) | Should -Be @($data.samples[$i].iocs.severity)
                    $found[$i].IsPrivate | Should -Be $data.samples[$i].private
                }
            }
        }
        else {
            Test-Has $read ($data.PSObject.Properties.Value | Where-Object { $_ -is [string] -or $_ -is [long] })
            $found[0].Flags.Count | Should -Be @($data.flags | Where-Object { $_ }).Count
        }
    }
}

Describe 'Find-TGEntity' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'finds addresses of a network, files by MD5, keys, and stops at -First' {
        (Find-TGEntity Ip cidr 198.51.100.0/24).Ip | ForEach-Object { $_ | Should -BeLike '198.51.100.*' }
        Find-TGEntity Ip cidr 10.0.0.0/8 | Should -BeNullOrEmpty
        (Find-TGEntity Ip cidr 0.0.0.0/0 -First 3) | Should -HaveCount 3
        (Find-TGEntity Ip cidr 198.51.100.0/24 | Get-TGIp).IsKnown | Sort-Object -Unique | Should -BeTrue
    }

    It 'refangs what is looked for, and completes the terms of the type' {
        Find-TGEntity Domain name 'panel[.]amber-control[.]example' | Should -HaveCount 1
        $line = 'Find-TGEntity Ip net'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be network_dst, network_src
        $line = 'Find-TGEntity Domain -Term '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be name, ip
    }

    It 'is an error that names the search where the server refuses' {
        Add-TGEmulatorFault $emulator @{ path = 'search/ips'; status = 400; body = '{"error":{"code":400,"message":"The parameter term is wrong. "}}' }
        Find-TGEntity Ip nix x -ErrorVariable failed -ErrorAction SilentlyContinue
        "$($failed[-1].FullyQualifiedErrorId)" | Should -BeLike 'InvalidRequest,*'
    }
}
