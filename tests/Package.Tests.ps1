# What a stranger gets: the package, installed from a repository into a profile of its own, found by itself, and at work.
BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/tests/Shared/TestTools.psm1"
}

Describe 'The package' {
    BeforeAll {
        $package = Join-Path $TestDrive package
        $made = & "$root/build.ps1" Package -ModulePath "$root/out/ThreatGrid" -Destination $package
        $version = (Import-PowerShellDataFile "$root/ThreatGrid.psd1").ModuleVersion
        $folder = Join-Path $package ThreatGrid $version

        # A profile that holds nothing. Windows has its modules and repositories in folders that no variable moves: there the
        # module is saved to this place, and only the repository is the user's, for as long as the test takes.
        $profileFolder = (New-Item (Join-Path $TestDrive profile) -ItemType Directory).FullName
        $modules = Join-Path $profileFolder '.local/share/powershell/Modules'
        [IO.Directory]::CreateDirectory($modules) | Out-Null
        $repository = "TGTest$PID"
        $surroundings = @{ HOME = $profileFolder; XDG_DATA_HOME = ''; XDG_CONFIG_HOME = ''; TG_CONFIG_HOME = "$profileFolder/config"; TG_SERVER = ''; TG_API_KEY = ''; PSModulePath = $modules }
        $bring = $IsWindows ? "Save-PSResource ThreatGrid -Repository $repository -TrustRepository -Path '$modules'" : "Install-PSResource ThreatGrid -Repository $repository"

        function Invoke-Stranger([string] $Script) {
            Invoke-TGChild -WithoutModule -Environment $surroundings -Script "`$ErrorActionPreference = 'Stop'; `$ProgressPreference = 'SilentlyContinue'; $Script"
        }

        # Each file below a folder with its hash.
        function Get-Content256([string] $Folder) {
            Get-ChildItem $Folder -Recurse -File -Force | ForEach-Object { "$([IO.Path]::GetRelativePath($Folder, $_.FullName).Replace('\', '/')) $((Get-FileHash -LiteralPath $_.FullName).Hash)" } | Sort-Object
        }

        $installation = Invoke-Stranger "Register-PSResourceRepository $repository -Uri '$package' -Trusted; $bring"
    }

    AfterAll {
        Invoke-Stranger "Unregister-PSResourceRepository $repository" | Out-Null
    }

    It 'leaves the module alone that it was made of' {
        Get-Content256 $folder | Should -Be (Get-Content256 "$root/out/ThreatGrid")
        $made.Name | Should -Be "ThreatGrid.$version.nupkg"
    }

    It 'holds what users need, and nothing else' {
        $files = Get-ChildItem $folder -Recurse -File -Force | ForEach-Object { [IO.Path]::GetRelativePath($folder, $_.FullName).Replace('\', '/') }
        foreach ($needed in 'ThreatGrid.psd1', 'ThreatGrid.psm1', 'LICENSE', 'THIRD-PARTY-NOTICES.txt', 'CHANGELOG.md', 'en-US/ThreatGrid.PowerShell.dll-Help.xml', 'en-US/about_ThreatGrid.help.txt', 'bin/net472/ThreatGrid.PowerShell.dll', 'bin/net8.0/ThreatGrid.PowerShell.dll') {
            $files | Should -Contain $needed
        }

        $files | Where-Object { $_ -notmatch '^(ThreatGrid\.psd1|ThreatGrid\.psm1|ThreatGrid\.\w+\.Format\.ps1xml|LICENSE|THIRD-PARTY-NOTICES\.txt|CHANGELOG\.md|en-US/ThreatGrid\.PowerShell\.dll-Help\.xml|en-US/about_\w+\.help\.txt|bin/net(472|8\.0)/[\w.]+\.dll)$' } | Should -BeNullOrEmpty
    }

    It 'has a manifest without a fault, and what a gallery shows' {
        $manifest = Test-ModuleManifest "$folder/ThreatGrid.psd1" -WarningVariable warnings -ErrorAction Stop
        $warnings | Should -BeNullOrEmpty
        $data = (Import-PowerShellDataFile "$folder/ThreatGrid.psd1").PrivateData.PSData
        $data.Tags | Should -Contain 'PSEdition_Core'
        $data.Tags | Should -Contain 'PSEdition_Desktop'
        $data.Tags | Where-Object { $_ -match '\s' } | Should -BeNullOrEmpty
        $data.ReleaseNotes | Should -Not -BeNullOrEmpty
        $manifest.Description.Length, $manifest.Author.Length, $manifest.Copyright.Length | ForEach-Object { $_ | Should -BeGreaterThan 10 }
        Get-Content "$folder/CHANGELOG.md" -Raw | Should -Match ('(?m)^## ' + [regex]::Escape($version))
    }

    It 'has checksums of all of it' {
        $lines = @(Get-Content "$package/SHA256SUMS")
        $lines | Should -HaveCount (@(Get-ChildItem $folder -Recurse -File -Force).Count + 1)
        foreach ($line in $lines) {
            $hash, $path = $line -split '  ', 2
            (Get-FileHash -LiteralPath "$package/$path").Hash | Should -Be $hash
        }
    }

    It 'installs from a repository, file by file as it was made' {
        $installation.Error | Should -BeNullOrEmpty
        Get-Content256 "$modules/ThreatGrid/$version" | Where-Object { $_ -notlike 'PSGetModuleInfo.xml *' } | Should -Be (Get-Content256 $folder)
    }

    It 'runs the demo from where it was installed' {
        $result = Invoke-Stranger "& '$root/tests/Shared/Demo.ps1' -Module ThreatGrid; (Get-Module ThreatGrid).ModuleBase"
        $result.Error | Should -BeNullOrEmpty
        $result.ExitCode | Should -Be 0
        $result.Output[-1] | Should -Be (Join-Path $modules ThreatGrid $version)
        $result.Text | Should -Match '(?m)^Name\s+Default\s+Server' -Because 'it connected'
        $result.Text | Should -Match '(?m)^Address\s+Port' -Because 'it showed a feed'
        $result.Text | Should -Match '(?m)^"Connection","Value","Defanged"' -Because 'it showed the CSV file'
        $result.Text | Should -Match '(?m)^[1-9]\d+ rows are in '
        $result.Text | Should -Match '(?m)^New\s+\d+\s+succ' -Because 'it waited for a verdict'
        $result.Text | Should -Match '(?m)^(Ip|Domain)\s+False\s+\S+\[[.:]\]' -Because 'it showed what the sample talked to'
    }

    It 'is found by the name of any command, with its help' {
        $result = Invoke-Stranger "(ConvertTo-TGDefanged 'https://a.example/'); (Get-Module ThreatGrid).Version.ToString(); (Get-Help Get-TGIocFeed).Synopsis; (Get-Help about_ThreatGrid_Sync).Length -gt 1000"
        $result.Error | Should -BeNullOrEmpty
        $result.Output[0] | Should -Be 'hxxps://a[.]example/'
        $result.Output[1] | Should -Be $version
        $result.Output[2] | Should -Match '^[A-Z].{20,}\.$'
        $result.Output[3] | Should -Be True
    }

    It 'makes room for the next version, and goes without a trace' -Skip:$IsWindows {
        $next = Join-Path $TestDrive next ThreatGrid 99.0.0
        [IO.Directory]::CreateDirectory($next) | Out-Null
        Copy-Item "$folder/*" $next -Recurse
        (Get-Content "$next/ThreatGrid.psd1" -Raw).Replace("ModuleVersion          = '$version'", "ModuleVersion          = '99.0.0'") | Set-Content "$next/ThreatGrid.psd1"
        Compress-PSResource -Path $next -DestinationPath $package
        $result = Invoke-Stranger "Update-PSResource ThreatGrid -Repository $repository; (Get-Module ThreatGrid -ListAvailable | ForEach-Object { `$_.Version.ToString() }) -join ' '; Import-Module ThreatGrid; (Get-Module ThreatGrid).Version.ToString(); (Get-Command -Module ThreatGrid).Count; Uninstall-PSResource ThreatGrid -Version '*'"
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be @("99.0.0 $version", '99.0.0', "$((Import-PowerShellDataFile "$root/ThreatGrid.psd1").CmdletsToExport.Count)")
        Get-ChildItem $modules -Recurse -Force | Should -BeNullOrEmpty
    }
}

Describe 'The workflow' {
    BeforeAll {
        $workflow = Get-Content "$root/.github/workflows/ci.yml" -Raw
        $jobs = @{}
        foreach ($job in [regex]::Matches($workflow, '(?ms)^  (\w+):\n    name:.*?(?=^  \w+:\n|\z)')) { $jobs[$job.Groups[1].Value] = $job.Value }
    }

    It 'builds once, and tests that package everywhere' {
        $jobs.Keys | Sort-Object | Should -Be desktop, package, test
        $jobs.package | Should -Match 'build\.ps1 Package'
        foreach ($job in $jobs.test, $jobs.desktop) {
            $job | Should -Match '(?m)^    needs: package$'
            $job | Should -Match 'actions/download-artifact@v\d+\n\s+with:\n\s+name: package\n\s+path: package'
            $job | Should -Match 'build\.ps1 Test .*-ModulePath "?package/ThreatGrid/\*'
            $job | Should -Match 'path: testresults'
        }
    }

    It 'runs on every edition and system that the manifest promises' {
        $jobs.test | Should -Match 'os: \[windows-latest, ubuntu-latest, macos-latest\]'
        $jobs.test | Should -Match "powershell: \['7\.4', '7\.6'\]"
        $jobs.desktop | Should -Match 'runs-on: windows-latest'
        $jobs.desktop | Should -Match '-TestPath tests/Desktop .*-PowerShell powershell\.exe'
    }

    It 'names each action by its major version' {
        $uses = [regex]::Matches($workflow, 'uses: (\S+)').ForEach({ $_.Groups[1].Value })
        $uses.Count | Should -BeGreaterThan 5
        $uses | Where-Object { $_ -notmatch '^actions/[\w-]+@v\d+$' } | Should -BeNullOrEmpty
    }
}
