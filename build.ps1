#!/usr/bin/env pwsh
<#
.SYNOPSIS
    Builds, tests, demonstrates and packages the ThreatGrid module.
.DESCRIPTION
    Needs the .NET 10 SDK and PowerShell 7.4 or later. Without PowerShell on the machine:

        dotnet tool exec powershell@7.6.9 --yes -- -NoProfile -File build.ps1 Demo
.EXAMPLE
    ./build.ps1 Demo

    Starts the emulator, reads a feed from it, and shows the CSV file it becomes.
.EXAMPLE
    ./build.ps1 Test -TestPath tests/Feeds

    Runs the Pester tests of one folder.
.EXAMPLE
    ./build.ps1 Package

    Makes out/package: the module's folder, ready for a gallery, its .nupkg, and checksums.
.EXAMPLE
    ./build.ps1 Test -ModulePath ./package/ThreatGrid/*

    Runs every test on a module that was built elsewhere, as it is.
#>
[CmdletBinding()]
param(
    # What to do, in this order.
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Help', 'Bench', 'Package', 'Clean', 'Emulator')]
    [string[]] $Task = 'Build',

    # Test: only these files or folders; the library tests are left out then.
    [string[]] $TestPath,

    # Test, Demo, Package: this module, as it was built or packaged, in place of one built here.
    [string] $ModulePath,

    # Test: another PowerShell, to run the Pester tests in: powershell.exe for those of tests/Desktop.
    [string] $PowerShell,

    # Package: where to.
    [string] $Destination = "$PSScriptRoot/out/package",

    # Bench: only benches whose name matches.
    [string] $Bench = '*',

    # Package: the thumbprint of a code-signing certificate in the user's store.
    [string] $CertificateThumbprint,

    # Emulator: more options for it, see tests/ThreatGrid.Emulator/README.md.
    [string[]] $EmulatorArguments = @()
)

$ErrorActionPreference = 'Stop'
Set-StrictMode -Version Latest

$root = $PSScriptRoot
$module = Join-Path $root 'out/ThreatGrid'
$configuration = 'Release'
$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'

function Invoke-Dotnet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

# Whether a source is newer than what was made of it: a build that has nothing to do still takes many seconds.
function Test-Stale([string] $Made, [string[]] $Source) {
    if (-not (Test-Path -LiteralPath $Made)) {
        return $true
    }

    $since = (Get-Item -LiteralPath $Made).LastWriteTimeUtc
    $files = Get-ChildItem -Path $Source -Recurse -File | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    $files += Get-ChildItem -Path $root -File -Include 'Directory.*', '*.psd1', '.editorconfig' -Force -Depth 0
    @($files | Where-Object LastWriteTimeUtc -GT $since).Count -gt 0
}

# The module for both editions, staged in out/ThreatGrid. The demo needs only the one that runs here, and no analyzers.
function Build-Module([switch] $ForDemo) {
    if ($ModulePath) {
        Use-Module (Resolve-Path $ModulePath).ProviderPath
        return
    }

    $stamp = Join-Path $root ($ForDemo ? 'out/demo.stamp' : 'out/build.stamp')
    if (-not (Test-Stale $stamp "$root/src") -or ($ForDemo -and -not (Test-Stale "$root/out/build.stamp" "$root/src"))) {
        return
    }

    $arguments = @('build', "$root/src/ThreatGrid.PowerShell", '-c', $configuration, '-v', 'quiet', '--nologo')
    if ($ForDemo) {
        $arguments += '-f', 'net8.0', '-p:RunAnalyzers=false', '-p:EnforceCodeStyleInBuild=false'
    }

    Invoke-Dotnet @arguments
    [IO.File]::WriteAllText($stamp, '')
}

# Stages what was built elsewhere. The next build makes its own again.
function Use-Module([string] $Path) {
    if ($Path -eq (Join-Path $root 'out' 'ThreatGrid')) {
        return
    }

    Remove-Item -Path $module, "$root/out/*.stamp" -Recurse -Force -ErrorAction Ignore
    Copy-Item -LiteralPath $Path -Destination $module -Recurse
}

function Build-Emulator {
    $made = "$root/tests/ThreatGrid.Emulator/bin/$configuration/net10.0/ThreatGrid.Emulator.dll"
    if (Test-Stale $made "$root/tests/ThreatGrid.Emulator") {
        Invoke-Dotnet build "$root/tests/ThreatGrid.Emulator" -c $configuration -v quiet --nologo
        (Get-Item -LiteralPath $made).LastWriteTimeUtc = [datetime]::UtcNow
    }
}

# The libraries without PowerShell, for crashes and benches.
function Build-Host {
    $made = "$root/tests/ThreatGrid.Host/bin/$configuration/net10.0/ThreatGrid.Host.dll"
    if (Test-Stale $made "$root/tests/ThreatGrid.Host", "$root/src") {
        Invoke-Dotnet build "$root/tests/ThreatGrid.Host" -c $configuration -v quiet --nologo
        (Get-Item -LiteralPath $made).LastWriteTimeUtc = [datetime]::UtcNow
    }
}

# The command line that starts this same PowerShell, its own program or dotnet where it runs as a .NET tool; or the one that is asked for.
function Get-PowerShellCommand {
    if ($PowerShell) {
        return , @($PowerShell)
    }

    $own = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (Test-Path -LiteralPath $own) {
        return , @($own)
    }

    , @('dotnet', (Join-Path $PSHOME 'pwsh.dll'))
}

function Invoke-Build {
    Build-Module
    "Built: $module"
}

function Invoke-Clean {
    foreach ($folder in 'out', 'testresults') {
        Remove-Item -LiteralPath (Join-Path $root $folder) -Recurse -Force -ErrorAction Ignore
    }

    Get-ChildItem -Path "$root/src", "$root/tests" -Directory -Recurse -Include bin, obj | Remove-Item -Recurse -Force
}

function Invoke-Demo {
    Build-Module -ForDemo
    Build-Emulator
    & "$root/tests/Shared/Demo.ps1" -Module "$module/ThreatGrid.psd1"
}

function Invoke-Emulator {
    Build-Emulator
    Import-Module "$root/tests/Shared/Emulator.psm1" -Force
    $emulator = Start-TGEmulator -Arguments $EmulatorArguments
    @"
The emulator runs at $($emulator.Uri) until you press Ctrl+C. In another PowerShell:

    Import-Module $module/ThreatGrid.psd1
    Connect-TGServer $($emulator.Uri) -ApiKey demo0key0for0the0emulator0
    Get-TGIocFeed Ip -Last 2h
"@
    try {
        Wait-Process -Id $emulator.Process.Id
    }
    finally {
        Stop-TGEmulator $emulator
    }
}

function Invoke-Help {
    & "$root/docs/Build-Help.ps1" -Module "$module/ThreatGrid.psd1" -Docs "$root/docs/ThreatGrid" -Destination "$root/src/Module/en-US"
}

# One child process for each folder's files: a binary module cannot be unloaded, and folders do not disturb each other. Two run at
# once, since many tests wait; what each has to say comes when it has ended.
function Invoke-PesterGroup([string[][]] $Group) {
    Invoke-Dotnet restore "$root/tests/Tools/Tools.csproj" -v quiet
    $packages = (& dotnet nuget locals global-packages --list) -replace '^global-packages:\s*'
    $pester = Join-Path $packages 'pester/6.2.0/tools/Pester.psd1'
    $waiting = [System.Collections.Generic.Queue[string[]]]::new($Group)
    $running = @()
    while ($waiting.Count -gt 0 -or $running) {
        while ($waiting.Count -gt 0 -and $running.Count -lt 2) {
            $running += Start-PesterProcess $pester $waiting.Dequeue()
        }

        Start-Sleep -Milliseconds 100
        foreach ($one in @($running | Where-Object { $_.Process.HasExited })) {
            $running = @($running | Where-Object { $_ -ne $one })
            Get-Content -LiteralPath $one.Log | Out-Host
            if (Test-Path -LiteralPath $one.Result) {
                Get-Content -LiteralPath $one.Result -Raw | ConvertFrom-Json
            }
            else {
                # The process itself died: that is a failure, not a test less.
                "No result of $($one.Path -join ', ')." | Out-Host
                [pscustomobject]@{ Passed = 0; Failed = 1; Skipped = 0 }
            }
        }
    }
}

function Start-PesterProcess([string] $Pester, [string[]] $Path) {
    $name = [IO.Path]::GetFileNameWithoutExtension($Path[0])
    $result = Join-Path $root "testresults/pester-$name.json"
    $log = Join-Path $root "testresults/pester-$name.log"
    Remove-Item -LiteralPath $result, $log -ErrorAction Ignore
    $command = Get-PowerShellCommand
    $arguments = @($command | Select-Object -Skip 1) + @('-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-File', "$root/tests/Shared/Run.ps1", '-Pester', $Pester, '-Path', ($Path -join ';'), '-Result', $result)
    $quoted = $arguments | ForEach-Object { $_ -match '\s' ? "`"$_`"" : $_ }

    # Another PowerShell finds its own modules, not those of this one.
    $environment = $PowerShell ? @{ PSModulePath = $null } : @{}
    $process = Start-Process -FilePath $command[0] -ArgumentList $quoted -Environment $environment -PassThru -NoNewWindow -RedirectStandardOutput $log -RedirectStandardError "$log.error"
    [pscustomobject]@{ Process = $process; Path = $Path; Result = $result; Log = $log }
}

function Invoke-Test {
    [IO.Directory]::CreateDirectory((Join-Path $root 'testresults')) | Out-Null
    Build-Module
    Build-Emulator
    Build-Host
    $results = @(
        if (-not $TestPath) {
            & "$root/tests/Shared/LibraryTests.ps1" -Root $root -Configuration $configuration
        }

        if ($TestPath) {
            Invoke-PesterGroup (, $TestPath)
        }
        else {
            # What lies beside the folders is about all of them, and takes longest: first, and each file for itself.
            $all = Get-ChildItem -Path "$root/tests" -Filter *.Tests.ps1 -Recurse
            $whole, $folders = $all.Where({ $_.Directory.Name -eq 'tests' }, 'Split')
            $groups = @(
                $whole | Sort-Object Length -Descending | ForEach-Object { , [string[]]$_.FullName }
                $folders | Group-Object { $_.Directory.FullName } | ForEach-Object { , [string[]]$_.Group.FullName }
            )
            Invoke-PesterGroup $groups
        }
    )
    $passed = ($results | Measure-Object Passed -Sum).Sum
    $failed = ($results | Measure-Object Failed -Sum).Sum
    ''
    "$passed passed, $failed failed"
    if ($failed -gt 0 -or $passed -eq 0) {
        exit 1
    }
}

function Invoke-Bench {
    Build-Module
    Build-Emulator
    Build-Host
    Invoke-Dotnet build "$root/tests/Benchmarks" -c $configuration -v quiet --nologo
    & "$root/tests/Benchmarks/Bench.ps1" -Module "$module/ThreatGrid.psd1" -Name $Bench
}

# A folder ready for a gallery, the package file and checksums, beside the module that was built, which stays. Signing comes before the checksums.
function Invoke-Package {
    Build-Module
    $version = (Import-PowerShellDataFile "$module/ThreatGrid.psd1").ModuleVersion
    $package = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Destination)
    $target = Join-Path $package 'ThreatGrid' $version
    Remove-Item -Path "$package/ThreatGrid", "$package/ThreatGrid.*.nupkg", "$package/SHA256SUMS" -Recurse -Force -ErrorAction Ignore
    [IO.Directory]::CreateDirectory($target) | Out-Null
    Copy-Item -Path "$module/*" -Destination $target -Recurse
    if ($CertificateThumbprint) {
        $certificate = Get-Item -LiteralPath "Cert:/CurrentUser/My/$CertificateThumbprint"
        Get-ChildItem -Path $target -Recurse -Include ThreatGrid*.dll, *.psd1, *.psm1, *.ps1xml |
            ForEach-Object { Set-AuthenticodeSignature -FilePath $_.FullName -Certificate $certificate -HashAlgorithm SHA256 } |
            Where-Object Status -NE Valid | ForEach-Object { throw "Signing failed: $($_.Path): $($_.StatusMessage)" }
    }

    Compress-PSResource -Path $target -DestinationPath $package
    Get-ChildItem -Path $target, "$package/ThreatGrid.$version.nupkg" -Recurse -File | Get-FileHash -Algorithm SHA256 | ForEach-Object {
        '{0}  {1}' -f $_.Hash.ToLowerInvariant(), [IO.Path]::GetRelativePath($package, $_.Path).Replace('\', '/')
    } | Set-Content -LiteralPath "$package/SHA256SUMS" -Encoding utf8NoBOM
    Get-Item -LiteralPath "$package/ThreatGrid.$version.nupkg"
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
