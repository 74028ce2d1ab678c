# Starts the module: Windows PowerShell loads the cmdlets directly, PowerShell 7 through their own load context.

if ($PSVersionTable.PSEdition -ne 'Core') {
    $cmdlets = Microsoft.PowerShell.Core\Import-Module -Name "$PSScriptRoot\bin\net472\ThreatGrid.PowerShell.dll" -PassThru -ErrorAction Stop
}
else {
    # PowerShell 7.4 is the first on .NET 8. Comparing numbers is cheaper than comparing versions, and import time is everybody's.
    if ([Environment]::Version.Major -lt 8) {
        throw "ThreatGrid needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
    }

    $publicTypes = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'net8.0', 'ThreatGrid.dll')
    $loaded = 'ThreatGrid.Loading.LoadContext' -as [type]
    if (-not $loaded) {
        [void][System.Reflection.Assembly]::LoadFrom($publicTypes)
    }
    elseif ($loaded.Assembly.GetName().Version -ne [System.Reflection.AssemblyName]::GetAssemblyName($publicTypes).Version) {
        throw "Another version of ThreatGrid ($($loaded.Assembly.GetName().Version)) is loaded in this session. Start a new session to use this one."
    }

    $isReload = $null -ne $loaded
    $cmdlets = Microsoft.PowerShell.Core\Import-Module -Assembly (('ThreatGrid.Loading.LoadContext' -as [type])::LoadCmdlets()) -PassThru:$isReload
}

# Without this a second import in one session exports nothing (PowerShell/PowerShell#20710).
if ($cmdlets) {
    $addExportedCmdlet = [psmoduleinfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
    if ($addExportedCmdlet) {
        foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
            [void]$addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
        }
    }
}
