# Get- and Set-TGOrganization, Get-TGUserActivity, Get-TGDevice, Get-TGEntitlement, Get-TGSubmissionMetric and Get-TGHealth.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Organisations' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'reads the own one, that of a user, one by number' {
        $own = Get-TGOrganization
        "$($own.OrganizationId) $($own.Name) $($own.Industry) $($own.CanFlag)" | Should -Be '77 Example Corporation Accounting True'
        $own.AdditionalProperties['ats-id'] | Should -Be 'made up'
        (Get-TGOrganization analyst2).OrganizationId | Should -Be 77
        (Get-TGUser -Me | Get-TGOrganization).Name | Should -Be $own.Name
        { Get-TGOrganization -OrganizationId 88 -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,*'
    }

    It 'changes only what differs' {
        $changed = Set-TGOrganization -Industry Banking -CanFlag $true -AuthorizedNetwork 192.0.2.0/24, 198.51.100.0/24 -PassThru -Confirm:$false
        "$($changed.Change) $($changed.Industry) $($changed.AuthorizedNetworks)" | Should -Be 'Updated Banking 192.0.2.0/24,198.51.100.0/24'
        (Get-TGEmulatorRequest $emulator | Where-Object Method -EQ PUT).Body | Should -Be '{"industry":"Banking","authorized-networks":"192.0.2.0/24,198.51.100.0/24"}'
        (Set-TGOrganization -Industry Banking -PassThru -Confirm:$false).Change | Should -Be Unchanged
        Set-TGOrganization -Name Other -WhatIf 6>$null
        (Get-TGOrganization).Name | Should -Be 'Example Corporation'
    }
}

Describe 'Activity' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'pages to the end, in order, and stops where enough is asked for' {
        1..12 | ForEach-Object { Set-TGRateLimit "student$('{0:D2}' -f $_)" -Samples $_ }
        Set-TGEmulatorSetting $emulator @{ pageCap = 5 }
        $all = Get-TGUserActivity -Organization
        $all | Should -HaveCount 12
        $all[0].Activity | Should -Be 'set the quota of student12'
        $all[0].AdditionalProperties['user-agent'] | Should -Be 'made up'
        $all[0].TimestampUtc.Kind | Should -Be Utc
        (Get-TGUserActivity -First 2).Activity | Should -Be $all[0].Activity, $all[1].Activity
    }

    It 'is empty where nothing was done, and an error for who is not there' {
        Get-TGUserActivity analyst2 | Should -BeNullOrEmpty
        { Get-TGUserActivity nobody -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }
}

Describe 'Devices, entitlements, health' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'lists devices, and enables those that wait' {
        (Get-TGDevice).Login | Should -HaveCount 2
        (Get-TGDevice 'Mail G*').Login | Should -Be mailgate
        (Get-TGDevice | Where-Object IsActive -EQ $false | Enable-TGUser -PassThru).Change | Should -Be Enabled
        Get-TGDevice | Where-Object IsActive -EQ $false | Should -BeNullOrEmpty
    }

    It 'lists entitlements, all or one' {
        (Get-TGEntitlement).EntitlementId | Should -Be samples, feeds
        $one = Get-TGEntitlement feeds
        "$($one.Name) $($one.AdditionalProperties['quantity'])" | Should -Be 'Made up feeds 1000'
        $one.ExpiresAtUtc | Should -BeGreaterThan ([datetime]::UtcNow)
        { Get-TGEntitlement nix -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
    }

    It 'takes lists in another wrapper, or without one' -ForEach @(
        @{ Body = '{"api_version":3,"id":1,"data":[{"login":"d1","name":"D"}]}' }
        @{ Body = '{"api_version":3,"id":1,"data":{"items":[{"login":"d1","name":"D"}]}}' }
        @{ Body = '{"api_version":3,"id":1,"data":{"devices":{"a":{"login":"d1","name":"D"}}}}' }
    ) {
        Add-TGEmulatorFault $emulator @{ path = '/devices'; status = 200; body = $Body }
        (Get-TGDevice).Login | Should -Be d1
    }

    It 'asks for both states of health' {
        (Get-TGHealth).Scope | Should -Be Service, Submission
        (Get-TGHealth).Status | Should -Be ok, ok
        (Get-TGHealth)[1].AdditionalProperties['queue'] | Should -Be 3
    }
}

Describe 'Get-TGSubmissionMetric' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'gives rows that add up to what the search finds' {
        $rows = Get-TGSubmissionMetric submitter, unique-submitters -Span 28d
        $count = @(Find-TGSample -OrganizationOnly -Last 28d).Count
        ($rows | Where-Object Bucket -EQ submitter | Measure-Object Value -Sum).Sum | Should -Be $count
        ($rows | Where-Object Bucket -EQ unique-submitters).Value | Should -Be 4
    }

    It 'says span, zone and whose in the query' {
        Get-TGSubmissionMetric week -Span P4W -TimeZone Europe/Berlin -UserOnly | ForEach-Object { $_.StartUtc.Kind | Should -Be Utc }
        $asked = (Get-TGEmulatorRequest $emulator | Where-Object Path -Match aggregations)[-1].Parameters
        "$($asked.span) $($asked.tz) $($asked.visibility) $($asked.buckets)" | Should -Be 'P4W Europe/Berlin user week'
        Get-TGSubmissionMetric -Span (New-TimeSpan -Hours 12) | Out-Null
        (Get-TGEmulatorRequest $emulator | Where-Object Path -Match aggregations)[-1].Parameters.span | Should -Be PT12H
        Get-TGSubmissionMetric type -RateLimited | Should -BeNullOrEmpty
        { Get-TGSubmissionMetric -Span 7 } | Should -Throw '*no duration*'
    }

    It 'takes the usual forms' -ForEach @(
        @{ Data = '{"type":{"exe":3,"pdf":1}}'; Rows = 'type||exe=3 type||pdf=1' }
        @{ Data = '{"type":[["exe",3],["pdf",1]]}'; Rows = 'type||exe=3 type||pdf=1' }
        @{ Data = '{"average-threat-score":{"value":41.5}}'; Rows = 'average-threat-score||=41.5' }
        @{ Data = '{"week":{"buckets":[{"key_as_string":"2026-03-02T00:00:00Z","doc_count":2,"type":{"buckets":[{"key":"exe","doc_count":2}]}}]}}'; Rows = 'week||2026-03-02T00:00:00Z=2 type|2026-03-02T00:00:00Z|exe=2' }
    ) {
        Add-TGEmulatorFault $emulator @{ path = 'aggregations'; status = 200; body = "{`"api_version`":3,`"id`":1,`"data`":$Data}" }
        (Get-TGSubmissionMetric | ForEach-Object { "$($_.Bucket)|$($_.Group)|$($_.Name)=$($_.Value)" }) -join ' ' | Should -Be $Rows
    }
}
