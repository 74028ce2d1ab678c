# Get-TGRateLimit and Set-TGRateLimit.
BeforeDiscovery {
    $folder = "$PSScriptRoot/../../../shared/fixtures/accounts/users-rate-limit"
    $bodies = @(if (Test-Path $folder) { Get-ChildItem $folder -Filter *.json | ForEach-Object { @{ Name = $_.Name; File = $_.FullName } } })
}

BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGRateLimit' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'no limit is null, not 0' {
        $user, $organization = Get-TGRateLimit
        "$($user.Scope) $($user.IsUnlimited) $($null -eq $user.Samples) $($null -eq $user.Available) $($null -eq $user.Per)" | Should -Be 'User True True True True'
        $organization.Samples | Should -Be 1000
        $organization.Per | Should -Be ([timespan]'1.00:00:00')
        $organization.Used + $organization.Available | Should -Be 1000
    }

    It 'the window rolls: a submission is free again when it is a day old (R9)' {
        Set-TGEmulatorClock $emulator @{ now = '2026-03-02T10:00:00Z'; frozen = $true }
        Set-TGEmulatorSetting $emulator @{ seededSamples = 0; runSeconds = 0 }
        Set-TGRateLimit analyst1 -Samples 1 -Per 1d
        Set-Content "$TestDrive/a" a
        Submit-TGSample "$TestDrive/a" | Out-Null
        $user = Get-TGRateLimit | Where-Object Scope -EQ User
        "$($user.Used) $($user.Available)" | Should -Be '1 0'
        $user.NextFreeUtc.ToString('yyyy-MM-ddTHH:mm') | Should -Be '2026-03-03T10:00'
        (Get-TGRateLimit -Entries).SampleId | Should -HaveCount 1
        Set-TGEmulatorClock $emulator @{ stepSeconds = 86401 }
        $user = Get-TGRateLimit | Where-Object Scope -EQ User
        "$($user.Used) $($user.Available) $($user.NextFree)" | Should -Be '0 1 '
    }

    It 'gives each user of the organisation' {
        $quotas = Get-TGRateLimit -Organization -PerUser
        $quotas.Login | Should -Contain student07
        $quotas | ForEach-Object OrganizationId | Sort-Object -Unique | Should -Be 77
    }

    It 'reads <Name> without loss' -AllowNullOrEmptyForEach -ForEach $bodies {
        $json = Get-Content $File -Raw | ConvertFrom-Json
        $body = $json.data ? (Get-Content $File -Raw) : "{`"api_version`":3,`"id`":1,`"data`":{`"user`":$(Get-Content $File -Raw)}}"
        $data = ($body | ConvertFrom-Json).data
        Add-TGEmulatorFault $emulator @{ path = 'rate-limit'; status = 200; body = $body }
        $limits = @(Get-TGRateLimit analyst1)
        foreach ($scope in $data.PSObject.Properties) {
            $windows = @($scope.Value.'submission-rate-limit' ?? $scope.Value.'submissions-rate-limit')
            $read = @($limits | Where-Object Scope -EQ $scope.Name)
            $read.Count | Should -Be ([Math]::Max(1, $windows.Count))
            if ($windows.Count) {
                "$($read[0].Samples) $($read[0].Per.TotalMinutes)" | Should -Be "$($windows[0].samples) $($windows[0].minutes)"
            }
            else {
                $read[0].Samples | Should -BeNullOrEmpty
            }

            $read[0].Available | Should -Be ($scope.Value.'submissions-available' -as [long] ? $scope.Value.'submissions-available' : $null)
        }
    }

    It 'names who is not there, and goes on' {
        ('nobody', 'analyst2' | Get-TGRateLimit -ErrorVariable failed -ErrorAction SilentlyContinue).Login | Sort-Object -Unique | Should -Be analyst2
        $failed[-1].TargetObject | Should -Be nobody
    }
}

Describe 'Set-TGRateLimit' {
    BeforeEach { Reset-TGEmulator $emulator }

    It 'sets one window or several, and takes them away' {
        Set-TGRateLimit student01 -Samples 100 -Per 1.00:00:00
        (Get-TGEmulatorRequest $emulator | Where-Object Method -EQ PUT).Body | Should -Be '{"submission-rate-limit":[[100,1440]]}'
        $set = Set-TGRateLimit student01 -Samples 10, 50 -Per 1h, 24h -PassThru
        ($set | ForEach-Object { "$($_.Samples)/$($_.Per)" }) -join ' ' | Should -Be '10/01:00:00 50/1.00:00:00'
        Set-TGRateLimit student01 -Unlimited
        (Get-TGEmulatorRequest $emulator | Where-Object Method -EQ PUT)[-1].Body | Should -Be '{"submission-rate-limit":"nil"}'
        (Get-TGRateLimit student01 | Where-Object Scope -EQ User).IsUnlimited | Should -BeTrue
    }

    It 'sends nothing where it is so already, and with -WhatIf' {
        Set-TGRateLimit student01 -Samples 5
        Clear-TGEmulatorRequest $emulator
        Set-TGRateLimit student01 -Samples 5
        Set-TGRateLimit student02 -Samples 5 -WhatIf 6>$null
        Set-TGRateLimit student02 -Unlimited
        Get-TGEmulatorRequest $emulator | Where-Object Method -EQ PUT | Should -BeNullOrEmpty
    }

    It 'sets the additional windows of the organisation' {
        $set = Set-TGRateLimit -Organization -Samples 20 -Per 10m -PassThru
        $set.Samples | Should -Be 1000, 20
        Set-TGRateLimit -Organization -Unlimited
        (Get-TGRateLimit -Organization).Samples | Should -Be 1000
    }

    It 'refuses what makes no sense' {
        { Set-TGRateLimit student01 -Samples 1, 2 } | Should -Throw -ErrorId 'InvalidArgument,*'
        { Set-TGRateLimit student01 -Samples 1 -Per 90s } | Should -Throw '*whole minutes*'
        { Set-TGRateLimit student01 -Samples 1 -Per 5 } | Should -Throw '*no duration*'
        { Set-TGRateLimit student01 -Samples 1, 2 -Per 1h, 1d } | Should -Throw "*write '1d'*"
    }
}
