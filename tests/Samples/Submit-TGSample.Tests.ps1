BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    $secret = ConvertTo-SecureString $key -AsPlainText -Force

    function Connect-Now([hashtable] $With = @{}) {
        Connect-TGServer $emulator.Uri -ApiKey $secret -RetryInterval 00:00:00.010 @With | Out-Null
        Clear-TGEmulatorRequest $emulator
    }

    function Get-Post { @(Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/api/v2/samples' }) }

    function New-TestFile([string] $Name, [string] $Content = [guid]::NewGuid()) {
        $path = Join-Path $TestDrive $Name
        [IO.File]::WriteAllText($path, $Content)
        $path
    }

    function Get-Sha256([string] $Path) { (Get-FileHash -LiteralPath $Path -Algorithm SHA256).Hash.ToLowerInvariant() }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Submit-TGSample' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Get-TGConnection | Disconnect-TGServer
        Connect-Now
    }

    Context 'A file' {
        It 'is sent private, with its name only, and the result says what became of it' {
            $path = New-TestFile invoice.docm
            $result = Submit-TGSample $path
            $result | Should -BeOfType ThreatGrid.SampleSubmission
            $result.Result | Should -Be New
            $result.Input | Should -Be $path
            $result.FileName | Should -Be invoice.docm
            $result.Size | Should -Be (Get-Item $path).Length
            $result.Sha256 | Should -Be (Get-Sha256 $path)
            $result.Sha1 | Should -Match '^[0-9a-f]{40}$'
            $result.Md5 | Should -Match '^[0-9a-f]{32}$'
            $result.SampleId | Should -Match '^[0-9a-f]{32}$'
            $result.SubmissionId | Should -BeGreaterThan 0
            $result.State | Should -Be wait
            $result.IsPrivate | Should -BeTrue
            $result.SampleLink | Should -Be "$($emulator.Uri)mask/samples/$($result.SampleId)"
            $post = Get-Post
            $post | Should -HaveCount 1
            $post.Form.private | Should -Be 'true'
            $post.File.Name | Should -Be invoice.docm
            $post.File.Sha256 | Should -Be (Get-Sha256 $path)
            [long]$post.Headers.'Content-Length' | Should -BeGreaterThan (Get-Item $path).Length
            $post.Headers.PSObject.Properties.Name | Should -Not -Contain 'Transfer-Encoding'
        }

        It 'stays where and as it is' {
            $path = New-TestFile stays.bin
            $before = Get-Item $path
            Submit-TGSample $path | Out-Null
            $after = Get-Item $path
            $after.LastWriteTimeUtc | Should -Be $before.LastWriteTimeUtc
            $after.Length | Should -Be $before.Length
        }

        It 'may be open for writing elsewhere' {
            $path = New-TestFile open.bin
            $stream = [IO.File]::Open($path, 'Open', 'ReadWrite', 'ReadWrite')
            try { (Submit-TGSample $path).Result | Should -Be New } finally { $stream.Dispose() }
        }

        It 'takes all options' {
            $path = New-TestFile options.exe
            Submit-TGSample $path -Tag one, 'two words' -VirtualMachine win7-x64 -Playbook close_file -NetworkExit phl-ven -Password (ConvertTo-SecureString 'in fected' -AsPlainText -Force) -Classify -RuntimeMinutes 10 -CallbackUrl https://hook.example/done -EmailNotification -Source desk -FileName other.exe | Out-Null
            $form = (Get-Post).Form
            $form.tags | Should -Be 'one,two words'
            $form.vm | Should -Be win7-x64
            $form.playbook | Should -Be close_file
            $form.network_exit | Should -Be phl-ven
            $form.sample_password | Should -Be 'in fected'
            $form.classify | Should -Be 'true'
            $form.vm_runtime | Should -Be '10'
            $form.callback_url | Should -Be https://hook.example/done
            $form.email_notification | Should -Be 'true'
            $form.source | Should -Be desk
            (Get-Post).File.Name | Should -Be other.exe
        }

        It 'of the name <Name> arrives as it is' -ForEach @(
            @{ Name = 'Rechnung März – Ü.docm' }
            @{ Name = '請求書.pdf' }
            @{ Name = 'a "quoted" one.js' }
            @{ Name = "line`nbreak.js" }
            @{ Name = 'with [brackets] and (more).txt' }
            @{ Name = 'semi;colon=and%41.bin' }
            @{ Name = ('long' * 50) + '.bin' }
        ) {
            if ($IsWindows -and $Name -match '["\n]') { Set-ItResult -Skipped -Because 'Windows has no such names'; return }
            $path = New-TestFile $Name
            $result = Submit-TGSample -LiteralPath $path
            $result.SampleId | Should -Not -BeNullOrEmpty
            (Get-Post).File.Sha256 | Should -Be (Get-Sha256 $path)
            $result.FileName | Should -Be ($Name -replace '["\n]', '_')
        }

        It 'without a byte is refused here' {
            $path = New-TestFile empty.bin ''
            Submit-TGSample $path -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed.FullyQualifiedErrorId | Should -Be 'EmptyFile,ThreatGrid.PowerShell.Samples.SubmitTGSampleCommand'
            $failed.TargetObject | Should -Be $path
            Get-Post | Should -BeNullOrEmpty
        }

        It 'that the server changed on its way is warned of' {
            Set-TGEmulatorSetting $emulator @{ answerSha256 = 'f' * 64 }
            $path = New-TestFile changed.bin
            (Submit-TGSample $path -WarningVariable said -WarningAction SilentlyContinue).Sha256 | Should -Be (Get-Sha256 $path)
            "$said" | Should -Match 'another SHA-256'
        }
    }

    Context 'Paths' {
        It 'are wildcards, literal, and come from Get-ChildItem' {
            1..3 | ForEach-Object { $null = New-TestFile "w$_.scr" }
            $null = New-TestFile 'x[1].scr'
            (Submit-TGSample "$TestDrive/w*.scr").Input | Should -HaveCount 3
            (Submit-TGSample -LiteralPath "$TestDrive/x[1].scr").Result | Should -Be New
            (Get-ChildItem $TestDrive -Filter *.scr -File | Submit-TGSample).FileName | Should -Be @('w1.scr', 'w2.scr', 'w3.scr', 'x[1].scr')
        }

        It 'are relative to the session, not to the process' {
            $null = New-TestFile here.scr
            Push-Location $TestDrive
            try { (Submit-TGSample here.scr).Result | Should -Be New } finally { Pop-Location }
        }

        It 'that are wrong are an error each, and the others go on' {
            $good = New-TestFile good.scr
            $results = Submit-TGSample "$TestDrive/none.scr", $TestDrive, $good, 'https://mal.example/x', 'Env:/HOME' -ErrorVariable failed -ErrorAction SilentlyContinue
            $results.Input | Should -Be $good
            @($failed | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }).FullyQualifiedErrorId -replace ',.*' | Should -Be @('FileNotFound', 'InvalidArgument', 'InvalidArgument', 'InvalidArgument')
        }

        It 'are filtered by -Extension' {
            $null = New-TestFile a.exe; $null = New-TestFile b.DLL; $null = New-TestFile c.log
            (Get-ChildItem $TestDrive -File -Include a.exe, b.DLL, c.log -Recurse | Submit-TGSample -Extension exe, .dll).FileName | Should -Be @('a.exe', 'b.DLL')
        }
    }

    Context 'URLs' {
        It 'are sent as such, defanged ones too, line by line from a file' {
            $list = New-TestFile urls.txt "https://mal.example/a`nhxxp://evil[.]example/b`n`n"
            $results = Submit-TGSample -Url (Get-Content $list)
            $results.SampleId | Should -HaveCount 2
            (Get-Post).Form.url | Should -Be @('https://mal.example/a', 'http://evil.example/b')
            $results[1].Defanged | Should -Be 'hxxp://evil[.]example/b'
        }

        It 'have no hash to be known by' {
            { Submit-TGSample -Url https://mal.example/ -SkipKnown } | Should -Throw -ErrorId 'InvalidArgument,*' -ExpectedMessage '*-SkipKnown*files only*'
            { Submit-TGSample -Url https://mal.example/ -ExpandArchive } | Should -Throw -ErrorId 'InvalidArgument,*'
            Get-Post | Should -BeNullOrEmpty
        }

        It 'that are none are named' {
            Submit-TGSample -Url 'not a url' -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            "$failed" | Should -Match "'not a url' is no URL"
            Get-Post | Should -BeNullOrEmpty
        }
    }

    Context 'Public' {
        It 'goes out with -Force, and the answer is compared' {
            $result = Submit-TGSample (New-TestFile pub.bin) -Public -Force
            $result.IsPrivate | Should -BeFalse
            (Get-Post).Form.private | Should -Be 'false'
        }

        It 'is an error without a person to ask, and nothing is sent' {
            $path = New-TestFile pub2.bin
            $child = Invoke-TGChild "Submit-TGSample '$path' -Public -ErrorAction Continue; `"ok=`$?`"" -Environment @{ TG_SERVER = $emulator.Uri; TG_API_KEY = $key }
            $child.Text | Should -Match '-Force'
            Get-Post | Should -BeNullOrEmpty
        }

        It 'that the server made of a private one ends the run, with the sample in the output' {
            Set-TGEmulatorSetting $emulator @{ answerPublic = $true }
            $files = 1..3 | ForEach-Object { New-TestFile "leak$_.bin" }
            $results = [System.Collections.Generic.List[object]]::new()
            { $files | Submit-TGSample | ForEach-Object { $results.Add($_) } } | Should -Throw -ErrorId 'PrivacyMismatch,*'
            $results | Should -HaveCount 1
            $results[0].IsPrivate | Should -BeFalse
            Get-Post | Should -HaveCount 1
        }
    }

    Context 'Choices of the server' {
        It 'are checked, by name or by what the portal shows' {
            $path = New-TestFile choice.bin
            { Submit-TGSample $path -VirtualMachine win95 } | Should -Throw -ErrorId 'UnknownChoice,*' -ExpectedMessage "*no virtual machine 'win95'*"
            Get-Post | Should -BeNullOrEmpty
            (Submit-TGSample $path -VirtualMachine 'Windows 10').VirtualMachine | Should -Be win10
            (Get-Post).Form.vm | Should -Be win10
        }

        It 'are sent as typed where the list cannot be read' {
            Add-TGEmulatorFault $emulator @{ path = 'playbooks'; times = 0; status = 404; body = '{}' }
            (Submit-TGSample (New-TestFile free.bin) -Playbook my_own -WarningVariable said -WarningAction SilentlyContinue).Result | Should -Be New
            (Get-Post).Form.playbook | Should -Be my_own
            "$said" | Should -Match "playbook 'my_own'"
        }

        It 'complete from the server' {
            $line = 'Submit-TGSample x -VirtualMachine win7'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be @('win7-x64', 'win7-x64-jp')
            $line = 'Submit-TGSample x -Playbook clo'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain close_file
            $line = 'Submit-TGSample x -NetworkExit '
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain phl-ven
        }
    }

    Context 'What is known' {
        It 'is not sent again: the sample of before is given' {
            $path = New-TestFile known.bin
            $first = Submit-TGSample $path
            $second = Submit-TGSample $path -SkipKnown
            $second.Result | Should -Be Known
            $second.SampleId | Should -Be $first.SampleId
            Get-Post | Should -HaveCount 1
            (Get-TGEmulatorRequest $emulator)[-1].Parameters.q | Should -Be $first.Sha256
        }

        It 'is sent again when it is older than -KnownWithin' {
            Set-TGEmulatorClock $emulator @{ now = '2026-03-01T10:00:00Z' }
            Connect-Now
            $path = New-TestFile old.bin
            Submit-TGSample $path | Out-Null
            Set-TGEmulatorClock $emulator @{ now = '2026-03-02T11:00:00Z' }
            Connect-Now
            (Submit-TGSample $path -SkipKnown).Result | Should -Be New
            (Submit-TGSample $path -SkipKnown -KnownWithin 2d).Result | Should -Be Known
        }

        It 'is asked for within 15 minutes at least' {
            { Submit-TGSample (New-TestFile k.bin) -SkipKnown -KnownWithin 14m } | Should -Throw -ErrorId 'InvalidArgument,*'
        }

        It 'inside the run is sent once, also in parallel' {
            $files = 1..6 | ForEach-Object { New-TestFile "same$_.bin" 'the same content' }
            $results = $files | Submit-TGSample -SkipKnown -ThrottleLimit 4
            @($results | Where-Object Result -EQ New) | Should -HaveCount 1
            @($results | Where-Object Result -EQ Known) | Should -HaveCount 5
            @($results.SampleId | Select-Object -Unique) | Should -HaveCount 1
            Get-Post | Should -HaveCount 1
            $results.Input | Should -Be $files
        }

        It 'is not what only dropped the file (U9)' {
            $path = New-TestFile dropped.bin
            $hash = Get-Sha256 $path
            Add-TGEmulatorFault $emulator @{ path = 'search/submissions'; status = 200; body = "{`"api_version`":2,`"id`":1,`"data`":{`"index`":0,`"current_item_count`":1,`"items_per_page`":100,`"items`":[{`"item`":{`"sample`":`"$('a' * 32)`",`"sha256`":`"$('b' * 64)`",`"submitted_at`":`"$([datetime]::UtcNow.AddMinutes(-5).ToString('yyyy-MM-ddTHH:mm:ssZ'))`",`"state`":`"succ`"},`"matches`":[`"$hash`"]}]}}" }
            (Submit-TGSample $path -SkipKnown).Result | Should -Be New
        }
    }

    Context 'Limits' {
        It 'end a run before more is sent: -Maximum' {
            $files = 1..4 | ForEach-Object { New-TestFile "max$_.bin" }
            $results = $files | Submit-TGSample -Maximum 2 -ErrorVariable failed -ErrorAction SilentlyContinue
            $results.Result | Should -Be @('New', 'New', 'NotSubmitted', 'NotSubmitted')
            $results[2].FailureReason | Should -Match 'Maximum 2'
            $failed.FullyQualifiedErrorId | Should -Be 'SubmissionLimitReached,ThreatGrid.PowerShell.Samples.SubmitTGSampleCommand'
            Get-Post | Should -HaveCount 2
        }

        It 'of a day count what was submitted before: -DailyMaximum' {
            $files = 1..4 | ForEach-Object { New-TestFile "day$_.bin" }
            $used = @(Find-TGSample -UserOnly -Last 24h).Count
            Submit-TGSample $files[0] | Out-Null
            $results = $files | Submit-TGSample -DailyMaximum ($used + 3) -ErrorAction SilentlyContinue
            @($results | Where-Object Result -EQ New) | Should -HaveCount 2
        }

        It 'keep a part of the quota, which is read and shown: -QuotaShare' {
            Set-TGEmulatorSetting $emulator @{ userQuota = 10 }
            $files = 1..8 | ForEach-Object { New-TestFile "share$_.bin" }
            $used = 10 - [int](Invoke-TGApi /api/v3/users/analyst1/rate-limit).user.'submissions-available'
            $said = $files | Submit-TGSample -QuotaShare 50 -Verbose -ErrorAction SilentlyContinue 4>&1
            $results = $said | Where-Object { $_ -is [ThreatGrid.SampleSubmission] }
            @($results | Where-Object Result -EQ New).Count | Should -Be ([math]::Max(0, 5 - $used))
            ($said | Out-String) | Should -Match 'Quota, user: 10 samples'
        }

        It 'of the quota hold everybody back, and the run ends when the wait is too long' {
            Add-TGEmulatorFault $emulator @{ path = '/api/v2/samples$'; method = 'POST'; status = 429; headers = @{ 'Retry-After' = '86400' }; body = '{}' }
            Submit-TGSample (New-TestFile quota.bin) -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
            $failed[-1].CategoryInfo.Category | Should -Be LimitsExceeded
            $failed[-1].Exception.RetryAfter.TotalHours | Should -BeGreaterThan 23
            Get-Post | Should -HaveCount 1
        }
    }

    Context 'In parallel' {
        It 'holds all back together on a 429 (case 07)' {
            Add-TGEmulatorFault $emulator @{ path = '/api/v2/samples$'; method = 'POST'; status = 429; headers = @{ 'Retry-After' = '2' }; body = '{}' }
            $files = 1..4 | ForEach-Object { New-TestFile "gate$_.bin" }
            $results = $files | Submit-TGSample -ThrottleLimit 4
            @($results | Where-Object Result -EQ New) | Should -HaveCount 4
            $posts = Get-Post
            $refused = @($posts | Where-Object Status -EQ 429)
            $refused | Should -HaveCount 1
            $accepted = @($posts | Where-Object Status -EQ 200)
            $accepted | Should -HaveCount 4
            # Those that were on their way when it came are not called back; nobody starts in the two seconds after it.
            $gate = [datetime]$refused[0].At
            @($posts | Where-Object { $at = ([datetime]$_.At - $gate).TotalSeconds; $at -gt 0.3 -and $at -lt 1.9 }) | Should -HaveCount 0
        }

        It 'gives results in the order of the input' {
            $files = 1..20 | ForEach-Object { New-TestFile ("p{0:00}.bin" -f $_) }
            ($files | Submit-TGSample -ThrottleLimit 8).Input | Should -Be $files
            (Get-Post).File.Sha256 | Select-Object -Unique | Should -HaveCount 20
        }

        It 'stops half-way, and starts nothing more' {
            $files = 1..20 | ForEach-Object { New-TestFile "stop$_.bin" }
            $files | Submit-TGSample -ThrottleLimit 2 | Select-Object -First 2 | Should -HaveCount 2
            (Get-Post).Count | Should -BeLessThan 8
        }
    }

    Context 'With -Wait' {
        It 'gives the verdicts' {
            Set-TGEmulatorSetting $emulator @{ runSeconds = 1 }
            $files = 1..3 | ForEach-Object { New-TestFile "wait$_.exe" }
            $results = $files | Submit-TGSample -Wait -Interval ([timespan]'0:0:0.2') -Timeout 60s
            $results | Should -HaveCount 3
            $results.State | Select-Object -Unique | Should -Be succ
            $results.ThreatScore | Should -Not -Contain $null
            $results.IndicatorCount | Should -Not -Contain $null
        }

        It 'gives what still runs when the time is over' {
            Set-TGEmulatorSetting $emulator @{ runSeconds = 600 }
            $result = Submit-TGSample (New-TestFile slow.exe) -Wait -Interval ([timespan]'0:0:0.1') -Timeout 1s -WarningAction SilentlyContinue -ErrorAction SilentlyContinue
            $result.State | Should -BeIn wait, prep, run, proc
            $result.SampleId | Should -Not -BeNullOrEmpty
        }

        It 'gives the reason of a failure' {
            Set-TGEmulatorSetting $emulator @{ runSeconds = 1 }
            $result = Submit-TGSample (New-TestFile what.unsupported) -Wait -Interval ([timespan]'0:0:0.2') -Timeout 30s
            $result.State | Should -Be fail
            $result.FailureReason | Should -Match 'not.supported'
        }
    }

    Context '-WhatIf and -Confirm' {
        It 'sends nothing at all' {
            Submit-TGSample (New-TestFile whatif.bin) -Public -SkipKnown -QuotaShare 50 -VirtualMachine win10 -WhatIf | Should -BeNullOrEmpty
            Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
        }
    }

    Context 'Errors' {
        It 'of the kind <Status> are not tried again (case 08 j)' -ForEach @(@{ Status = 400; Id = 'BadRequest' }, @{ Status = 413; Id = '*' }, @{ Status = 401; Id = 'AuthenticationFailed' }) {
            Add-TGEmulatorFault $emulator @{ path = '/api/v2/samples$'; method = 'POST'; times = 0; status = $Status; body = '{"error":{"message":"Not this one"}}' }
            try { Submit-TGSample (New-TestFile "no$Status.bin") -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty } catch { $failed = @($_) }
            "$($failed[-1])" | Should -Match 'Not this one|key'
            Get-Post | Should -HaveCount 1
        }

        It 'of one file leave the others alone' {
            Add-TGEmulatorFault $emulator @{ path = '/api/v2/samples$'; method = 'POST'; skip = 1; status = 400; body = '{"error":{"message":"Not this one"}}' }
            $files = 1..3 | ForEach-Object { New-TestFile "one$_.bin" }
            $results = $files | Submit-TGSample -ErrorVariable failed -ErrorAction SilentlyContinue
            $results.Input | Should -Be @($files[0], $files[2])
            $failed[-1].TargetObject | Should -Be $files[1]
        }
    }

    It 'goes to several servers' {
        $other = Start-TGEmulator
        try {
            $both = (Connect-TGServer $emulator.Uri -ApiKey $secret -Name one), (Connect-TGServer $other.Uri -ApiKey $secret -Name two)
            $results = Submit-TGSample (New-TestFile both.bin) -Connection $both
            $results.Connection | Should -Be @('one', 'two')
            $results.SampleId | Select-Object -Unique | Should -HaveCount 2
        }
        finally {
            Stop-TGEmulator $other
        }
    }

    It 'shows results in a table that says what became of them' {
        Submit-TGSample (New-TestFile table.bin) | Out-String -Width 160 | Should -Match 'Result\s+Score\s+State\s+SampleId\s+Input'
    }

    It 'chains into the cmdlets that read' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 0 }
        (Submit-TGSample (New-TestFile chain.exe) | Get-TGSample).FileName | Should -Be chain.exe
    }
}
