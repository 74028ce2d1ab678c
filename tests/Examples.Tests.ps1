# Every example that a reader may copy runs: those of the help, of README and of the cookbook.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"

    # Needs a person, a vault, a real server or an account of its own.
    $notHere = '^\s*\$(failed|r) |Read-Host|Get-Secret|-Region|appliance\.example|prod|Register-Scheduled|\$env:|\$hec|exit 1|Unregister-TGConnection|Import-Module|build\.ps1'
    $examples = @(
        foreach ($command in Get-Command -Module ThreatGrid) {
            foreach ($example in (Get-Help $command.Name -Full).Examples.Example) {
                @{ Where = $command.Name; Code = $example.Code }
            }
        }

        foreach ($page in "$root/README.md", (Get-ChildItem "$root/docs/cookbook" -Filter *.md).FullName | ForEach-Object { $_ }) {
            $text = Get-Content -LiteralPath $page -Raw
            foreach ($block in [regex]::Matches($text, '(?s)```powershell\n(.*?)```')) {
                foreach ($line in $block.Groups[1].Value -split "`n" | Where-Object { $_ -match '\w-TG\w' -and $_ -notmatch '^#' }) {
                    @{ Where = Split-Path $page -Leaf; Code = $line }
                }
            }
        }
    ) | Where-Object { $_.Code -notmatch $notHere }
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'The examples' {
    BeforeEach {
        Get-TGConnection | Disconnect-TGServer
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
        Push-Location $TestDrive
        Set-TGEmulatorSetting $emulator @{ runSeconds = 0 }
        $done = Find-TGSample -UserOnly -State succ -Last 60d -MinimumScore 50 -First 1
        $id = $done.SampleId
        $sha256 = (Get-TGSampleArtifact $id)[0].Sha256
        Remove-Item * -Recurse -Force
        $null = New-Item -ItemType Directory quarantine, drop
        foreach ($file in 'invoice.docm', 'quarantine/a.exe', 'quarantine/b.js', 'drop/c.pdf') { Set-Content $file "harmless $file $([guid]::NewGuid())" }
        Set-Content urls.txt 'https://mal.example/a', 'hxxps://evil[.]example/b'
        Set-Content hashes.txt $done.Sha256, ('a' * 64)
        Set-Content ips.txt 198.51.100.205, '# a note', '', '198[.]51[.]100[.]205'
        Set-Content allow.txt '# ours', '*.windowsupdate.com', '11.200.0.0/16'
        Set-Content alerts.csv 'id,src_ip,dst_ip', '1,198.51.100.205,10.0.0.1', '2,,198[.]51[.]100[.]205'
        Set-Content students.csv 'Login,Name,Email,Title', 'student01,Student 01,class+01@example.com,Student', 'student02,Student 02,class+02@example.com,Student'
        ConvertTo-SecureString 'correct horse' -AsPlainText -Force | ConvertFrom-SecureString | Set-Content new-password.txt
        $Error.Clear()
    }

    AfterEach {
        Pop-Location
    }

    It '<Where>: <Code>' -ForEach $examples {
        # The id that examples are written with is that of no sample.
        $Code = $Code.Replace('1a2b3c4d5e6f708192a3b4c5d6e7f809', $id)

        # Drives are the reader's; here the current folder stands for them.
        $Code = $Code.Replace('D:\Quarantine', '.\quarantine').Replace('\\web\si\', '.\si\').Replace('D:\', '.\')
        $Error.Clear()
        Invoke-Expression "`$ConfirmPreference = 'None'; $Code" -ErrorVariable problems 6>$null | Out-Null
        $Error | Should -BeNullOrEmpty
    }

    It 'are many' {
        $pages = Get-ChildItem "$root/docs/ThreatGrid" -Filter *.md
        ($pages | Get-Content -Raw | ForEach-Object { [regex]::Matches($_, '(?m)^### Example ').Count } | Measure-Object -Sum).Sum | Should -BeGreaterThan 30
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
