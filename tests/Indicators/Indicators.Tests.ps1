# Get-TGIndicator and Get-TGIndicatorCategory.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGIndicator' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'reads one with all its members' {
        $one = Get-TGIndicator process-hollowing
        "$($one.Title) $($one.Severity) $($one.Confidence) $($one.Categories) $($one.Tactics) $($one.Techniques) $($one.IsCloudOnly)" | Should -Be 'Process Hollowing Detected 100 95 code-injection defense evasion process injection False'
        $one.CreatedAtUtc | Should -Be ([datetime]'2015-03-02')
        $one.RetiredAt | Should -BeNullOrEmpty
        "$($one.Links) $($one.Links[0].Title)" | Should -Be 'https://attack.example/process-hollowing More'
        $one.AdditionalProperties.Count | Should -Be 0
    }

    It 'chooses by wildcard and category, in one request' {
        (Get-TGIndicator network-*, tor-*).Name | Should -HaveCount 4
        @(Get-TGEmulatorRequest $emulator | Where-Object Path -Match indicators) | Should -HaveCount 1
        (Get-TGIndicator -Category net*).Categories | ForEach-Object { $_ } | Sort-Object -Unique | Should -Be network, network-anomaly, network-information
        (Get-TGIndicator | Where-Object RetiredAt).Name | Should -Not -BeNullOrEmpty
    }

    It 'gives each once that rows of the pipeline name, and goes on after one that is not there' {
        $rows = Find-TGSample -Last 60d -UserOnly -State succ -MinimumScore 50 -First 3 | Get-TGSampleIndicator
        $found = $rows | Get-TGIndicator
        ($found.Name | Sort-Object) | Should -Be ($rows.Indicator | Sort-Object -Unique)
        (('nix', 'process-hollowing') | Get-TGIndicator -ErrorVariable failed -ErrorAction SilentlyContinue).Name | Should -Be process-hollowing
        "$($failed[-1].FullyQualifiedErrorId) $($failed[-1].TargetObject)" | Should -BeLike 'NotFound,* nix'
    }

    It 'is a clean spreadsheet' {
        Get-TGIndicator | ConvertTo-TGRow | Export-Csv "$TestDrive/indicators.csv" -NoTypeInformation
        $rows = Import-Csv "$TestDrive/indicators.csv"
        $rows | Should -HaveCount 18
        $rows | ForEach-Object { $_.PSObject.Properties.Value } | Should -Not -Match 'ThreatGrid\.|System\.'
        ($rows | Where-Object Name -EQ process-hollowing).CreatedAt | Should -Be '2015-03-02T00:00:00Z'
        ($rows | Where-Object Name -EQ process-hollowing).Description | Should -Be "What `"Process Hollowing Detected`" means; with a line break,`nand a semicolon."
    }

    It 'reads older definitions, wrapped or not' -ForEach @(
        @{ Data = '{"indicator":{"name":"old","author":"x","created-at":"20140101","description":null}}' }
        @{ Data = '{"name":"old","author":"x","created-at":"20140101","description":null}' }
    ) {
        Add-TGEmulatorFault $emulator @{ path = 'indicators/old'; status = 200; body = "{`"api_version`":3,`"id`":1,`"data`":$Data}" }
        $old = Get-TGIndicator old
        "$($old.Name) $($old.AdditionalProperties['author']) $($old.AdditionalProperties['created-at'])" | Should -Be 'old x 20140101'
    }

    It 'completes names from the server' {
        $line = 'Get-TGIndicator process-'
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be process-hollowing
    }

    It 'ends with the error of a server that fails' {
        Add-TGEmulatorFault $emulator @{ path = 'indicators'; status = 403; body = 'no' }
        { Get-TGIndicator } | Should -Throw -ErrorId 'PermissionDenied,*'
    }
}

Describe 'Get-TGIndicatorCategory' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'reads all, some, one, and says what is not there' {
        (Get-TGIndicatorCategory).Name | Should -Contain persistence
        (Get-TGIndicatorCategory net*).Name | Should -Be network, network-anomaly, network-information
        $one = Get-TGIndicatorCategory code-injection
        "$($one.Title)|$($one.Parent)|$($one.Description)" | Should -Be 'code injection||Indicators of code-injection.'
        { Get-TGIndicatorCategory nix -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}
