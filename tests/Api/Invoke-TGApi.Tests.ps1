BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Invoke-TGApi' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'gives the data of an answer as objects, without the key that the server echoes' {
        $me = Invoke-TGApi /api/v3/session/whoami
        $me.login | Should -Be analyst1
        $me.api_key | Should -Not -Match $key
        ($me | ConvertTo-Json) | Should -Not -Match $key
    }

    It 'gives the text with -Raw, the key masked' {
        $text = Invoke-TGApi api/v3/session/whoami -Raw
        $text | Should -BeOfType string
        $text | Should -Match '"login":"analyst1"'
        $text | Should -Not -Match $key
    }

    It 'saves with -OutFile: whole, masked, and no other file without -Force' {
        $path = Join-Path $TestDrive 'who [1].json'
        $file = Invoke-TGApi /api/v3/session/whoami -OutFile $path
        $file.FullName | Should -Be $path
        Get-Content -LiteralPath $path -Raw | Should -Match analyst1
        Get-Content -LiteralPath $path -Raw | Should -Not -Match $key
        Invoke-TGApi /api/v3/session/whoami -OutFile $path -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'FileExists,*'
        Invoke-TGApi /api/v3/session/whoami -OutFile $path -Force | Should -Not -BeNullOrEmpty
        Get-ChildItem $TestDrive -Force -Filter *.partial | Should -BeNullOrEmpty
    }

    It 'reads all pages with -All' {
        $query = @{ after = '2018-01-18T00:00:00Z'; before = '2018-01-18T04:00:00Z' }
        $rows = Invoke-TGApi /api/v2/iocs/feeds/domains -Query $query -All
        $typed = Get-TGIocFeed Domain -After 2018-01-18T00:00Z -Before 2018-01-18T04:00Z
        $rows.Count | Should -Be $typed.Count
        $rows[0].domain | Should -Be $typed[0].Domain
    }

    It 'sends method, query and body' {
        Add-TGEmulatorFault $emulator @{ path = 'users'; method = 'PUT'; status = 200; body = '{"api_version":3,"data":{"done":true}}' }
        (Invoke-TGApi /api/v3/users/analyst1 PUT -Query @{ a = 'x y'; when = [datetime]'2026-03-02T10:00:00Z'; list = 1, 2 } -Body @{ name = 'Ä'; deep = @{ a = @{ b = @{ c = @(1, $null, $true) } } } }).done | Should -BeTrue
        $request = (Get-TGEmulatorRequest $emulator)[-1]
        $request.Method | Should -Be PUT
        $request.Parameters.a | Should -Be 'x y'
        $request.Parameters.when | Should -Be '2026-03-02T10:00:00Z'
        $request.Parameters.list | Should -Be '1,2'
        $request.Headers.'Content-Type' | Should -Match 'application/json'
        ($request.Body | ConvertFrom-Json).deep.a.b.c | Should -Be @(1, $null, $true)
        ($request.Body | ConvertFrom-Json).name | Should -Be 'Ä'
    }

    It 'sends nothing with -WhatIf when it would change something' {
        Clear-TGEmulatorRequest $emulator
        Invoke-TGApi /api/v3/users/analyst1 DELETE -WhatIf
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'does not repeat a POST that may have been carried out (R11)' {
        Add-TGEmulatorFault $emulator @{ path = 'oem'; status = 503; body = ''; times = 0 }
        Invoke-TGApi /api/v2/oem/users POST -Body @{ a = 1 } -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'ServerError,*'
        (Get-TGEmulatorRequest $emulator | Where-Object Path -Like '*oem*') | Should -HaveCount 1
    }

    It 'repeats a POST that was refused for its rate' {
        Add-TGEmulatorFault $emulator @{ path = 'oem'; status = 429; headers = @{ 'Retry-After' = '0' } }
        Add-TGEmulatorFault $emulator @{ path = 'oem'; status = 200; body = '{"api_version":2,"data":{"ok":1}}' }
        (Invoke-TGApi /api/v2/oem/users POST -Body '{"a":1}' -Confirm:$false).ok | Should -Be 1
    }

    It 'keeps names that differ only in case, big numbers and dates as they are (J1, J3, J10)' {
        Add-TGEmulatorFault $emulator @{ path = 'odd'; status = 200; times = 0; body = '{"api_version":3,"data":{"Name":"a","name":"b","n":18446744073709551615,"t":"2026-03-02T10:00:00Z","":"e","bad":"x\ud83d"}}' }
        $odd = Invoke-TGApi /api/v3/odd
        $odd.Name | Should -Be 'a'
        $odd.name_ | Should -Be 'b'
        $odd.n | Should -Be ([uint64]::MaxValue)
        $odd.t | Should -BeExactly '2026-03-02T10:00:00Z'
        $odd.bad | Should -Be "x$([char]0xFFFD)"
        $table = Invoke-TGApi /api/v3/odd -AsHashtable
        $table['Name'] | Should -Be 'a'
        $table['name'] | Should -Be 'b'
    }

    It 'refuses <Line>' -ForEach @(
        @{ Line = 'Invoke-TGApi https://elsewhere.example/api'; Says = '*whole address*' }
        @{ Line = 'Invoke-TGApi /x -Body a -Form @{b=1}'; Says = '*combined*' }
        @{ Line = 'Invoke-TGApi /x -All -Method DELETE'; Says = '*GET*' }
    ) {
        { Invoke-Expression $Line } | Should -Throw -ExpectedMessage $Says
    }

    It 'an unknown path is an error of that item' {
        Invoke-TGApi /api/v3/nothing -ErrorAction SilentlyContinue -ErrorVariable problems | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'NotFound,*'
        $problems[0].TargetObject | Should -Be '/api/v3/nothing'
    }
}
