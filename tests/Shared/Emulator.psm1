# Starts the emulator and talks to its control endpoints. Used by the tests, the demo and the benches.

function Start-TGEmulator {
    <#
    .SYNOPSIS
        Starts an emulator in a process of its own, which ends with this one.
    #>
    [CmdletBinding()]
    param([string[]] $Arguments = @())

    $dll = Join-Path $PSScriptRoot '../ThreatGrid.Emulator/bin/Release/net10.0/ThreatGrid.Emulator.dll'
    if (-not (Test-Path -LiteralPath $dll)) {
        throw "The emulator is not built. Run build.ps1 Test or Demo."
    }

    $start = [System.Diagnostics.ProcessStartInfo]::new('dotnet')
    foreach ($argument in @($dll, '--parent', "$PID") + $Arguments) {
        $start.ArgumentList.Add($argument)
    }

    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    $told = @{}
    while ($true) {
        $line = $process.StandardOutput.ReadLineAsync()
        if (-not $line.Wait(30000) -or $null -eq $line.Result) {
            $process.Kill()
            throw 'The emulator did not start.'
        }

        if ($line.Result -eq 'Ready') {
            break
        }

        $name, $value = $line.Result -split ': ', 2
        $told[$name] = $value
    }

    [pscustomobject]@{
        Uri                  = $told['Listening'] + '/'
        TlsUri               = $told['Tls']
        TlsSelfSignedUri     = $told['TlsSelfSigned']
        TlsExpiredUri        = $told['TlsExpired']
        TlsWrongNameUri      = $told['TlsWrongName']
        CaFile               = $told['TlsCa']
        Thumbprint           = $told['TlsThumbprint']
        SelfSignedThumbprint = $told['TlsSelfSignedThumbprint']
        ProxyUri             = $told['Proxy']
        Process              = $process
    }
}

function Stop-TGEmulator {
    <#
    .SYNOPSIS
        Ends an emulator.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator)

    if (-not $Emulator.Process.HasExited) {
        $Emulator.Process.Kill()
        $Emulator.Process.WaitForExit()
    }
}

function Invoke-Control($Emulator, [string] $Method, [string] $Path, $Body) {
    $arguments = @{ Uri = "$($Emulator.Uri)__emulator/$Path"; Method = $Method }
    if ($null -ne $Body) {
        $arguments.Body = $Body -is [byte[]] ? $Body : [Text.Encoding]::UTF8.GetBytes(($Body -is [string] ? $Body : ($Body | ConvertTo-Json -Depth 20 -Compress)))
        $arguments.ContentType = 'application/json'
    }

    Invoke-RestMethod @arguments -NoProxy
}

function Reset-TGEmulator {
    <#
    .SYNOPSIS
        Puts an emulator back to its start, or to one with settings and faults.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [hashtable] $Setting = @{}, [hashtable[]] $Fault = @())

    Invoke-Control $Emulator POST reset @{ settings = $Setting; faults = $Fault } | Out-Null
}

function Set-TGEmulatorSetting {
    <#
    .SYNOPSIS
        Changes settings; the names are in the emulator's README.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] [hashtable] $Setting)

    Invoke-Control $Emulator PUT settings $Setting | Out-Null
}

function Set-TGEmulatorClock {
    <#
    .SYNOPSIS
        Sets, freezes or steps the clock.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] [hashtable] $Clock)

    Invoke-Control $Emulator PUT clock $Clock | Out-Null
}

function Set-TGEmulatorFeed {
    <#
    .SYNOPSIS
        Gives a feed rows of its own: objects, or JSON as text or bytes, which are kept byte for byte.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] $Emulator,
        [Parameter(Mandatory)] [ValidateSet('iocs', 'samples', 'curated')] [string] $Family,
        [Parameter(Mandatory)] [string] $Name,
        [string] $Date,
        [Parameter(Mandatory)] [AllowEmptyCollection()] $Rows
    )

    $body = $Rows -is [string] -or $Rows -is [byte[]] ? $Rows : (ConvertTo-Json -InputObject @($Rows) -Depth 20 -Compress)
    Invoke-Control $Emulator POST "feeds/$Family/$Name$(if ($Date) { "?date=$Date" })" $body | Out-Null
}

function Add-TGEmulatorFault {
    <#
    .SYNOPSIS
        Lets coming requests fail; the members of a fault are in the emulator's README.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [Parameter(Mandatory)] [hashtable] $Fault)

    Invoke-Control $Emulator POST faults $Fault | Out-Null
}

function Clear-TGEmulatorFault {
    <#
    .SYNOPSIS
        Forgets all faults.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator)

    Invoke-Control $Emulator DELETE faults | Out-Null
}

function Get-TGEmulatorRequest {
    <#
    .SYNOPSIS
        The requests that came; Parameters has a property for each parameter of the query.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator)

    foreach ($request in @(Invoke-WebRequest "$($Emulator.Uri)__emulator/requests" -NoProxy | ForEach-Object Content | ConvertFrom-Json -DateKind String)) {
        $parameters = [ordered]@{}
        foreach ($parameter in $request.parameters.PSObject.Properties) {
            $parameters[$parameter.Name] = $parameter.Value -join ','
        }

        $request.parameters = [pscustomobject]$parameters
        $request
    }
}

function Clear-TGEmulatorRequest {
    <#
    .SYNOPSIS
        Forgets the requests that came.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator)

    Invoke-Control $Emulator DELETE requests | Out-Null
}

function Get-TGEmulatorProxyRequest {
    <#
    .SYNOPSIS
        What passed the emulator's proxy.
    #>
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator)

    @(Invoke-Control $Emulator GET proxy)
}

Export-ModuleMember -Function *-TG*
