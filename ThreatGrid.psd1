@{
    RootModule             = 'ThreatGrid.psm1'
    ModuleVersion          = '0.1.0'
    GUID                   = 'e9a6458e-190c-4214-8c3f-06849a97690f'
    Author                 = 'ThreatGrid for PowerShell contributors'
    CompanyName            = 'ThreatGrid for PowerShell contributors'
    Copyright              = '(c) ThreatGrid for PowerShell contributors. MIT licence.'
    Description            = 'The Cisco Threat Grid (Secure Malware Analytics) API at the PowerShell prompt: threat-intelligence feeds, samples and their analysis as objects, safe with malware and with keys.'
    PowerShellVersion      = '5.1'
    CompatiblePSEditions   = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    FormatsToProcess       = @('ThreatGrid.Connections.Format.ps1xml', 'ThreatGrid.Feeds.Format.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Connect-TGServer'
        'ConvertTo-TGRow'
        'Disconnect-TGServer'
        'Get-TGConnection'
        'Get-TGCuratedFeed'
        'Get-TGIocFeed'
        'Get-TGSampleFeed'
        'Invoke-TGApi'
        'Register-TGConnection'
        'Save-TGCuratedFeed'
        'Test-TGConnection'
        'Unregister-TGConnection'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('ThreatGrid', 'Cisco', 'SecureMalwareAnalytics', 'ThreatIntelligence', 'Malware', 'Sandbox', 'Security', 'IOC', 'PSEdition_Desktop', 'PSEdition_Core')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
