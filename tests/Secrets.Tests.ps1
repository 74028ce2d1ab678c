# The key is nowhere (case 11): every command, in every situation, in every stream, file and object.
BeforeDiscovery {
    $situations = @(
        @{ Name = 'success'; Fault = $null }
        @{ Name = '401 that repeats the key (A14)'; Fault = @{ status = 401; body = '{"error":{"code":401,"message":"Key {key} is not valid"}}' } }
        @{ Name = '403 that echoes the key'; Fault = @{ status = 403; body = '{"error":"Unknown API key","api_key":"{key}"}' } }
        @{ Name = '404'; Fault = @{ status = 404; body = '' } }
        @{ Name = '500 with the whole address in a long page, cut through the key (A5, A6)'; Fault = @{ status = 500; contentType = 'text/html'; body = '<html>' + ('x' * 4084) + '{key} {url} ' + ('y' * 96000) + '</html>' } }
        @{ Name = 'JSON that cannot be read, the key inside'; Fault = @{ status = 200; body = '{"data":{"items":[{"ip":"{key}"' } }
        @{ Name = 'a web page with the key'; Fault = @{ status = 200; contentType = 'text/html'; body = '<html>{key} {url}</html>' } }
        @{ Name = 'a redirect to another host'; Fault = @{ action = 'redirect'; status = 302; location = 'http://127.0.0.2:9/?k={key}' } }
        @{ Name = 'a broken connection'; Fault = @{ action = 'resetBefore' } }
        @{ Name = 'rows with the key in them'; Fault = @{ status = 200; body = '{"api_version":2,"id":1,"data":{"index":0,"current_item_count":1,"items_per_page":1000,"login":"{key}","items":[{"timestamp":"2018-01-18T00:00:01Z","ip":"{key}","domain":"{key}","note":"{url}"}]}}' } }
    )
    # In the query it is in every address too, so that is the harder place; in the header it is where users have it.
    $cases = @($situations | ForEach-Object { @{ Place = 'Query' } + $_ }) + @($situations | Where-Object Name -Match 'success|repeats|whole address|rows with' | ForEach-Object { @{ Place = 'Header' } + $_ })

    # Where no answer comes, the key can only come from this side.
    $cases += @(
        @{ Place = 'Query'; Name = 'silence'; Fault = @{ action = 'hang' } }
        @{ Place = 'Query'; Name = 'a host that has no address'; Server = 'http://threatgrid.invalid/' }
        @{ Place = 'Query'; Name = 'a port that nobody listens at'; Server = 'http://127.0.0.1:9/' }
        @{ Place = 'Query'; Name = 'a bad certificate'; Server = 'TlsSelfSignedUri' }
        @{ Place = 'Query'; Name = 'a proxy that wants a log-on'; Server = 'http://threatgrid.invalid/'; Proxy = $true }
        @{ Place = 'Query'; Name = 'the key as the name of a connection'; Wrong = $true }
    )
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--tls', '--proxy', '--rows-per-hour', '5'
    Import-Module "$PSScriptRoot/Shared/Faults.psm1"
    $forms = Get-TGKeyForm $key
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    $calls = @(& "$PSScriptRoot/Shared/Calls.ps1")
    $known = Get-TGCallPlace $emulator '.'

    # The other commands, and what calls do not show: objects in every form, and more than one output.
    $more = @(
        'Get-TGConnection | Export-Clixml $folder/connection.xml'
        'Get-TGConnection | ConvertTo-Json -Depth 20 -WarningAction Ignore'
        '"$(Get-TGConnection)"; Get-TGConnection | Get-Member'
        'Register-TGConnection $uri -Name kept -EnvironmentVariable TG_API_KEY -RetryInterval 00:00:00.001 -MaximumRetryCount 1 -TimeoutSec 1 -Force'
        'Get-TGConnection -Saved'
        'Connect-TGServer -Name kept'
        'Unregister-TGConnection kept'
        'Get-TGIocFeed Ip -Last 1h -First 3 -Connection again | ConvertTo-TGRow'
        'Get-TGIocFeed Ip -Last 1h -First 3 | Export-TGObservable Stix21 $folder/ips.stix.json -Force'
        'Get-TGIocFeed Ip -Last 1h -First 3 | Select-TGObservable -Rejected $folder/rejected.csv | ConvertFrom-TGObservable Cef'
        'Get-TGIocFeed Domain -Last 1h -First 3 | ConvertTo-TGDefanged | ConvertFrom-TGDefanged'
        'Sync-TGFeed Domain -CheckpointPath $folder/mail.json | Out-Null; Complete-TGSync -CheckpointPath $folder/mail.json'
        'Invoke-TGApi /api/v3/session/whoami -Raw'
        'Invoke-TGApi /api/v3/session/whoami -OutFile $folder/who.json -Force'
        'Invoke-TGApi /api/v2/iocs/feeds/ips -All -Query @{ after = "2018-01-18T00:00:00Z"; before = "2018-01-18T00:05:00Z" }'
        'Get-TGUser -Me'
        'Submit-TGSample -Url https://mal.example/a'
        'Disconnect-TGServer again'
    )

    # What one line gives in all its streams, and objects as JSON too, since links and members are not all shown.
    $runner = {
        param([string] $Line, [hashtable] $Place)

        foreach ($name in $Place.Keys) { Set-Variable $name $Place[$name] }
        $ErrorView = 'DetailedView'
        try {
            & ([scriptblock]::Create($Line)) *>&1 | ForEach-Object {
                $_ | Format-List * -Force | Out-String -Width 9999
                if ($_.GetType().Namespace -eq 'ThreatGrid' -or $_ -is [System.Management.Automation.PSCustomObject]) { $_ | ConvertTo-Json -Depth 6 -WarningAction Ignore }
            }
        }
        catch { $_ | Out-String -Width 9999 }
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'The key' {
    It 'is looked for in every command' {
        $said = (@($calls.Line) + $more) -join "`n"
        foreach ($command in Get-Command -Module ThreatGrid) {
            $said | Should -Match ([regex]::Escape($command.Name))
        }
    }

    It 'shows nowhere: <Place>, <Name>' -ForEach $cases {
        Reset-TGEmulator $emulator
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $folder, "$folder/temp"
        Set-Content "$folder/sample.bin" one
        $uri = $Server ? ($Server -like 'http*' ? $Server : $emulator.$Server) : $emulator.Uri
        $facts = $known + @{}
        $facts.uri, $facts.folder, $facts.file = $uri, $folder, "$folder/sample.bin"
        $lines = $Wrong ? @((Get-Command -Module ThreatGrid | Where-Object { $_.Parameters.ContainsKey('Connection') }).Name | ForEach-Object { "$_ -Connection `$env:TG_API_KEY" }) + 'Get-TGConnection $env:TG_API_KEY', 'Connect-TGServer $env:TG_API_KEY', 'Connect-TGServer -Name $env:TG_API_KEY', 'Disconnect-TGServer $env:TG_API_KEY', 'Unregister-TGConnection $env:TG_API_KEY' : @($calls.Line) + $more
        @{ Lines = $lines; Facts = $facts } | ConvertTo-Json -Depth 4 | Set-Content "$folder/work.json"
        $script = Join-Path $TestDrive 'job.ps1'

        # Silence is waited for side by side.
        Set-Content $script @"
`$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'; `$InformationPreference = 'Continue'
Start-Transcript '$folder/transcript.txt' | Out-Null
`$connect = 'Connect-TGServer $uri -KeyIn $Place -SkipConnectionCheck -RetryInterval 00:00:00.001 -MaximumRetryCount $($Name -eq 'silence' ? 0 : 1) -TimeoutSec $($Name -eq 'silence' ? 1 : 30)$($Proxy ? " -Proxy $($emulator.ProxyUri)" : '')'
& ([scriptblock]::Create(`$connect)) | Out-Null
Import-Module '$PSScriptRoot/Shared/TestTools.psm1'
`$work = Get-Content '$folder/work.json' -Raw | ConvertFrom-Json -AsHashtable
Remove-Item '$folder/work.json'
`$runner = { $runner }; `$text = `"`$runner`"
if ('$Name' -eq 'silence') {
    `$work.Lines | ForEach-Object -ThrottleLimit 16 -Parallel {
        `$VerbosePreference = 'Continue'; `$DebugPreference = 'Continue'
        Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1', '$PSScriptRoot/Shared/TestTools.psm1' 4>`$null
        & ([scriptblock]::Create(`$using:connect)) | Out-Null
        & ([scriptblock]::Create(`$using:text)) `$_ (`$using:work).Facts
        `$Error | Get-TGErrorText
    } | Set-Content '$folder/all.txt'
}
else {
    `$work.Lines | ForEach-Object { & `$runner `$_ `$work.Facts } | Set-Content '$folder/all.txt'
}
`$Error | Get-TGErrorText | Set-Content '$folder/errors.txt'
`$PSDefaultParameterValues | Out-String | Add-Content '$folder/all.txt'
Stop-Transcript | Out-Null
"@
        if ($Fault) {
            Add-TGEmulatorFault $emulator (@{ path = '/api/'; times = 0 } + $Fault)
        }

        $result = Invoke-TGChild ". '$script'" -Environment @{ TG_API_KEY = $key; TG_SERVER = $emulator.Uri; TG_CONFIG_HOME = "$folder/config"; TMPDIR = "$folder/temp" }
        if (-not $Server -and -not $Wrong) {
            (Get-TGEmulatorRequest $emulator).Count | Should -BeGreaterThan 50 -Because $result.Text
        }

        (Get-Item "$folder/all.txt").Length | Should -BeGreaterThan 5000 -Because $result.Text
        $everything = $result.Text + ((Get-ChildItem $folder -File -Recurse -Force | Get-Content -Raw) -join "`n")
        foreach ($form in $forms) {
            $at = $everything.IndexOf($form, [StringComparison]::OrdinalIgnoreCase)
            $at | Should -Be -1 -Because "the output holds: $(if ($at -ge 0) { $everything.Substring([math]::Max(0, $at - 200), [math]::Min(400, $everything.Length - [math]::Max(0, $at - 200))) })"
        }
    }

    It 'is sent in one place only, and never as a Referer or in the User-Agent' {
        Reset-TGEmulator $emulator
        Connect-TGServer $emulator.Uri -ApiKey $key -KeyIn Query | Out-Null
        $request = (Get-TGEmulatorRequest $emulator)[0]
        ($request.Headers | ConvertTo-Json) | Should -Not -Match $key
        $request.Headers.PSObject.Properties.Name | Should -Not -Contain 'Referer'
        $request.Headers.'User-Agent' | Should -Match '^ThreatGrid-PowerShell/'
    }
}
