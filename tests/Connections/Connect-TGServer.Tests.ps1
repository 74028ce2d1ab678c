BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1" -EmulatorArguments '--tls', '--proxy'
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    $quick = @{ RetryInterval = [timespan]::FromMilliseconds(10) }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Connect-TGServer' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Get-TGConnection | Disconnect-TGServer
    }

    Context 'The key' {
        It 'is taken as a SecureString, and checked with whoami' {
            $connection = Connect-TGServer $emulator.Uri -ApiKey $secret
            $connection | Should -BeOfType ThreatGrid.Connection
            $connection.Login | Should -Be analyst1
            $connection.Role | Should -Be org-admin
            $connection.OrganizationId | Should -Be 77
            $connection.IsDefault | Should -BeTrue
            $request = Get-TGEmulatorRequest $emulator
            $request.Path | Should -Be '/api/v3/session/whoami'
            $request.Headers.Authorization | Should -Be "Bearer $key"
            $request.Query | Should -Be ''
        }

        It 'is taken from the pipeline (Get-Secret tg | Connect-TGServer)' {
            ($secret | Connect-TGServer $emulator.Uri).Login | Should -Be analyst1
        }

        It 'is taken as text and as a credential' {
            (Connect-TGServer $emulator.Uri -ApiKey $key).Login | Should -Be analyst1
            (Connect-TGServer $emulator.Uri -ApiKey ([pscredential]::new('any', $secret))).Login | Should -Be analyst1
        }

        It 'goes into the query where the connection says so, masked in messages' {
            Set-TGEmulatorSetting $emulator @{ keyPositions = @('query') }
            $verbose = Connect-TGServer $emulator.Uri -ApiKey $secret -KeyIn Query -Verbose 4>&1 | Out-String
            (Get-TGEmulatorRequest $emulator)[0].Parameters.api_key | Should -Be $key
            (Get-TGEmulatorRequest $emulator)[0].Headers.PSObject.Properties.Name | Should -Not -Contain 'Authorization'
            $verbose | Should -Match 'api_key=\*\*\*\*'
            $verbose | Should -Not -Match $key
        }

        It 'goes into the form where there is one' {
            $null = Connect-TGServer $emulator.Uri -ApiKey $secret -KeyIn Form
            Add-TGEmulatorFault $emulator @{ path = '/api/v3/anything'; status = 200; body = '{"api_version":3,"data":{"ok":true}}' }
            Set-TGEmulatorSetting $emulator @{ keyPositions = @('form') }
            (Invoke-TGApi /api/v3/anything -Method PUT -Form @{ name = 'a b' } -Confirm:$false).ok | Should -BeTrue
            (Get-TGEmulatorRequest $emulator)[-1].Body | Should -Be "name=a+b&api_key=$key"
        }

        It 'of unusual length is warned of, and used' {
            { Connect-TGServer $emulator.Uri -ApiKey 'too-short' -WarningVariable w -WarningAction SilentlyContinue -ErrorAction Stop } | Should -Throw -ErrorId 'AuthenticationFailed,*'
            $null = Connect-TGServer $emulator.Uri -ApiKey 'too-short' -SkipConnectionCheck -WarningVariable w -WarningAction SilentlyContinue
            "$w" | Should -Match '9 characters'
            Get-TGEmulatorRequest $emulator | Should -Not -BeNullOrEmpty
        }

        It 'typed in plain text is warned of' {
            $result = Invoke-TGChild "Connect-TGServer $($emulator.Uri) -ApiKey $key | Out-Null"
            $result.Text | Should -Match 'command history'
            $result.Text | Should -Not -Match $key
        }

        It 'wrong is an error with a remedy, without the key' {
            $problem = $null
            try { Connect-TGServer $emulator.Uri -ApiKey 'abcdefghijklmnopqrstuvwxyz' } catch { $problem = $_ }
            $problem.FullyQualifiedErrorId | Should -BeLike 'AuthenticationFailed,*'
            $problem.Exception.StatusCode | Should -Be 401
            $problem.Exception.RequestId | Should -Match '^req-'
            $problem.ErrorDetails.RecommendedAction | Should -Match 'region'
            Get-TGConnection | Should -BeNullOrEmpty
        }

        It 'missing is an error that says what to type, and asks nothing' {
            $result = Invoke-TGChild "Connect-TGServer $($emulator.Uri) -ErrorAction Stop" -Environment @{ TG_API_KEY = '' }
            $result.ExitCode | Should -Be 1
            $result.Text | Should -Match 'Read-Host -AsSecureString'
        }

        It 'shows four characters at most' {
            $connection = Connect-TGServer $emulator.Uri -ApiKey $secret
            $connection.KeyHint | Should -Be '****v5xa'
            $shown = @(
                $connection | Format-List * -Force | Out-String -Width 999
                $connection | Format-Table | Out-String
                $connection | ConvertTo-Json -Depth 20 -WarningAction Ignore
                "$connection"
                [System.Management.Automation.PSSerializer]::Serialize($connection, 5)
                $connection | Get-Member -Force | Out-String -Width 999
                $connection | ConvertTo-TGRow | ConvertTo-Csv
            ) -join "`n"
            foreach ($form in Get-TGKeyForm $key) {
                $shown | Should -Not -Match ([regex]::Escape($form))
            }
        }
    }

    Context 'The server' {
        It 'is known by its region' -ForEach @(
            @{ Region = 'US'; HostName = 'panacea.threatgrid.com' }
            @{ Region = 'EU'; HostName = 'panacea.threatgrid.eu' }
            @{ Region = 'CA'; HostName = 'panacea.threatgrid.ca' }
            @{ Region = 'AU'; HostName = 'panacea.threatgrid.com.au' }
        ) {
            $connection = Connect-TGServer -Region $Region -ApiKey $secret -SkipConnectionCheck
            $connection.Server | Should -Be "https://$HostName/"
            $connection.Name | Should -Be $HostName
        }

        It '<Text> becomes <Uri>' -ForEach @(
            @{ Text = 'appliance.example'; Uri = 'https://appliance.example/' }
            @{ Text = 'appliance.example:8443'; Uri = 'https://appliance.example:8443/' }
            @{ Text = 'https://appliance.example/mask/'; Uri = 'https://appliance.example/' }
            @{ Text = '192.168.0.1'; Uri = 'https://192.168.0.1/' }
        ) {
            (Connect-TGServer $Text -ApiKey $secret -SkipConnectionCheck).Server | Should -Be $Uri
        }

        It 'refuses <Text>' -ForEach @(@{ Text = 'not a server' }, @{ Text = 'ftp://x.example' }, @{ Text = 'https://user:pass@x.example' }) {
            { Connect-TGServer $Text -ApiKey $secret } | Should -Throw -ErrorId 'InvalidArgument,*'
        }

        It 'does not repeat a key in the wrong place' {
            foreach ($line in { Connect-TGServer $key }, { Connect-TGServer -Region $key -ApiKey $secret }) {
                $problem = $null
                try { & $line } catch { $problem = $_ }
                $problem | Should -Not -BeNullOrEmpty
                ($problem | Get-TGErrorText | Out-String) | Should -Not -Match $key
            }
        }

        It 'unknown: the error names it, at once' {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            { Connect-TGServer no-such-host.invalid -ApiKey $secret } | Should -Throw -ErrorId 'ConnectionFailed,*' -ExpectedMessage '*no-such-host.invalid*'
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 20
        }

        It 'refusing: the error names host and port' {
            { Connect-TGServer http://127.0.0.1:9 -ApiKey $secret -MaximumRetryCount 1 @quick } | Should -Throw -ErrorId 'ConnectionFailed,*' -ExpectedMessage '*127.0.0.1:9*'
        }

        It 'answering HTML is no API' {
            Add-TGEmulatorFault $emulator @{ path = 'whoami'; action = 'html'; times = 0 }
            { Connect-TGServer $emulator.Uri -ApiKey $secret -MaximumRetryCount 0 } | Should -Throw -ErrorId 'UnexpectedAnswer,*' -ExpectedMessage '*web page*'
        }

        It 'warns of a connection that is not encrypted' {
            $null = Connect-TGServer http://appliance.example -ApiKey $secret -SkipConnectionCheck -WarningVariable w -WarningAction SilentlyContinue
            "$w" | Should -Match 'not encrypted'
        }
    }

    Context 'Environment' {
        It 'is used without a word when both variables are set' {
            $result = Invoke-TGChild '(Get-TGIocFeed Ip -Last 1h -First 2).Count; (Get-TGConnection).Count' -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }
            $result.Output | Should -Be @('2', '1')
        }

        It 'gives the server when only the key is given (Get-Secret tg | Connect-TGServer)' {
            $result = Invoke-TGChild '(ConvertTo-SecureString $env:MY_KEY -AsPlainText -Force | Connect-TGServer).Login' -Environment @{ MY_KEY = $key; TG_API_KEY = ''; TG_SERVER = $emulator.Uri }
            $result.Output | Should -Be analyst1
        }

        It 'with one of the two is an error that names the other' {
            $result = Invoke-TGChild 'Get-TGIocFeed Ip' -Environment @{ TG_API_KEY = $key; TG_SERVER = '' }
            $result.Text | Should -Match 'TG_SERVER'
            $result.ExitCode | Should -Be 1
        }

        It 'and no connection: one error that says what to type' {
            $result = Invoke-TGChild 'Get-TGIocFeed Ip' -Environment @{ TG_API_KEY = ''; TG_SERVER = '' }
            $result.Text | Should -Match 'There is no connection'
            $result.Text | Should -Match 'Connect-TGServer -Region EU'
            $result.ExitCode | Should -Be 1
        }
    }

    Context 'TLS (L3, L4, L5)' {
        It 'refuses <Name>, and says why' -ForEach @(
            @{ Name = 'an unknown authority'; Property = 'TlsUri'; Says = '.' }
            @{ Name = 'a self-signed certificate'; Property = 'TlsSelfSignedUri'; Says = '.' }
            @{ Name = 'an expired one'; Property = 'TlsExpiredUri'; Says = '.' }
            @{ Name = 'one for another name'; Property = 'TlsWrongNameUri'; Says = 'elsewhere.example' }
        ) {
            { Connect-TGServer $emulator.$Property -ApiKey $secret } | Should -Throw -ErrorId 'CertificateNotTrusted,*' -ExpectedMessage "*$($Says.Trim('.'))*"
            Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
        }

        It 'takes the authority of a file, and still checks name and expiry' {
            (Connect-TGServer $emulator.TlsUri -ApiKey $secret -CertificateAuthority $emulator.CaFile).Login | Should -Be analyst1
            { Connect-TGServer $emulator.TlsExpiredUri -ApiKey $secret -CertificateAuthority $emulator.CaFile } | Should -Throw -ErrorId 'CertificateNotTrusted,*'
            { Connect-TGServer $emulator.TlsWrongNameUri -ApiKey $secret -CertificateAuthority $emulator.CaFile } | Should -Throw -ErrorId 'CertificateNotTrusted,*'
            { Connect-TGServer $emulator.TlsSelfSignedUri -ApiKey $secret -CertificateAuthority $emulator.CaFile } | Should -Throw -ErrorId 'CertificateNotTrusted,*'
        }

        It 'takes a pinned thumbprint, and no other' {
            (Connect-TGServer $emulator.TlsSelfSignedUri -ApiKey $secret -CertificateThumbprint $emulator.SelfSignedThumbprint).Login | Should -Be analyst1
            $pretty = ($emulator.SelfSignedThumbprint -replace '(..)', '$1:').TrimEnd(':').ToLowerInvariant()
            (Connect-TGServer $emulator.TlsSelfSignedUri -ApiKey $secret -CertificateThumbprint $pretty).Login | Should -Be analyst1
            { Connect-TGServer $emulator.TlsUri -ApiKey $secret -CertificateThumbprint $emulator.SelfSignedThumbprint } | Should -Throw -ErrorId 'CertificateNotTrusted,*' -ExpectedMessage '*pinned*'
        }

        It 'skips the check when told so, and warns every time' {
            $connection = Connect-TGServer $emulator.TlsSelfSignedUri -ApiKey $secret -SkipCertificateCheck -WarningVariable w -WarningAction SilentlyContinue
            "$w" | Should -Match 'not checked'
            $null = Get-TGIocFeed Ip -Last 1h -First 1 -Connection $connection -WarningVariable w2 -WarningAction SilentlyContinue
            "$w2" | Should -Match 'not checked'
        }

        It 'refuses a thumbprint or a file that is none' {
            { Connect-TGServer $emulator.TlsUri -ApiKey $secret -CertificateThumbprint abc } | Should -Throw -ErrorId 'InvalidArgument,*'
            { Connect-TGServer $emulator.TlsUri -ApiKey $secret -CertificateAuthority TestDrive:/none.pem } | Should -Throw -ErrorId 'InvalidArgument,*'
        }
    }

    Context 'Proxy (L6, L8)' {
        BeforeAll {
            # Loopback is never sent to a proxy by .NET, unless the proxy is given.
            $proxyLogOn = [pscredential]::new('proxyuser', (ConvertTo-SecureString proxypass -AsPlainText -Force))
        }

        It 'without a log-on is an error of its own' {
            { Connect-TGServer $emulator.Uri -ApiKey $secret -Proxy $emulator.ProxyUri } | Should -Throw -ErrorId 'ProxyAuthenticationRequired,*' -ExpectedMessage '*407*'
            { Connect-TGServer $emulator.TlsUri -ApiKey $secret -Proxy $emulator.ProxyUri -CertificateAuthority $emulator.CaFile } | Should -Throw -ErrorId 'ProxyAuthenticationRequired,*'
        }

        It 'is passed with a log-on, plain and TLS' {
            (Connect-TGServer $emulator.Uri -ApiKey $secret -Proxy $emulator.ProxyUri -ProxyCredential $proxyLogOn).Login | Should -Be analyst1
            (Connect-TGServer $emulator.TlsUri -ApiKey $secret -Proxy $emulator.ProxyUri -ProxyCredential $proxyLogOn -CertificateAuthority $emulator.CaFile).Login | Should -Be analyst1
            (Get-TGEmulatorProxyRequest $emulator) -join ' ' | Should -Match 'CONNECT localhost'
            (Get-TGEmulatorProxyRequest $emulator) -join ' ' | Should -Not -Match $key
        }
    }

    Context 'Several connections' {
        It 'keeps them by name; the last one is the default unless told otherwise' {
            $null = Connect-TGServer $emulator.Uri -ApiKey $secret -Name one
            $null = Connect-TGServer $emulator.Uri -ApiKey $secret -Name two -NotDefault
            (Get-TGConnection).Name | Should -Be @('one', 'two')
            (Get-TGConnection | Where-Object IsDefault).Name | Should -Be one
            (Get-TGConnection t*).Name | Should -Be two
            Get-TGConnection nobody -ErrorAction SilentlyContinue -ErrorVariable e | Should -BeNullOrEmpty
            $e[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionNotFound,*'
            Disconnect-TGServer one
            (Get-TGConnection).Name | Should -Be two
            Disconnect-TGServer nobody -ErrorAction SilentlyContinue -ErrorVariable e2
            $e2[0].FullyQualifiedErrorId | Should -BeLike 'ConnectionNotFound,*'
        }

        It 'shares none between runspaces' {
            $null = Connect-TGServer $emulator.Uri -ApiKey $secret
            $path = "$root/out/ThreatGrid/ThreatGrid.psd1"
            1 | ForEach-Object -Parallel { Import-Module $using:path; @(Get-TGConnection).Count } | Should -Be 0
        }
    }
}

Describe 'Test-TGConnection' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $null = Connect-TGServer $emulator.Uri -ApiKey $secret -MaximumRetryCount 0
    }

    It 'tells who I am, how far the server is, and what its clock says' {
        $status = Test-TGConnection
        $status | Should -BeOfType ThreatGrid.ConnectionStatus
        $status.Success | Should -BeTrue
        "$($status.Login) $($status.Role) $($status.OrganizationId) $($status.UserName) $($status.Email)" | Should -Be 'analyst1 org-admin 77 Analyst One analyst@example.com'
        $status.Latency.TotalMilliseconds | Should -BeGreaterThan 0
        $status.ClockSkew.Duration().TotalSeconds | Should -BeLessThan 3
    }

    It 'measures a clock that is off' {
        Set-TGEmulatorSetting $emulator @{ dateSkewSeconds = -3600 }
        (Test-TGConnection -WarningAction SilentlyContinue).ClockSkew.TotalMinutes | Should -BeLessThan -58
    }

    It 'says what is wrong, without an error' {
        Add-TGEmulatorFault $emulator @{ path = 'whoami'; status = 500; body = 'x'; times = 0 }
        $status = Test-TGConnection -ErrorVariable problems
        $problems | Should -BeNullOrEmpty
        $status.Success | Should -BeFalse
        $status.Problem | Should -Match '500'
    }

    It 'tests several' {
        $null = Connect-TGServer $emulator.Uri -ApiKey $secret -Name other -NotDefault
        (Test-TGConnection -Connection 127.0.0.1, other).Connection | Should -Be @('127.0.0.1', 'other')
        (Get-TGConnection | Test-TGConnection).Connection | Should -Be @('127.0.0.1', 'other')
    }
}
