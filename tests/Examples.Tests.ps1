# Every example that a reader may copy runs: those of the help, of README and of the cookbook.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    Import-Module "$root/tests/Shared/TestTools.psm1"
    $examples = Get-TGExample | Where-Object RunsHere
    $changing = (Get-Command -Module ThreatGrid | Where-Object { $_.Parameters.ContainsKey('WhatIf') }).Name
    $changes = $examples | Where-Object { $_.Where -in $changing }
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1" -EmulatorArguments '--tls'
    $env:TG_CONFIG_HOME = Join-Path $TestDrive 'config'
    $env:TG_PROD_KEY = $key

    # Where an example has a person type, or a vault open, the key comes from here.
    function Read-Host { ConvertTo-SecureString $key -AsPlainText -Force }
    function Get-Secret { ConvertTo-SecureString $key -AsPlainText -Force }

    # The code as it runs here: the id that examples are written with is that of no sample, drives are the reader's, and the emulator
    # stands for regions and appliances.
    function Convert-Example([string] $Code) {
        $local = $Code.Replace('1a2b3c4d5e6f708192a3b4c5d6e7f809', $id).Replace('https://appliance.example', $emulator.TlsUri)
        $local.Replace('D:\Quarantine', '.\quarantine').Replace('\\web\si\', '.\si\').Replace('D:\', '.\') -replace '-Region \w+', "-Server $($emulator.Uri)"
    }

    # A folder with the files that examples speak of, connections, and the id and the hash of a finished sample. Dot-sourced.
    $desk = {
        Get-TGConnection | Disconnect-TGServer
        foreach ($name in 'prod', 'lab') { Register-TGConnection $emulator.Uri -Name $name -EnvironmentVariable TG_PROD_KEY -Force | Out-Null }
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
        $folder = (New-Item -ItemType Directory (Join-Path $TestDrive 'desk') -Force).FullName
        Push-Location $folder
        Remove-Item * -Recurse -Force
        Set-TGEmulatorSetting $emulator @{ runSeconds = 0 }
        $done = Find-TGSample -UserOnly -State succ -Last 60d -MinimumScore 50 -First 1
        $id = $done.SampleId
        $sha256 = (Get-TGSampleArtifact $id)[0].Sha256
        $null = New-Item -ItemType Directory quarantine, drop, feeds, jobs
        foreach ($file in 'invoice.docm', 'quarantine/a.exe', 'quarantine/b.js', 'drop/c.pdf') { Set-Content $file "harmless $file $([guid]::NewGuid())" }
        Compress-Archive invoice.docm mail.zip
        Set-Content urls.txt 'https://mal.example/a', 'hxxps://evil[.]example/b'
        Set-Content hashes.txt $done.Sha256, ('a' * 64)
        Set-Content ips.txt 198.51.100.205, '# a note', '', '198[.]51[.]100[.]205'
        Set-Content allow.txt, jobs/allow.txt '# ours', '*.windowsupdate.com', '11.200.0.0/16'
        Set-Content alerts.csv 'id,src_ip,dst_ip', '1,198.51.100.205,10.0.0.1', '2,,198[.]51[.]100[.]205'
        Set-Content students.csv 'Login,Name,Email,Title', 'student01,Student 01,class+01@example.com,Student', 'student02,Student 02,class+02@example.com,Student'
        ConvertTo-SecureString 'correct horse' -AsPlainText -Force | ConvertFrom-SecureString | Set-Content new-password.txt
        Copy-Item $emulator.CaFile ca.pem
        $Error.Clear()
    }
}

AfterAll {
    Remove-Item Env:TG_PROD_KEY
    Stop-TGEmulator $emulator
}

Describe 'The examples' {
    BeforeEach {
        . $desk
    }

    AfterEach {
        Pop-Location
    }

    It '<Where>: <Code>' -ForEach $examples {
        if ($Code -match '\bRegister-TGConnection') { Unregister-TGConnection * }
        $given = Invoke-Expression "`$ConfirmPreference = 'None'; $(Convert-Example $Code)" -ErrorVariable problems 6>$null
        $Error | Should -BeNullOrEmpty

        # Where one command of the module gives the result, it is of a type that the command names.
        $pipelines = [System.Management.Automation.Language.Parser]::ParseInput($Code, [ref]$null, [ref]$null).EndBlock.Statements
        $last = $pipelines[0].PipelineElements.Where({ $_ }, 'Last')
        if ($pipelines.Count -eq 1 -and $last.CommandElements -and ($command = Get-Command $last.GetCommandName() -Module ThreatGrid -ErrorAction Ignore)) {
            foreach ($one in $given) {
                $command.OutputType.Type.Where({ $one -is $_ }) | Should -Not -BeNullOrEmpty -Because "$command does not say that it gives $($one.GetType())"
            }
        }
    }

    It 'are many' {
        $pages = Get-ChildItem "$root/docs/ThreatGrid" -Filter *.md
        ($pages | Get-Content -Raw | ForEach-Object { [regex]::Matches($_, '(?m)^### Example ').Count } | Measure-Object -Sum).Sum | Should -BeGreaterThan 30
    }
}

Describe 'The examples with -WhatIf' {
    BeforeAll {
        . $desk
        function Get-Everything { Get-ChildItem $folder, $env:TG_CONFIG_HOME -Recurse -Force -File | ForEach-Object { "$($_.FullName) $($_.Length) $($_.LastWriteTimeUtc.Ticks)" } }
        $before = @(Get-Everything)
    }

    AfterAll {
        Pop-Location
    }

    It 'send no change and write nothing: <Code>' -ForEach $changes {
        Clear-TGEmulatorRequest $emulator
        try {
            Invoke-Expression "`$WhatIfPreference = `$true; $(Convert-Example $Code)" -ErrorAction SilentlyContinue *>&1 | Out-Null
        }
        catch {
            # What an earlier command of the line would have made is not there.
            $_.Exception.Message | Should -Match 'There is no|no such|saved already|The key is empty|Nothing waits'
        }

        Get-TGEmulatorRequest $emulator | Where-Object Method -NE GET | ForEach-Object { "$($_.Method) $($_.Path)" } | Should -BeNullOrEmpty
        Compare-Object $before @(Get-Everything) | Out-String | Should -BeNullOrEmpty
    }
}

Describe 'The help file' {
    It 'says what the page of <_.BaseName> says' -ForEach (Get-ChildItem "$PSScriptRoot/../docs/ThreatGrid" -Filter *-TG*.md) {
        function Plain([string] $Text) { ($Text -replace '`' -replace '\s+', ' ').Trim() }

        $page = (Get-Content -LiteralPath $_.FullName -Raw).Replace("`r", '')
        $help = Get-Help $_.BaseName -Full
        Plain ([regex]::Match($page, '(?s)## SYNOPSIS\n\n(.*?)\n\n').Groups[1].Value) | Should -Be (Plain $help.Synopsis)
        foreach ($parameter in [regex]::Matches($page, '(?s)### -(\w+)\n\n(.*?)\n\n```yaml')) {
            $text = ($help.Parameters.Parameter | Where-Object Name -EQ $parameter.Groups[1].Value).Description | ForEach-Object Text
            Plain ($text -join ' ') | Should -Be (Plain $parameter.Groups[2].Value)
        }

        $codes = [regex]::Matches($page, '(?s)### Example .*?```powershell\n(.*?)\n```').ForEach({ $_.Groups[1].Value })
        Compare-Object $codes @($help.Examples.Example.Code) | Should -BeNullOrEmpty
    }
}
