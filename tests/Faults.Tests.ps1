# Every command that talks to a server meets every fault. What comes of it is the right answer after another try, or a documented error;
# never a hang, never a part taken for the whole, never a change made twice, never a file or a connection left over.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    $commands = & "$root/tests/Shared/Calls.ps1" | ForEach-Object { @{ Call = $_; Name = $_.Name } }

    # Each request fails so once, and is well after that.
    $passing = @(
        @{ Fault = '500 with a page'; Set = @{ status = 500; contentType = 'text/html'; body = '<html>It broke</html>' }; Ids = @('ServerError') }
        @{ Fault = '502 without a body'; Set = @{ status = 502; body = '' }; Ids = @('ServerError') }
        @{ Fault = '503 that says how long to wait'; Set = @{ status = 503; body = ''; headers = @{ 'Retry-After' = '0' } }; Ids = @('ServerError') }
        @{ Fault = '429 that says how long to wait'; Set = @{ status = 429; body = ''; headers = @{ 'Retry-After' = '0' } }; Ids = @() }
        @{ Fault = 'a reset before the work'; Set = @{ action = 'resetBefore' }; Ids = @('ConnectionFailed') }
        @{ Fault = 'a reset after the work'; Set = @{ action = 'resetAfter' }; Ids = @('ConnectionFailed') }
        @{ Fault = 'an answer that breaks off'; Set = @{ action = 'truncate'; bytes = 20 }; Ids = @('ConnectionFailed') }
        @{ Fault = 'a cut answer that says it is whole'; Set = @{ action = 'truncateChunked'; bytes = 20 }; Ids = @('UnexpectedAnswer') }
        @{ Fault = 'an empty answer'; Set = @{ action = 'empty' }; Ids = @('UnexpectedAnswer', 'NotFound') }
        @{ Fault = 'a length that is too large'; Set = @{ action = 'wrongLength' }; Ids = @('ConnectionFailed') }
        @{ Fault = 'compression that is broken'; Set = @{ action = 'brokenGzip' }; Ids = @('ConnectionFailed') }
    )

    # Each request fails so, always.
    $lasting = @(
        @{ Fault = '400'; Set = @{ status = 400; body = '{"error":{"message":"Bad thing","code":400}}' }; Ids = @('InvalidRequest') }
        @{ Fault = '401'; Set = @{ status = 401; body = '{"error":"API key could not be determined"}' }; Ids = @('AuthenticationFailed') }
        @{ Fault = '403 without a body'; Set = @{ status = 403; body = '' }; Ids = @('PermissionDenied') }
        @{ Fault = '404'; Set = @{ status = 404; body = '' }; Ids = @('NotFound', 'UnknownEntity') }
        @{ Fault = '405'; Set = @{ status = 405; body = '' }; Ids = @('InvalidRequest') }
        @{ Fault = '409'; Set = @{ status = 409; body = 'x' }; Ids = @('InvalidRequest') }
        @{ Fault = '418, which nobody expects'; Set = @{ status = 418; body = '{' }; Ids = @('InvalidRequest') }
        @{ Fault = '429 for a day'; Set = @{ status = 429; body = ''; headers = @{ 'Retry-After' = '86400' } }; Ids = @('QuotaExceeded') }
        @{ Fault = '500'; Set = @{ status = 500; body = '{"error":{"message":"It broke","code":500}}' }; Ids = @('ServerError') }
        @{ Fault = '504 with a cut page'; Set = @{ status = 504; contentType = 'text/html'; body = '<html>x' }; Ids = @('ServerError') }
        @{ Fault = 'a log-on page'; Set = @{ action = 'html' }; Ids = @('UnexpectedAnswer') }
        @{ Fault = 'nothing'; Set = @{ action = 'empty' }; Ids = @('UnexpectedAnswer') }
        @{ Fault = 'an object without a member'; Set = @{ status = 200; body = '{}' }; Ids = @('UnexpectedAnswer', 'UnprotectedMalware') }
        @{ Fault = 'a cut answer that says it is whole'; Set = @{ action = 'truncateChunked'; bytes = 20 }; Ids = @('UnexpectedAnswer') }
        @{ Fault = 'an answer that breaks off'; Set = @{ action = 'truncate'; bytes = 20 }; Ids = @('ConnectionFailed') }
        @{ Fault = 'a reset'; Set = @{ action = 'resetBefore' }; Ids = @('ConnectionFailed') }
        @{ Fault = 'a length that is too large'; Set = @{ action = 'wrongLength' }; Ids = @('ConnectionFailed') }
        @{ Fault = 'compression that is broken'; Set = @{ action = 'brokenGzip' }; Ids = @('ConnectionFailed') }
        @{ Fault = 'a redirect to itself'; Set = @{ action = 'redirect'; location = '/api/v2/samples' }; Ids = @('RedirectRefused') }
        @{ Fault = 'a redirect to another host'; Set = @{ action = 'redirect'; status = 307; location = 'https://127.0.0.2:9/x' }; Ids = @('RedirectRefused') }
        @{ Fault = 'a redirect without encryption'; Set = @{ action = 'redirect'; status = 301; location = 'http://localhost:9/x' }; Ids = @('RedirectRefused') }
    )

    # The ways to a server that are no ways.
    $ways = @(
        @{ Way = 'a self-signed certificate'; Ids = @('CertificateNotTrusted') }
        @{ Way = 'an expired certificate'; Ids = @('CertificateNotTrusted') }
        @{ Way = 'a certificate of another name'; Ids = @('CertificateNotTrusted') }
        @{ Way = 'a proxy that wants a log-on'; Ids = @('ProxyAuthenticationRequired') }
        @{ Way = 'a proxy that is not there'; Ids = @('ConnectionFailed') }
        @{ Way = 'a port that nobody listens at'; Ids = @('ConnectionFailed') }
        @{ Way = 'a host that has no address'; Ids = @('ConnectionFailed') }
    )
    $silences = @(
        @{ Silence = 'before the answer'; Set = @{ action = 'hang' } }
        @{ Silence = 'in the middle of the answer'; Set = @{ action = 'stall'; bytes = 1 } }
        @{ Silence = 'after the work'; Set = @{ action = 'hangAfter' } }
    )
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--now', '2026-03-10T12:00:00Z', '--frozen', '--rows-per-hour', '20', '--tls', '--proxy'
    Import-Module "$PSScriptRoot/Shared/Faults.psm1"
    $env:TG_API_KEY = $key
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    $settings = @{ ApiKey = $secret; TimeoutSec = 1; RetryInterval = [timespan]::FromMilliseconds(1); MaximumRetryCount = 2; WarningAction = 'Ignore' }
    Connect-TGServer $emulator.Uri @settings | Out-Null
    $place = Get-TGCallPlace $emulator "$TestDrive/call"
    $place.Values | Should -Not -Contain $null

    # Where a status or an answer means something else than failure, which the help says.
    $meanings = @{
        'Add-TGContext'       = @{ '404' = 'the row says that the value is not known' }
        'Get-TGSampleWarning' = @{ 'nothing' = 'the file has one warning a line, and none is none'; 'an object without a member' = 'a warning that says nothing' }
        'Invoke-TGApi'        = @{ 'nothing' = 'what comes is given as it is'; 'an object without a member' = 'what comes is given as it is' }
        'Save-TGCuratedFeed'  = @{ 'an object without a member' = 'files are kept as they came' }
        'Save-TGSampleItem'   = @{ 'an object without a member' = 'files are kept as they came' }
    }

    # A change is done when the server says so with its status; what else it answers is not on record.
    $saidByStatus = 'nothing', 'an object without a member', 'a cut answer that says it is whole', 'an empty answer'

    function Assert-Failed($Result, $Call, [string[]] $Ids, $Whole) {
        if ($Call.Name -eq 'Test-TGConnection') {
            $Result.Objects | Should -HaveCount 1
            ($Result.Objects[0] | ConvertFrom-Json).Success | Should -BeFalse
            ($Result.Objects[0] | ConvertFrom-Json).Problem | Should -Not -BeNullOrEmpty
            return
        }

        # Nobody can tell whether a file was taken whose answer was lost, and saying so is the right answer.
        $documented = $Call.Name -eq 'Submit-TGSample' ? $Ids + 'SubmissionStateUnknown' : $Ids
        $Result.Errors | Should -Not -BeNullOrEmpty -Because "$($Result.Name) must not take this for an answer: $($Result.Objects)"
        foreach ($id in $Result.Errors) { $documented | Should -Contain $id }
        if ($Call.Name -ne 'Add-TGContext') {
            foreach ($object in $Result.Objects) { $Whole.Objects | Should -Contain $object -Because 'it is of no whole answer' }
        }

        foreach ($file in $Result.Files | Where-Object { $_ -notlike '*.lock *' }) { $Whole.Files | Should -Contain $file -Because 'it is left over' }
    }

    # As many requests with a body of one kind as there may be: one that was carried out, however often it was tried.
    function Get-Change($Emulator) {
        @(Get-TGEmulatorRequest $Emulator | Where-Object Method -EQ POST)
    }
}

AfterAll {
    Remove-Item Env:TG_API_KEY
    Stop-TGEmulator $emulator
}

Describe '<Name> meets' -ForEach $commands {
    BeforeAll {
        Reset-TGCall $emulator $Call $place
        $whole = Invoke-TGCall $Call $place
        $whole.Errors | Should -BeNullOrEmpty
    }

    It 'once: <Fault>' -ForEach $passing {
        Reset-TGCall $emulator $Call $place -Fault (@{ path = '/api/'; each = $true } + $Set)
        $result = Invoke-TGCall $Call $place
        $result.Elapsed.TotalSeconds | Should -BeLessThan 10
        if ($result.Errors -and -not $Call.IsChange) {
            # What comes as it is, and bare archives, have nothing to be told by that they are cut.
            $Call.Name | Should -BeIn 'Invoke-TGApi', 'Get-TGSampleWarning', 'Save-TGArtifact', 'Save-TGSampleItem'
        }

        if ($result.Errors) {
            Assert-Failed $result $Call $Ids $whole
        }
        elseif ($Fault -ne 'an empty answer' -or $Call.Name -notin 'Invoke-TGApi', 'Get-TGSampleWarning') {
            Compare-TGCall $result $whole | Should -BeNullOrEmpty
        }

        if ($Fault -eq 'a reset after the work' -and $Call.IsChange -and $Call.Name -ne 'Add-TGTag') {
            Get-Change $emulator | Group-Object Path | ForEach-Object { $_.Count | Should -Be 1 -Because 'a change whose answer was lost is not made again' }
        }
    }

    It 'always: <Fault>' -ForEach $lasting {
        Reset-TGCall $emulator $Call $place -Fault (@{ path = '/api/'; times = 0 } + $Set)
        $result = Invoke-TGCall $Call $place
        $result.Elapsed.TotalSeconds | Should -BeLessThan 10
        if ($meanings[$Call.Name] -and $meanings[$Call.Name][$Fault] -or ($Call.IsChange -and $Fault -in $saidByStatus -and -not $result.Errors)) {
            $result.Errors | Where-Object { $_ -notin $Ids } | Should -BeNullOrEmpty
        }
        elseif ($Call.Name -eq 'Remove-TGTag' -and -not $result.Errors) {
            # The first request was carried out, and the second found nothing to remove: that proves it.
            Clear-TGEmulatorFault $emulator
            Get-TGTag -Ip 198.51.100.205 3>$null | Should -BeNullOrEmpty
        }
        else {
            Assert-Failed $result $Call $Ids $whole
        }
    }

    It 'a slow line, a clock that is wrong, and compression, and is right' {
        Reset-TGCall $emulator $Call $place -Setting @{ gzip = $true; dateSkewSeconds = -86400 } -Fault @{ path = '/api/'; times = 0; action = 'slow'; bytesPerSecond = 400000 }
        $result = Invoke-TGCall $Call $place
        $result.Errors | Should -BeNullOrEmpty
        if ($Call.Name -notin 'Sync-TGFeed', 'Find-TGSample', 'Get-TGSample') {
            # What asks for the last hours asks for others where the server has another day.
            Compare-TGCall $result $whole | Should -BeNullOrEmpty
        }

        # The connection follows the server's clock, and is to do so for the next command.
        Reset-TGEmulator $emulator
        Test-TGConnection 3>$null | Out-Null
    }
}

Describe 'Every command meets silence <Silence>, and does not wait for ever' -ForEach $silences {
    BeforeAll {
        $calls = @(& "$PSScriptRoot/Shared/Calls.ps1")
        Reset-TGEmulator $emulator
        Add-TGEmulatorFault $emulator (@{ path = '/api/'; times = 0 } + $Set)
        $shared = @{ Root = $root; Uri = $emulator.Uri; Key = $key; Place = $place; Drive = "$TestDrive" }

        # Side by side, since all they do is wait.
        $results = $calls | ForEach-Object -ThrottleLimit 16 -Parallel {
            $shared = $using:shared
            Import-Module "$($shared.Root)/out/ThreatGrid/ThreatGrid.psd1", "$($shared.Root)/tests/Shared/Faults.psm1"
            Connect-TGServer $shared.Uri -ApiKey (ConvertTo-SecureString $shared.Key -AsPlainText -Force) -TimeoutSec 1 -RetryInterval 00:00:00.001 -MaximumRetryCount 1 -SkipConnectionCheck -WarningAction Ignore | Out-Null
            $place = $shared.Place.Clone()
            $place.folder = Join-Path $shared.Drive "silent-$($_.Name)"
            $place.file = Join-Path $place.folder 'sample.bin'
            $null = New-Item -ItemType Directory $place.folder -Force
            Set-Content -LiteralPath $place.file -Value 'A harmless text.'
            Invoke-TGCall $_ $place
        }
    }

    AfterAll {
        Reset-TGEmulator $emulator
    }

    It 'all of them' {
        $results.Name | Sort-Object | Should -Be ($calls.Name | Sort-Object)
        $nothing = [pscustomobject]@{ Objects = @(); Files = @() }
        $changes = @($calls | Where-Object IsChange).Name
        foreach ($result in $results) {
            if ($result.Errors -or $result.Name -notin $changes -or $Silence -ne 'in the middle of the answer') {
                # An answer without a body has no middle.
                Assert-Failed $result $result @('Timeout') $nothing
            }

            $result.Elapsed.TotalSeconds | Should -BeLessThan 20 -Because "$($result.Name) waits twice for a second, and for each of its requests"
        }
    }
}

Describe 'Every command meets <Way>' -ForEach $ways {
    BeforeAll {
        $calls = @(& "$PSScriptRoot/Shared/Calls.ps1")
        $server, $more = switch ($Way) {
            'a self-signed certificate' { $emulator.TlsSelfSignedUri, @{} }
            'an expired certificate' { $emulator.TlsExpiredUri, @{} }
            'a certificate of another name' { $emulator.TlsWrongNameUri, @{} }
            'a proxy that wants a log-on' { 'http://threatgrid.invalid/', @{ Proxy = $emulator.ProxyUri } }
            'a proxy that is not there' { 'http://threatgrid.invalid/', @{ Proxy = 'http://127.0.0.1:9/' } }
            'a port that nobody listens at' { 'http://127.0.0.1:9/', @{} }
            default { 'http://threatgrid.invalid/', @{} }
        }
        $fast = $settings.Clone()
        $fast.MaximumRetryCount = 0
        $fast.TimeoutSec = 5
        $other = Connect-TGServer $server @fast @more -SkipConnectionCheck
        $elsewhere = $place.Clone()
        $elsewhere.uri = $server
    }

    AfterAll {
        $other | Disconnect-TGServer
        Connect-TGServer $emulator.Uri @settings | Out-Null
    }

    It 'and says so' {
        $nothing = [pscustomobject]@{ Objects = @(); Files = @() }
        foreach ($call in $calls) {
            Reset-TGCall $emulator $call $place -SkipServer
            $line = $call.PSObject.Copy()
            if ($call.Name -eq 'Connect-TGServer' -and $more.Proxy) { $line.Line += " -Proxy $($more.Proxy)" }
            $result = Invoke-TGCall $line $elsewhere
            Assert-Failed $result $call $Ids $nothing
            $result.Elapsed.TotalSeconds | Should -BeLessThan 10
        }
    }
}

Describe 'After all that' {
    It 'no connection to the server is left' {
        Get-TGConnection | Disconnect-TGServer
        $port = ([uri]$emulator.Uri).Port
        $until = [datetime]::UtcNow.AddSeconds(10)
        do {
            Start-Sleep -Milliseconds 200
            $open = @([System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections() | Where-Object { $_.RemoteEndPoint.Port -eq $port -and $_.State -eq 'Established' })
        } while ($open -and [datetime]::UtcNow -lt $until)

        # The tests themselves talk to the emulator over connections that are kept.
        $open.Count | Should -BeLessThan 10
    }
}
