# Case 24: Sunday, 03:00, a service account, nobody there. Each script runs in a process of its own, not interactive, its input closed.
# Part B, the quarantine folder, is in Samples/Bulk.Tests.ps1.
BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"

    # A folder below a file is one that nobody can make, root neither.
    Set-Content "$TestDrive/file" ''
    $nowhere = "$TestDrive/file/folder"
    $keyed = @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri }

    # A vault as the module of that name would be, in the state that VAULT names.
    $vault = New-Item -ItemType Directory "$TestDrive/modules/Microsoft.PowerShell.SecretManagement"
    Set-Content "$vault/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret {
    [CmdletBinding()]
    param($Name, $Vault)
    switch ($env:VAULT) {
        open { ConvertTo-SecureString $env:VAULT_KEY -AsPlainText -Force }
        locked { Write-Error "Unable to get secret $Name from vault $Vault. A valid password is required to access the Microsoft.PowerShell.SecretStore vault." }
        asking { Read-Host 'Vault Work requires a password' -AsSecureString }
    }
}
'@
    $saved = @{ TG_CONFIG_HOME = "$TestDrive/config"; PSModulePath = "$TestDrive/modules" }
    $before = $env:TG_CONFIG_HOME
    $env:TG_CONFIG_HOME = "$TestDrive/config"
    Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable TG_PROD_KEY | Out-Null
    Register-TGConnection $emulator.Uri -Name vaulted -SecretName tg -Vault Work | Out-Null
    Register-TGConnection $emulator.Uri -Name elsewhere -SecretName x | Out-Null

    # What Windows protected for another user, or on another computer.
    $file = "$TestDrive/config/connections.json"
    $entries = Get-Content $file -Raw | ConvertFrom-Json
    $entries.connections | Where-Object name -EQ elsewhere | ForEach-Object { $_.keyStore = 'ProtectedForUser'; $_.key = 'AQAAANCMnd8BFdERjHoAwE/Cl+s='; $_.vault = $null }
    $entries | ConvertTo-Json -Depth 5 | Set-Content $file
    $env:TG_CONFIG_HOME = $before
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'The key of a script that nobody watches (case 24, part A)' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'is taken from the environment where the folder of the module cannot be made, and nothing is said of it (a)' {
        $result = Invoke-TGChild '(Get-TGIocFeed Ip -Last 1h -First 3).Count' -Environment ($keyed + @{ TG_CONFIG_HOME = $nowhere }) -AsFile "$TestDrive/job.ps1"
        $result.Text.Trim() | Should -Be 3
        $result.ExitCode | Should -Be 0
    }

    It 'is taken from a variable of its own and from an open vault, and nothing is said of it (a)' {
        $result = Invoke-TGChild "foreach (`$name in 'prod', 'vaulted') { (Get-TGIocFeed Ip -Last 1h -First 3 -Connection `$name).Count }" -Environment ($saved + @{ TG_PROD_KEY = $key; VAULT = 'open'; VAULT_KEY = $key })
        $result.Output | Should -Be @(3, 3)
        $result.Error | Should -BeNullOrEmpty
    }

    It 'is missed within five seconds, and never asked for, where the vault is <_> (b)' -ForEach 'locked', 'asking' {
        $script = "`$clock = [System.Diagnostics.Stopwatch]::StartNew(); try { Connect-TGServer -Name vaulted } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message; `$_.ErrorDetails.RecommendedAction }; `$clock.Elapsed.TotalSeconds -lt 5"
        $result = Invoke-TGChild $script -Environment ($saved + @{ VAULT = $_; VAULT_KEY = $key })
        $result.Output[0] | Should -BeLike 'NotConnected,*'
        $result.Output[1] | Should -Match "Secret 'tg' in vault 'Work'"
        $result.Output[2] | Should -Match 'Unlock-SecretStore'
        $result.Output[-1] | Should -Be True
        $result.Text | Should -Not -Match "requires a password:|$key"
        (Invoke-TGChild "Connect-TGServer -Name vaulted" -Environment ($saved + @{ VAULT = $_ })).ExitCode | Should -Be 1
    }

    It 'needs no vault where none is asked for, and says what to install where one is (c)' {
        $script = "(Get-TGIocFeed Ip -Last 1h -First 3 -Connection prod).Count; `$Error.Count; try { Get-TGIocFeed Ip -Connection vaulted } catch { `$_.Exception.Message }"
        $result = Invoke-TGChild $script -Environment @{ TG_CONFIG_HOME = "$TestDrive/config"; TG_PROD_KEY = $key }
        $result.Output[0, 1] | Should -Be @(3, 0)
        $result.Output[2] | Should -Match "Secret 'tg' in vault 'Work'.*install Microsoft.PowerShell.SecretManagement"
        $result.Error | Should -BeNullOrEmpty
    }

    It 'is not called wrong where it was protected for somebody else, and nobody is asked with it (d)' {
        $result = Invoke-TGChild "try { Connect-TGServer -Name elsewhere } catch { `$_.FullyQualifiedErrorId; `$_.Exception.Message; `$_.ErrorDetails.RecommendedAction }" -Environment $saved
        $result.Output[0] | Should -BeLike 'NotConnected,*'
        $result.Output[1] | Should -Match 'cannot be decrypted for this account'
        $result.Output[2] | Should -Match 'Register the connection again'
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'is nowhere: the error says what to type, and the exit code is 1 (e)' {
        $result = Invoke-TGChild "`$ErrorActionPreference = 'Stop'; Get-TGIocFeed Ip; 'not reached'" -Environment @{ TG_CONFIG_HOME = $nowhere } -AsFile "$TestDrive/job.ps1"
        $result.ExitCode | Should -Be 1
        $result.Text | Should -Match 'There is no connection to a Threat Grid server'
        @($result.Text -split 'Connect-TGServer -Region') | Should -HaveCount 2 -Because 'what to do is said, and said once'
        $result.Output | Should -Not -Contain 'not reached'
    }

    It 'is nowhere: no command asks for it, nor for a parameter that was forgotten (e)' {
        $script = "foreach (`$command in Get-Command -Module ThreatGrid) { try { & `$command -ErrorAction Stop; `"`${command}: nothing`" } catch { `"`${command}: `$(`$_.FullyQualifiedErrorId -replace ',.*')`" } }"
        $result = Invoke-TGChild $script -Environment @{ TG_CONFIG_HOME = $nowhere }
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -HaveCount @(Get-Command -Module ThreatGrid).Count
        $result.Output -notmatch ': (MissingMandatoryParameter|NotConnected)$' | Should -Be @('Disconnect-TGServer: nothing', 'Get-TGConnection: nothing')
    }

    It 'expires in the middle: the pages that came before stay (f)' {
        Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 2; times = 0; status = 401; body = '{}' }
        $result = Invoke-TGChild "`$n = 0; try { Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-15T00:00Z | ForEach-Object { `$n++ } } catch { `$_.FullyQualifiedErrorId }; `$n" -Environment $keyed
        $result.Output[0] | Should -BeLike 'AuthenticationFailed,*'
        [int]$result.Output[1] | Should -BeGreaterOrEqual 1000
    }

    It 'expires in the middle of a sync: the checkpoint holds what was delivered, and the next run the rest (f)' {
        Set-TGEmulatorClock $emulator @{ now = '2026-03-02T10:00:00Z'; frozen = $true }
        $sync = "Sync-TGFeed Ip -CheckpointPath '$TestDrive/f.json' -OutFile '$TestDrive/f.jsonl' -Since 2026-02-28T10:00:00Z -BatchSize 500"
        Add-TGEmulatorFault $emulator @{ path = '/ips'; skip = 2; times = 0; status = 401; body = '{}' }
        $failed = Invoke-TGChild "`$ErrorActionPreference = 'Stop'; $sync" -Environment $keyed -AsFile "$TestDrive/job.ps1"
        $failed.ExitCode | Should -Be 1
        $delivered = [IO.File]::ReadAllLines("$TestDrive/f.jsonl").Count
        $delivered | Should -BeGreaterOrEqual 1000
        Clear-TGEmulatorFault $emulator
        (Invoke-TGChild $sync -Environment $keyed).ExitCode | Should -Be 0
        $ids = [IO.File]::ReadAllLines("$TestDrive/f.jsonl")
        $ids.Count | Should -BeGreaterThan $delivered
        ($ids | Select-Object -Unique).Count | Should -Be $ids.Count
        (Invoke-TGChild "Get-TGIocFeed Ip -After 2026-02-28T10:00Z -Before 2026-03-02T10:00Z | Measure-Object | ForEach-Object Count" -Environment $keyed).Output[-1] | Should -Be $ids.Count
    }
}

Describe 'The host of a script that nobody watches (case 24, part C)' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'gets exit code 1 for an error only where errors stop' {
        Add-TGEmulatorFault $emulator @{ path = '/ips'; times = 0; status = 401; body = '{}' }
        $stopped = Invoke-TGChild "`$ErrorActionPreference = 'Stop'; Get-TGIocFeed Ip -Last 1h; 'not reached'" -Environment $keyed -AsFile "$TestDrive/job.ps1"
        $stopped.ExitCode | Should -Be 1
        $stopped.Output | Should -Not -Contain 'not reached'
        $careless = Invoke-TGChild "Get-TGIocFeed Ip -Last 1h; 'reached'" -Environment $keyed -AsFile "$TestDrive/job.ps1"
        $careless.ExitCode | Should -Be 0
        $careless.Output | Should -Contain 'reached'
    }

    It 'shows no progress when it is not interactive' {
        Set-TGEmulatorSetting $emulator @{ latencyMs = 300 }
        $result = Invoke-TGChild "Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-10T00:00Z | Out-Null; 'done'" -Environment $keyed
        $result.Text.Trim() | Should -Be 'done'
    }

    It 'shows progress where somebody looks: pages, rows and the time covered' {
        Set-TGEmulatorSetting $emulator @{ latencyMs = 300 }
        $script = "`$p = [powershell]::Create(); [void]`$p.AddScript('Import-Module $root/out/ThreatGrid/ThreatGrid.psd1; Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-10T00:00Z | Out-Null'); [void]`$p.Invoke(); `$p.Streams.Progress | ForEach-Object { `$_.Activity + ': ' + `$_.StatusDescription }"
        $result = Invoke-TGChild $script -Interactive -Environment $keyed
        ($result.Output -join "`n") | Should -Match 'Get-TGIocFeed: the Ip feed: page \d+, \d+ rows, up to 2018-01-\d\dT'
        $result.Output.Count | Should -BeLessThan 40
    }

    It 'need have no face, and nothing but the places that are given is written to' {
        Set-TGEmulatorSetting $emulator @{ runSeconds = 0 }
        $given, $temporary, $profiles = foreach ($name in 'given', 'temporary', 'home') { (New-Item -ItemType Directory "$TestDrive/$name").FullName }
        Set-Content "$TestDrive/invoice.docm" 'harmless'

        # A runspace that was made without a host has nothing to show anything on, or to ask.
        $job = @"
Set-Location '$given'
Get-TGIocFeed Ip -Last 1h -First 3 | ConvertTo-TGRow | Export-Csv ips.csv -NoTypeInformation
Submit-TGSample '$TestDrive/invoice.docm' -Wait -Interval 1s | Save-TGSampleItem Report -Destination .
Get-TGIocFeed Ip -Last 1h | Export-TGObservable FmcSiNetwork list.txt -RejectedPath left.csv
Sync-TGFeed Domain -CheckpointPath sync.json -OutFile domains.jsonl
"@
        $script = @"
`$p = [powershell]::Create([runspacefactory]::CreateRunspace([initialsessionstate]::CreateDefault()))
`$p.Runspace.Open()
[void]`$p.AddScript("Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1'").AddStatement().AddScript([IO.File]::ReadAllText('$TestDrive/face.ps1'))
`$null = `$p.Invoke()
`$p.Streams.Error, `$p.Streams.Warning, `$p.Streams.Information, `$p.Streams.Progress | ForEach-Object { `$_ }
"@
        Set-Content "$TestDrive/face.ps1" $job
        $result = Invoke-TGChild $script -Environment ($keyed + @{
                TMPDIR = $temporary; TEMP = $temporary; TMP = $temporary; TG_CONFIG_HOME = ''
                HOME = $profiles; USERPROFILE = $profiles; APPDATA = $profiles; XDG_CONFIG_HOME = $profiles; XDG_DATA_HOME = $profiles; XDG_CACHE_HOME = $profiles
            })
        $result.Text | Should -BeNullOrEmpty
        $names = (Get-ChildItem $given -Force).Name -replace '^[0-9a-f]{32}', '{id}'
        Compare-Object $names @('domains.jsonl', '{id}.report.html', 'ips.csv', 'left.csv', 'list.txt', 'sync.json', 'sync.json.lock', 'sync.json.previous') | Should -BeNullOrEmpty

        # What .NET and PowerShell leave behind by themselves is not ours.
        @((Get-ChildItem $temporary, $profiles -Force).Name) -notmatch '^(clr-debug-pipe|dotnet-diagnostic|CoreFxPipe|\.dotnet|powershell)' | Should -BeNullOrEmpty
    }

    It 'sends nothing at all with -WhatIf, however it is said' {
        Set-Content "$TestDrive/a.exe" 'harmless'
        $submit = "Submit-TGSample '$TestDrive/a.exe' -Public -SkipKnown -DailyMaximum 5 -QuotaShare 50"
        $result = Invoke-TGChild "$submit -WhatIf; `$WhatIfPreference = `$true; $submit" -Environment $keyed
        $result.Error | Should -BeNullOrEmpty
        @($result.Output -match 'What if: .*Submit public file') | Should -HaveCount 2
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'is not asked about what cannot be undone: without -Confirm:$false that is an error' {
        $grave = [ordered]@{
            'Disable-TGUser'     = '-Login analyst2'
            'Remove-TGSample'    = '-SampleId (Find-TGSample -UserOnly -Last 30d -First 1).SampleId'
            'Remove-TGUser'      = '-Login student01'
            'Reset-TGApiKey'     = '-Login student01'
            'Set-TGOrganization' = '-Industry Banking'
            'Set-TGPassword'     = "-Login student01 -Password (ConvertTo-SecureString 'correct horse' -AsPlainText -Force)"
        }
        $all = Get-Command -Module ThreatGrid | Where-Object { [System.Management.Automation.CommandMetadata]::new($_).ConfirmImpact -eq 'High' }
        $grave.Keys | Should -Be $all.Name
        Set-Content "$TestDrive/a.exe" 'harmless'
        $lines = @($grave.Keys | ForEach-Object { "$_ $($grave[$_])" }) + "Submit-TGSample '$TestDrive/a.exe' -Public"
        $script = ($lines | ForEach-Object { "`$Error.Clear(); try { $_ } catch { }; `$Error.Count" }) -join "`n"
        $result = Invoke-TGChild $script -Environment $keyed
        $result.Output | Should -Be (@('1') * $lines.Count) -Because $result.Text
        Get-TGEmulatorRequest $emulator | Where-Object Method -NE GET | Should -BeNullOrEmpty
    }

    It 'may end the run at warnings, which is its own wish' {
        $script = "`$WarningPreference = 'Stop'; (Get-TGIocFeed Ip -Last 1h -First 3).Count"
        $calm = Invoke-TGChild $script -Environment $keyed
        $calm.Text.Trim() | Should -Be 3
        Set-TGEmulatorSetting $emulator @{ dateSkewSeconds = 600 }
        $warned = Invoke-TGChild "`$ErrorActionPreference = 'Stop'; $script" -Environment $keyed -AsFile "$TestDrive/job.ps1"
        $warned.ExitCode | Should -Be 1
        $warned.Text | Should -Match 'clock'
        $warned.Output | Should -Not -Contain '3'
    }
}
