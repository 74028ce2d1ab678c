# Get-, New-, Set-, Remove-, Enable-, Disable-TGUser, Reset-TGApiKey and Set-TGPassword.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    function Connect-As([string] $With, [string] $Name = 'admin') {
        Connect-TGServer $emulator.Uri -Name $Name -ApiKey (ConvertTo-SecureString $With -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    }

    function Get-Write { @(Get-TGEmulatorRequest $emulator | Where-Object Method -NE GET) }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Users' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Get-TGConnection | Disconnect-TGServer
        Connect-As $key
    }

    Context 'Get-TGUser' {
        It 'reads all of the organisation, and nobody of another one' {
            $users = Get-TGUser
            $users.Login | Should -Contain chief
            $users.Login | Should -Not -Contain outsider1
            $users | ForEach-Object OrganizationId | Sort-Object -Unique | Should -Be 77
        }

        It 'reads the own account, and one by its login from the pipeline' {
            (Get-TGUser -Me).Login | Should -Be analyst1
            $user = 'analyst2' | Get-TGUser
            "$($user.Name) $($user.Email) $($user.Role) $($user.IsActive)" | Should -Be 'Analyst Two analyst2@example.com user True'
            ($user | Get-TGUser).Login | Should -Be analyst2
        }

        It 'chooses by wildcard, role and status' {
            (Get-TGUser Student* -Role user -Status Inactive) | Should -HaveCount 12
            Get-TGUser Student* -Status Active | Should -BeNullOrEmpty
            (Get-TGUser -Role org-admin).Login | Should -Be analyst1, chief
        }

        It 'has no key on any object, also where servers wrap and nest them (A13)' {
            @(Get-TGUser; Get-TGUser -Me; Get-TGUser analyst2) | ConvertTo-Json -Depth 10 | Should -Not -Match 'us3r0key|demo0key|k3yF0r|api.key'
            Add-TGEmulatorFault $emulator @{ path = '/users/wrapped$'; status = 200; body = '{"api_version":3,"id":1,"data":{"user":{"login":"wrapped","role":"user","api-key":"abcdefghijklmnopqrstuvwxyz","more":{"api_key":"abcdefghijklmnopqrstuvwxyz","x":1}}}}' }
            $user = Get-TGUser wrapped
            "$($user.Login) $($user.Role) $($user.AdditionalProperties['more']['x'])" | Should -Be 'wrapped user 1'
            $user | ConvertTo-Json -Depth 10 | Should -Not -Match 'abcdefghij'
        }

        It 'completes logins and roles' {
            foreach ($line in 'Get-TGUser ana', 'Disable-TGUser ana', 'Set-TGRateLimit ana') {
                (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be analyst1, analyst2, analyst3
            }

            $line = 'Get-TGUser -Role org'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be org-admin
        }

        It 'names who is not there, and goes on' {
            $found = 'nobody', 'analyst2' | Get-TGUser -ErrorVariable failed -ErrorAction SilentlyContinue
            $found.Login | Should -Be analyst2
            "$($failed[-1].FullyQualifiedErrorId) $($failed[-1].TargetObject)" | Should -BeLike 'NotFound,* nobody'
        }
    }

    Context 'New-TGUser' {
        BeforeAll {
            $csv = "$TestDrive/class.csv"
            1..30 | ForEach-Object { [pscustomobject]@{ Login = "team$_"; Name = "Member $_"; Email = "team+$_@example.com"; Title = 'Member' } } | Export-Csv $csv -NoTypeInformation
        }

        It 'creates a class, sets quotas, and a second run changes nothing' {
            $made = Import-Csv $csv | New-TGUser
            $made.Change | Sort-Object -Unique | Should -Be Created
            $made | Should -HaveCount 30
            $made | Set-TGRateLimit -Samples 10 -Per 1d
            (Get-TGRateLimit team7 | Where-Object Scope -EQ User).Samples | Should -Be 10
            Clear-TGEmulatorRequest $emulator
            $again = Import-Csv $csv | New-TGUser
            $again.Change | Sort-Object -Unique | Should -Be Unchanged
            $again | Set-TGRateLimit -Samples 10 -Per 1d
            Get-Write | Should -BeNullOrEmpty
        }

        It 'changes only what differs, and only with -Update' {
            New-TGUser student01 'Student One' class+01@example.com -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'UserExists,*'
            $failed[-1].ToString() | Should -BeLike '*another name*'
            (New-TGUser student01 'Student One' class+01@example.com -Update).Change | Should -Be Updated
            (Get-Write)[-1].Body | Should -Be '{"name":"Student One"}'
        }

        It 'sends nothing with -WhatIf, and names each' {
            $child = Invoke-TGChild "Connect-TGServer $($emulator.Uri) | Out-Null; Import-Csv '$csv' | Select-Object -First 2 | New-TGUser -WhatIf" -Environment @{ TG_API_KEY = $key }
            $child.Text | Should -Match 'team1 \(Member 1, team\+1@example\.com\) in organisation 77'
            Get-Write | Should -BeNullOrEmpty
        }

        It 'one refused row leaves the others alone' {
            $rows = [pscustomobject]@{ Login = 'a1'; Name = 'A'; Email = 'chief@example.com' }, [pscustomobject]@{ Login = 'a2'; Name = 'B'; Email = 'a2@example.com' }
            ($rows | New-TGUser -ErrorVariable failed -ErrorAction SilentlyContinue).Login | Should -Be a2
            "$($failed[-1].FullyQualifiedErrorId) $($failed[-1].TargetObject)" | Should -BeLike 'InvalidRequest,* a1'
        }
    }

    Context 'Set-TGUser' {
        It 'changes what differs, once' {
            (Set-TGUser analyst2 -Title 'Senior' -Name 'Analyst Two' -PassThru).Change | Should -Be Updated
            (Get-Write)[-1].Body | Should -Be '{"title":"Senior"}'
            (Set-TGUser analyst2 -Title 'Senior' -PassThru).Change | Should -Be Unchanged
            Get-Write | Should -HaveCount 1
        }

        It 'sends nothing with -WhatIf' {
            Set-TGUser analyst2 -Title 'Senior' -PassThru -WhatIf 6>$null | Should -BeNullOrEmpty
            Get-Write | Should -BeNullOrEmpty
        }
    }

    Context 'Enable-TGUser and Disable-TGUser' {
        It 'job 10: a class begins' {
            $ConfirmPreference = 'None'
            Get-TGUser Student* -Role user | Enable-TGUser -PassThru | Reset-TGApiKey -AsPlainText | Export-Csv "$TestDrive/roster.csv" -NoTypeInformation
            $roster = Import-Csv "$TestDrive/roster.csv"
            $roster | Should -HaveCount 12
            Connect-As $roster[0].ApiKey student
            (Get-TGUser -Me -Connection student).Login | Should -Be $roster[0].Login
        }

        It 'a de-activated account is refused, and accepted again' {
            Connect-As us3r0key0for0the0emulator0 user
            (Disable-TGUser analyst2 -Confirm:$false -PassThru -Connection admin).Change | Should -Be Disabled
            { Get-TGUser -Me -Connection user -ErrorAction Stop } | Should -Throw -ErrorId 'PermissionDenied,*'
            (Enable-TGUser analyst2 -PassThru -Connection admin).Change | Should -Be Enabled
            (Get-TGUser -Me -Connection user).Login | Should -Be analyst2
        }

        It 'leaves alone what is so already' {
            (Enable-TGUser analyst2 -PassThru).Change | Should -Be Unchanged
            (Disable-TGUser student01 -PassThru -Confirm:$false).Change | Should -Be Unchanged
            Get-Write | Should -BeNullOrEmpty
        }

        It 'asks a person, and is an error without one' {
            $child = Invoke-TGChild "Connect-TGServer $($emulator.Uri) | Out-Null; Disable-TGUser analyst2" -Environment @{ TG_API_KEY = $key }
            $child.Error | Should -Not -BeNullOrEmpty
            Get-Write | Should -BeNullOrEmpty
        }
    }

    Context 'The rules for accounts' {
        It '<_> refuses the own account, also with -IncludePrivileged and -Confirm:$false' -ForEach 'Remove-TGUser', 'Disable-TGUser', 'Reset-TGApiKey', 'Set-TGPassword' {
            $more = $_ -eq 'Set-TGPassword' ? @{ Password = ConvertTo-SecureString 'correct horse' -AsPlainText -Force } : @{}
            foreach ($own in 'analyst1', ' ANALYST1 ') {
                & $_ $own -IncludePrivileged -Confirm:$false @more -ErrorVariable failed -ErrorAction SilentlyContinue
                $failed[-1].FullyQualifiedErrorId | Should -BeLike 'OwnAccount,*'
            }

            Get-Write | Should -BeNullOrEmpty
        }

        It '<_> refuses devices and other roles without -IncludePrivileged, whatever the pipeline says of them' -ForEach 'Remove-TGUser', 'Disable-TGUser', 'Reset-TGApiKey', 'Set-TGPassword' {
            $more = $_ -eq 'Set-TGPassword' ? @{ Password = ConvertTo-SecureString 'correct horse' -AsPlainText -Force } : @{}
            foreach ($login in 'chief', 'mailgate') {
                [pscustomobject]@{ Login = $login; Role = 'user'; IsDevice = $false } | & $_ -Confirm:$false @more -ErrorVariable failed -ErrorAction SilentlyContinue
                $failed[-1].FullyQualifiedErrorId | Should -BeLike 'PrivilegedAccount,*'
            }

            Get-Write | Should -BeNullOrEmpty
            & $_ mailgate -IncludePrivileged -Confirm:$false @more | Out-Null
            Get-Write | Should -HaveCount 1
        }

        It 'an account whose role the server does not say is refused too' {
            Add-TGEmulatorFault $emulator @{ path = '/users/student01$'; times = 0; status = 200; body = '{"api_version":3,"id":1,"data":{"login":"student01"}}' }
            Remove-TGUser student01 -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'PrivilegedAccount,*'
        }

        It '<_> with -WhatIf names whom and where and sends nothing' -ForEach 'Remove-TGUser', 'Disable-TGUser', 'Reset-TGApiKey' {
            $child = Invoke-TGChild "Connect-TGServer $($emulator.Uri) | Out-Null; $_ analyst2 -WhatIf" -Environment @{ TG_API_KEY = $key }
            $child.Text | Should -Match 'analyst2 \(Analyst Two\) on 127\.0\.0\.1'
            Get-Write | Should -BeNullOrEmpty
        }
    }

    Context 'Remove-TGUser' {
        It 'deletes, and the account is gone' {
            'student12' | Remove-TGUser -Confirm:$false | Should -BeNullOrEmpty
            { Get-TGUser student12 -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
        }
    }

    Context 'Reset-TGApiKey' {
        It 'gives a SecureString that works, and the old key does not' {
            Connect-As us3r0key0for0the0emulator0 old
            $new = Reset-TGApiKey analyst2 -Confirm:$false -Connection admin
            $new.ApiKey | Should -BeOfType securestring
            Connect-TGServer $emulator.Uri -Name new -ApiKey $new.ApiKey | Out-Null
            (Get-TGUser -Me -Connection new).Login | Should -Be analyst2
            { Get-TGUser -Me -Connection old -ErrorAction Stop } | Should -Throw -ErrorId 'AuthenticationFailed,*'
        }

        It 'finds the key at the account where the answer is silent' {
            Set-TGEmulatorSetting $emulator @{ silentKeys = $true }
            (Reset-TGApiKey analyst2 -Confirm:$false -AsPlainText).ApiKey | Should -Match '^[a-z0-9]{26}$'
        }

        It 'says so where no key comes' {
            Add-TGEmulatorFault $emulator @{ path = '/users/analyst2'; times = 0; status = 200; body = '{"api_version":3,"id":1,"data":{"login":"analyst2","role":"user"}}' }
            Reset-TGApiKey analyst2 -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'UnexpectedAnswer,*'
        }
    }

    Context 'Set-TGPassword' {
        It 'sends it in the body, and shows it nowhere, also where the server repeats it' {
            $password = ConvertTo-SecureString 'correct horse battery' -AsPlainText -Force
            Set-TGPassword analyst2 $password -Confirm:$false -Verbose 4>&1 | Out-String | Should -Not -Match 'horse'
            $sent = (Get-Write)[-1]
            $sent.Body | Should -Be '{"password":"correct horse battery"}'
            "$($sent.Path)$($sent.Query)" | Should -Not -Match 'horse'
            Set-TGPassword analyst2 (ConvertTo-SecureString 'sh0rt!' -AsPlainText -Force) -Confirm:$false -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed[-1].ToString() | Should -BeLike '*too short*'
            $failed[-1] | Format-List * -Force | Out-String | Should -Not -Match 'sh0rt'
        }
    }

    Context 'A plain user' {
        BeforeEach { Connect-As us3r0key0for0the0emulator0 user }

        It 'may not <_>: the error names the operation' -ForEach 'Get-TGUser analyst3', 'Get-TGUser', 'New-TGUser x X x@example.com', 'Enable-TGUser student01', 'Remove-TGUser student01 -Confirm:$false',
            'Set-TGRateLimit student01 -Samples 1', 'Get-TGRateLimit -Organization -PerUser', 'Get-TGDevice', 'Get-TGEntitlement', 'Get-TGUserActivity -Organization', 'Set-TGOrganization -Name x -Confirm:$false' {
            Invoke-Expression "$_ -Connection user -ErrorVariable failed -ErrorAction SilentlyContinue" | Should -BeNullOrEmpty
            $failed[-1].FullyQualifiedErrorId | Should -BeLike 'PermissionDenied,*'
            $failed[-1].Exception.Request | Should -Match '^(GET|PUT|POST|DELETE) http'
        }

        It 'sees the own account, and other organisations see no private sample' {
            (Get-TGUser analyst2 -Connection user).Login | Should -Be analyst2
            $private = Find-TGSample -Last 60d -OrganizationOnly -Connection admin | Where-Object IsPrivate | Select-Object -First 1
            Connect-As 0uts1der0key0for0emulator0 outsider
            { Get-TGSample $private.SampleId -Connection outsider -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
            { Get-TGSampleThreat $private.SampleId -Connection outsider -ErrorAction Stop } | Should -Throw -ErrorId 'NotFound,*'
        }
    }
}
