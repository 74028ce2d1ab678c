# What is particular to the summary, the verdict, artifacts, annotations, metadata and warnings.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 0 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId

    function Set-Body([string] $Path, [string] $Data) {
        Add-TGEmulatorFault $emulator @{ path = $Path; status = 200; body = "{`"api_version`":2,`"id`":1,`"data`":$Data}" }
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'An analysis' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'Get-TGSampleSummary counts artifacts by where they were found' {
        $body = Invoke-TGApi "/api/v2/samples/$id/summary"
        $summary = Get-TGSampleSummary $id
        $summary.Sha256 | Should -Be $body.sha256
        $summary.TimesSeen | Should -Be $body.times_seen
        $summary.DiskArtifactCount | Should -Be ([long]$body.artifacts.disk)
        $summary.NetworkArtifactCount | Should -Be ([long]$body.artifacts.network)
        $summary.RunStartUtc.ToString('s') | Should -Be ([datetime]$body.run_start).ToUniversalTime().ToString('s')
    }

    It 'Get-TGSampleThreat has the score and the names behind it' {
        $body = Invoke-TGApi "/api/v2/samples/$id/threat"
        $threat = Get-TGSampleThreat $id
        $threat.Score | Should -Be $body.score
        $threat.MaximumSeverity | Should -Be $body.'max-severity'
        $threat.Indicators | Should -Be $body.bis
    }

    It 'Get-TGSampleThreat reads a verdict without a score' {
        Set-Body 'threat' '{"count":0,"bis":[],"score":null,"sample":"x"}'
        $threat = Get-TGSampleThreat $id
        $threat.Score | Should -BeNullOrEmpty
        $threat.IndicatorCount | Should -Be 0
    }

    It 'Get-TGSampleArtifact reads forensics that are missing, null and there' {
        Set-Body 'artifacts' '{"items":{"1":{"origin":"disk","path":"a","size":1},"2":{"origin":"disk","path":"b","forensics":null,"antivirus":{"x":{"result":"bad"}}},"3":{"origin":"network","forensics":{"pe":{"n":1}},"size":"12"}}}'
        $artifacts = Get-TGSampleArtifact $id
        $artifacts.ArtifactId | Should -Be @('1', '2', '3')
        $artifacts[2].AdditionalProperties['forensics']['pe']['n'] | Should -Be 1
        $artifacts[1].AdditionalProperties['antivirus']['x']['result'] | Should -Be bad
        $artifacts[2].Size | Should -Be 12
    }

    It 'Get-TGSampleAnnotation has an address and where it is' {
        $body = @{}
        (Invoke-TGApi "/api/v2/samples/$id/analysis/annotations").items.network.PSObject.Properties | ForEach-Object { $body[$_.Name] = $_.Value }
        $annotations = Get-TGSampleAnnotation $id
        ($annotations.Ip | Sort-Object) | Should -Be ($body.Keys | Sort-Object)
        $known = $annotations | Where-Object Asn | Select-Object -First 1
        $known.Asn | Should -Be $body[$known.Ip].asn
        $known.Organization | Should -Be $body[$known.Ip].org
    }

    It 'Get-TGSampleMetadata reads times as numbers and as texts' {
        Set-Body 'metadata' '{"general_details":{"report_created":"2024-05-01T10:06:10Z"},"sandcastle_env":{"vm":"win10","analysis_start":1714557610,"sample_executed":1714557660,"analysis_end":"2024-05-01T10:06:09Z"},"malware_desc":[{"filename":"a.exe","size":5,"sha256":"x"}]}'
        $metadata = Get-TGSampleMetadata $id
        $metadata.AnalysisStartUtc | Should -Be ([datetime]::new(2024, 5, 1, 10, 0, 10, [System.DateTimeKind]::Utc))
        $metadata.AnalysisEndUtc | Should -Be ([datetime]::new(2024, 5, 1, 10, 6, 9, [System.DateTimeKind]::Utc))
        $metadata.FileName | Should -Be a.exe
    }

    It 'Get-TGSampleWarning reads objects that are no JSON together' {
        $whole = Get-TGSampleWarning $id
        Set-TGEmulatorSetting $emulator @{ bareWarnings = $true }
        (Get-TGSampleWarning $id).Title | Should -Be $whole.Title
        Add-TGEmulatorFault $emulator @{ path = 'warnings.json'; status = 200; body = '[]' }
        Get-TGSampleWarning $id | Should -BeNullOrEmpty
    }

    It 'one entry that cannot be read costs that entry, with an error' {
        Set-Body 'network_streams' '{"items":{"1":{"src":"192.0.2.1"},"2":"no stream","3":{"src":"192.0.2.3"}}}'
        $streams = Get-TGSampleNetworkStream $id -ErrorVariable failed -ErrorAction SilentlyContinue
        $streams.SourceIp | Should -Be @('192.0.2.1', '192.0.2.3')
        $failed | Should -HaveCount 1
    }
}
