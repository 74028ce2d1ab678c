# Runs a command on a server that fails, and tells what came of it in a form that can be compared.

# What the calls name: the server, a folder, a sample that is done, and what its analysis holds.
function Get-TGCallPlace {
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] [string] $Folder)

    $sample = Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1
    $seen = $sample | Get-TGSampleObservable
    @{
        uri      = $Emulator.Uri
        folder   = $Folder
        file     = "$Folder/sample.bin"
        id       = $sample.SampleId
        sha256   = $sample.Sha256
        artifact = ($sample | Get-TGSampleArtifact)[0].Sha256
        domain   = @($seen | Where-Object Type -EQ Domain)[0].Value
        url      = @($seen | Where-Object Type -EQ Url)[0].Value
        path     = @(Find-TGEntity Path path exe)[0].Value
        key      = @(Find-TGEntity RegistryKey key RUN)[0].Value
    }
}

# The server as each call meets it: its state, what the call is to remove, and a folder that is empty but for the file to submit.
function Reset-TGCall {
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] $Call, [Parameter(Mandatory)] [hashtable] $Place, [hashtable] $Setting = @{}, [hashtable[]] $Fault = @(), [switch] $SkipServer)

    if (Test-Path -LiteralPath $Place.folder) {
        Remove-Item -LiteralPath $Place.folder -Recurse -Force
    }

    $null = New-Item -ItemType Directory -Path $Place.folder
    Set-Content -LiteralPath $Place.file -Value 'A harmless text.'
    if ($SkipServer) {
        return
    }

    $Setting = @{ pageCap = 20 } + $Setting
    if ($Call.Name -notin 'Get-TGTag', 'Remove-TGTag') {
        Reset-TGEmulator $Emulator -Setting $Setting -Fault $Fault
        return
    }

    Reset-TGEmulator $Emulator -Setting $Setting
    Add-TGTag x -Ip 198.51.100.205 3>$null
    Clear-TGEmulatorRequest $Emulator
    foreach ($one in $Fault) {
        Add-TGEmulatorFault $Emulator $one
    }
}

# One call: its objects as JSON, the ids of its errors, the files it left, and how long it took.
function Invoke-TGCall {
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Call, [Parameter(Mandatory)] [hashtable] $Place)

    foreach ($name in $Place.Keys) {
        Set-Variable -Name $name -Value $Place[$name]
    }

    $watch = [System.Diagnostics.Stopwatch]::StartNew()
    $errors = [System.Collections.Generic.List[string]]::new()
    $objects = [System.Collections.Generic.List[string]]::new()
    try {
        & ([scriptblock]::Create($Call.Line)) 2>&1 3>$null | ForEach-Object {
            if ($_ -is [System.Management.Automation.ErrorRecord]) {
                $errors.Add(($_.FullyQualifiedErrorId -replace ',.*'))
            }
            else {
                $objects.Add(($_ | ConvertTo-Json -Depth 4 -Compress -WarningAction Ignore))
            }
        }
    }
    catch {
        $errors.Add(($_.FullyQualifiedErrorId -replace ',.*'))
    }

    [pscustomobject]@{
        Name    = $Call.Name
        Objects = $objects
        Errors  = $errors
        Files   = @(Get-ChildItem -LiteralPath $folder -Recurse -File -Force | Where-Object Name -NE sample.bin | Sort-Object FullName | ForEach-Object { $_.Name + ' ' + (Get-FileHash -LiteralPath $_.FullName).Hash })
        Elapsed = $watch.Elapsed
    }
}

# The first difference between what two calls came to, but for what differs by its nature; nothing where there is none.
function Compare-TGCall {
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Result, [Parameter(Mandatory)] $Whole)

    $varies = '"(Latency|Waited|ClockSkew)":(\{[^}]*\}|null)'
    if ($Result.Name -eq 'Submit-TGSample') {
        # What was found again by its hash has more members than what the server says at once.
        return Compare-Object @($Whole.Objects | ConvertFrom-Json).Sha256 @($Result.Objects | ConvertFrom-Json).Sha256
    }

    $differences = Compare-Object @($Whole.Objects -replace $varies) @($Result.Objects -replace $varies) -CaseSensitive -SyncWindow 0
    $differences += Compare-Object @($Whole.Files) @($Result.Files) -CaseSensitive
    $differences | Select-Object -First 1 | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" }
}

Export-ModuleMember -Function *-TG*
