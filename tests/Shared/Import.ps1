# Dot-sourced by each test file: the staged module as users load it, and an emulator of its own.
param([string[]] $EmulatorArguments = @())

$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
Import-Module "$PSScriptRoot/Emulator.psm1"
Import-Module "$PSScriptRoot/TestTools.psm1"

# Invented; no output of any test may show it.
$key = 'k3yF0rTests0nly7qz9mw2v5xa'
$emulator = Start-TGEmulator -Arguments $EmulatorArguments
