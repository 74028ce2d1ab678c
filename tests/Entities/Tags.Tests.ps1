# Get-TGTag, Add-TGTag and Remove-TGTag.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $ip = '198.51.100.205'
    $domain = 'panel.amber-control.example'
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Tags' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $sample = Find-TGSample -Last 60d -UserOnly -State succ -MinimumScore 50 -First 1
    }

    It 'of <Kind> come, stay and go, by parameter' -ForEach @(
        @{ Kind = 'samples'; Parameter = 'SampleId'; Value = { $sample.SampleId } }
        @{ Kind = 'addresses'; Parameter = 'Ip'; Value = { '198[.]51[.]100[.]205' } }
        @{ Kind = 'domains'; Parameter = 'Domain'; Value = { 'panel[.]amber-control[.]example' } }
        @{ Kind = 'URLs'; Parameter = 'Url'; Value = { (Get-TGDomain $domain -Related Urls)[0].Url.Replace('http:', 'hxxp:') } }
        @{ Kind = 'files'; Parameter = 'Artifact'; Value = { ($sample | Get-TGSampleArtifact)[0].Sha256 } }
        @{ Kind = 'paths'; Parameter = 'Path'; Value = { (Find-TGEntity Path path exe -First 1).Path } }
        @{ Kind = 'registry keys'; Parameter = 'RegistryKey'; Value = { (Find-TGEntity RegistryKey key RUN -First 1).RegistryKey } }
    ) {
        $on = @{ $Parameter = & $Value }
        foreach ($tag in 'plain', 'two words', 'a/b%2F?#ü') {
            Add-TGTag $tag @on | Should -BeNullOrEmpty
            (Get-TGTag @on).Tag | Should -Contain $tag
        }

        Add-TGTag plain @on
        @((Get-TGTag @on).Tag -eq 'plain') | Should -HaveCount 1
        foreach ($tag in 'plain', 'two words', 'a/b%2F?#ü') { Remove-TGTag $tag @on }
        (Get-TGTag @on).Tag | Should -Not -Contain plain
    }

    It 'come from the pipeline: what samples, look-ups, searches and tags are, they know' {
        $sample | Add-TGTag one -PassThru | ForEach-Object { "$($_.RelatedType) $($_.RelatedTo)" } | Should -Be "Sample $($sample.SampleId)"
        (Get-TGSample $sample.SampleId).Tags | Should -Contain one
        (Find-TGEntity Sample tag one).Value | Should -Be $sample.SampleId
        Get-TGIp $ip | Add-TGTag two
        (Get-TGIp $ip).Tags | Should -Be two
        (Get-TGIp $ip -Related Tags).Tag | Should -Be two
        Get-TGDomain $domain -Related Ips | Get-TGTag | Remove-TGTag
        Get-TGTag -Ip $ip | Should -BeNullOrEmpty
        $ip | Add-TGTag three -Type Ip
        [pscustomobject]@{ Ip = $ip } | Get-TGTag -Type Ip | ForEach-Object Tag | Should -Be three
        $sample.SampleId | Get-TGTag | ForEach-Object Tag | Should -Contain one
    }

    It 'on a value of a key is not on the key' {
        $run = (Find-TGEntity RegistryKey key RUN -First 1).RegistryKey
        Add-TGTag mine -RegistryKey $run -ValueName evil
        (Get-TGTag -RegistryKey $run -ValueName evil).Tag | Should -Be mine
        Get-TGTag -RegistryKey $run | Should -BeNullOrEmpty
        Get-TGTag -RegistryKey $run -ValueName evil | Remove-TGTag
        Get-TGTag -RegistryKey $run -ValueName evil | Should -BeNullOrEmpty
    }

    It 'does not guess: <Name>' -ForEach @(
        @{ Name = 'a text'; Value = { 'something' } }
        @{ Name = 'a row of a feed'; Value = { Get-TGIocFeed Ip -Last 1h -First 1 } }
        @{ Name = 'a thing without a sample'; Value = { Get-TGHealth | Select-Object -First 1 } }
    ) {
        & $Value | Add-TGTag x -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'TagTargetUnclear,*'
        Get-TGEmulatorRequest $emulator | Where-Object Method -EQ POST | Should -BeNullOrEmpty
    }

    It 'sends nothing with -WhatIf, and names what is not there' {
        Add-TGTag x -Ip $ip -WhatIf 6>$null
        Remove-TGTag x -Ip $ip -WhatIf 6>$null
        Get-TGEmulatorRequest $emulator | Where-Object Method -NE GET | Should -BeNullOrEmpty
        Remove-TGTag x -Ip $ip -ErrorVariable failed -ErrorAction SilentlyContinue
        "$($failed[-1].FullyQualifiedErrorId) $($failed[-1].TargetObject)" | Should -BeLike "NotFound,* $ip"
        Add-TGTag x -Artifact abc -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'NotAnEntity,*'
    }

    It 'takes the other forms a list may have' -ForEach '["a","b"]', '{"tags":[{"tag":"a"},{"name":"b"}]}', '{"items":["a","b"]}' {
        Add-TGEmulatorFault $emulator @{ path = '/tags$'; status = 200; body = "{`"api_version`":2,`"id`":1,`"data`":$_}" }
        (Get-TGTag -Ip $ip).Tag | Should -Be a, b
    }
}
