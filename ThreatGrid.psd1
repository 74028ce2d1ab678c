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
    FormatsToProcess       = @('ThreatGrid.Connections.Format.ps1xml', 'ThreatGrid.Feeds.Format.ps1xml', 'ThreatGrid.Samples.Format.ps1xml', 'ThreatGrid.Analysis.Format.ps1xml')
    FunctionsToExport      = @()
    VariablesToExport      = @()
    AliasesToExport        = @()
    CmdletsToExport        = @(
        'Connect-TGServer'
        'ConvertTo-TGRow'
        'Disconnect-TGServer'
        'Find-TGSample'
        'Get-TGConnection'
        'Get-TGCuratedFeed'
        'Get-TGHashReport'
        'Get-TGIocFeed'
        'Get-TGNetworkExit'
        'Get-TGPlaybook'
        'Get-TGSample'
        'Get-TGSampleAnnotation'
        'Get-TGSampleArtifact'
        'Get-TGSampleFeed'
        'Get-TGSampleIndicator'
        'Get-TGSampleMetadata'
        'Get-TGSampleNetworkStream'
        'Get-TGSampleObservable'
        'Get-TGSampleProcess'
        'Get-TGSampleState'
        'Get-TGSampleSummary'
        'Get-TGSampleThreat'
        'Get-TGSampleWarning'
        'Get-TGVirtualMachine'
        'Invoke-TGApi'
        'Register-TGConnection'
        'Remove-TGSample'
        'Save-TGArtifact'
        'Save-TGCuratedFeed'
        'Save-TGSampleItem'
        'Submit-TGSample'
        'Test-TGConnection'
        'Unregister-TGConnection'
        'Wait-TGSample'
    )
    PrivateData            = @{
        PSData = @{
            Tags         = @('ThreatGrid', 'Cisco', 'SecureMalwareAnalytics', 'ThreatIntelligence', 'Malware', 'Sandbox', 'Security', 'IOC', 'PSEdition_Desktop', 'PSEdition_Core')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
