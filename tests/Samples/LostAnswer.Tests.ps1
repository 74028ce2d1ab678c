# Did the upload arrive or not (case 08)? Never two samples out of one file, and never one of 0 bytes.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    $content = [byte[]]::new(262144)
    for ($i = 0; $i -lt $content.Length; $i++) { $content[$i] = (7 * $i + 13) % 256 }
    $sha256 = '549ae899aafab0b6333caf4d4aefb1405dd7f37f5a3fe8c3394a51794f98534c'

    function Connect-Now([string] $Interval = '00:00:00.050', [hashtable] $With = @{}) {
        Get-TGConnection | Disconnect-TGServer
        Connect-TGServer $emulator.Uri -ApiKey $secret -RetryInterval $Interval @With | Out-Null
        Clear-TGEmulatorRequest $emulator
    }

    function Get-Post { @(Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/api/v2/samples' }) }

    function Add-PostFault([hashtable] $Fault) { Add-TGEmulatorFault $emulator (@{ path = '/api/v2/samples$'; method = 'POST' } + $Fault) }

    # What the server has of this content.
    function Get-Stored { @(Invoke-TGApi '/api/v2/search/submissions' -Query @{ q = $sha256 } | ForEach-Object items | Where-Object { $_.item.sha256 -eq $sha256 }) }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'A submission whose answer is lost' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $path = Join-Path $TestDrive 'twice.bin'
        [IO.File]::WriteAllBytes($path, $content)
        Connect-Now
    }

    AfterEach {
        (Get-Post | Where-Object { $_.File -and $_.File.Length -eq 0 }) | Should -BeNullOrEmpty
        Get-TGEmulatorRequest $emulator | Where-Object { $_.File } | ForEach-Object { $_.File.Sha256 | Should -Be $sha256 }
    }

    It 'a: 429 is no doubt: the same file goes again' {
        Add-PostFault @{ status = 429; headers = @{ 'Retry-After' = '1' }; body = '{}' }
        $result = Submit-TGSample $path
        $result.Result | Should -Be New
        $posts = Get-Post
        $posts | Should -HaveCount 2
        $posts[1].File.Length | Should -Be 262144
        Get-TGEmulatorRequest $emulator | Where-Object Path -Match search | Should -BeNullOrEmpty
        Get-Stored | Should -HaveCount 1
    }

    It 'b: 503 and not there: once more' {
        Add-PostFault @{ status = 503; body = 'busy' }
        (Submit-TGSample $path).Result | Should -Be New
        Get-Post | Should -HaveCount 2
        @(Get-TGEmulatorRequest $emulator | Where-Object Path -Match search).Count | Should -BeGreaterThan 2
        Get-Stored | Should -HaveCount 1
    }

    It 'c: taken, then 503: it is found' {
        Add-PostFault @{ action = 'answerAfter'; status = 503; body = 'busy' }
        $result = Submit-TGSample $path
        $result.Result | Should -Be Recovered
        $result.SampleId | Should -Be (Get-Stored)[0].item.sample
        $result.Sha256 | Should -Be $sha256
        Get-Post | Should -HaveCount 1
    }

    It 'd: taken, then the connection breaks: it is found' {
        Add-PostFault @{ action = 'resetAfter' }
        (Submit-TGSample $path).Result | Should -Be Recovered
        Get-Post | Should -HaveCount 1
        Get-Stored | Should -HaveCount 1
    }

    It 'e: taken, then silence: it is found' {
        Connect-Now -With @{ Timeout = '2s' }
        Add-PostFault @{ action = 'hangAfter' }
        (Submit-TGSample $path).Result | Should -Be Recovered
        Get-Post | Should -HaveCount 1
        Get-Stored | Should -HaveCount 1
    }

    It 'f: broken half-way: the whole file goes again from its first byte' {
        Add-PostFault @{ action = 'resetMidBody'; bytes = 131072 }
        (Submit-TGSample $path).Result | Should -Be New
        Get-Post | Should -HaveCount 2
        (Get-Post)[-1].File.Length | Should -Be 262144
        Get-Stored | Should -HaveCount 1
    }

    It 'g: taken, but seen in the search only later: the look-ups go on for half a minute' {
        Connect-Now -Interval '00:00:00.200'
        Set-TGEmulatorSetting $emulator @{ searchLagSeconds = 4 }
        Add-PostFault @{ action = 'answerAfter'; status = 503; body = 'busy' }
        (Submit-TGSample $path).Result | Should -Be Recovered
        Get-Post | Should -HaveCount 1
    }

    It 'h: taken, and the search fails: nothing is sent again, and a script can sort it out' {
        Connect-Now -With @{ MaximumRetryCount = 1 }
        Add-PostFault @{ action = 'answerAfter'; status = 503; body = 'busy' }
        Add-TGEmulatorFault $emulator @{ path = 'search'; times = 0; status = 500; body = '{}' }
        Submit-TGSample $path -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $state = $failed[-1]
        $state.FullyQualifiedErrorId | Should -Be 'SubmissionStateUnknown,ThreatGrid.PowerShell.Samples.SubmitTGSampleCommand'
        $state.CategoryInfo.Category | Should -BeIn OperationTimeout, InvalidResult
        $state.TargetObject | Should -Be $path
        $state.Exception.Path | Should -Be $path
        $state.Exception.Sha256 | Should -Be $sha256
        Get-Post | Should -HaveCount 1
    }

    It 'i: the same file of yesterday is not taken for it' {
        Set-TGEmulatorClock $emulator @{ now = [datetime]::UtcNow.AddDays(-1).ToString('yyyy-MM-ddTHH:mm:ssZ') }
        Connect-Now
        $yesterday = Submit-TGSample $path
        Set-TGEmulatorClock $emulator @{ now = [datetime]::UtcNow.ToString('yyyy-MM-ddTHH:mm:ssZ') }
        Connect-Now
        Add-PostFault @{ status = 503; body = 'busy' }
        $today = Submit-TGSample $path
        $today.Result | Should -Be New
        $today.SampleId | Should -Not -Be $yesterday.SampleId
        Get-Stored | Should -HaveCount 2
    }

    It 'of two of the same content at once, both are found' {
        $copy = Join-Path $TestDrive 'copy.bin'
        [IO.File]::WriteAllBytes($copy, $content)
        Add-PostFault @{ action = 'answerAfter'; status = 503; body = 'busy'; times = 2 }
        $results = $path, $copy | Submit-TGSample -ThrottleLimit 2
        $results.Result | Should -Be @('Recovered', 'Recovered')
        $results.SampleId | Select-Object -Unique | Should -HaveCount 2
        Get-Post | Should -HaveCount 2
    }

    It 'the same content submitted a moment before by another command is not taken for it' {
        $first = Submit-TGSample $path
        Add-PostFault @{ action = 'answerAfter'; status = 503; body = 'busy' }
        $second = Submit-TGSample $path
        $second.Result | Should -Be Recovered
        $second.SampleId | Should -Not -Be $first.SampleId
    }

    It 'a URL has no hash: it is ambiguous, and not sent again' {
        Add-PostFault @{ status = 503; body = 'busy' }
        $result = Submit-TGSample -Url https://mal.example/lost -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.Result | Should -Be Ambiguous
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'SubmissionStateUnknown,*'
        "$($failed[-1])" | Should -Match 'cannot be told'
        Get-Post | Should -HaveCount 1
    }
}
