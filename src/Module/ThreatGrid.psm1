# Starts the module: Windows PowerShell loads the cmdlets directly, PowerShell 7 through their own load context.

$importModule = Get-Command -Name Import-Module -Module Microsoft.PowerShell.Core

if ($PSVersionTable.PSEdition -ne 'Core') {
    $cmdlets = & $importModule -Name "$PSScriptRoot\bin\net472\ThreatGrid.PowerShell.dll" -PassThru -ErrorAction Stop
}
else {
    if ($PSVersionTable.PSVersion -lt '7.4') {
        throw "ThreatGrid needs PowerShell 7.4 or later, or Windows PowerShell 5.1. This is PowerShell $($PSVersionTable.PSVersion)."
    }

    $publicTypes = [System.IO.Path]::Combine($PSScriptRoot, 'bin', 'net8.0', 'ThreatGrid.dll')
    $loaded = 'ThreatGrid.Loading.LoadContext' -as [type]
    if (-not $loaded) {
        Add-Type -Path $publicTypes
    }
    elseif ($loaded.Assembly.GetName().Version -ne [System.Reflection.AssemblyName]::GetAssemblyName($publicTypes).Version) {
        throw "Another version of ThreatGrid ($($loaded.Assembly.GetName().Version)) is loaded in this session. Start a new session to use this one."
    }

    $cmdlets = & $importModule -Assembly ([ThreatGrid.Loading.LoadContext]::LoadCmdlets()) -PassThru
}

# Without this a second import in one session exports nothing (PowerShell/PowerShell#20710).
$addExportedCmdlet = [psmoduleinfo].GetMethod('AddExportedCmdlet', [System.Reflection.BindingFlags]'Instance, NonPublic')
if ($addExportedCmdlet) {
    foreach ($cmdlet in $cmdlets.ExportedCmdlets.Values) {
        [void]$addExportedCmdlet.Invoke($ExecutionContext.SessionState.Module, @(, $cmdlet))
    }
}
