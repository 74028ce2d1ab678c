BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
    $all = Get-TGSampleObservable $id
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSampleObservable' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'gives each value once, with all places where it was seen' {
        @($all | Group-Object Type, Value | Where-Object Count -GT 1) | Should -HaveCount 0
        @($all | Where-Object { $_.SeenIn.Count -eq 0 }) | Should -HaveCount 0
        @($all | Where-Object { $_.SeenIn.Count -gt 1 }).Count | Should -BeGreaterThan 0
    }

    It 'has every kind' {
        ($all.Type | Select-Object -Unique | ForEach-Object { "$_" } | Sort-Object) | Should -Be ([Enum]::GetNames([ThreatGrid.ObservableType]) | Where-Object { $_ -in 'Ip', 'Domain', 'Url', 'Sha256', 'Sha1', 'Md5', 'Path', 'RegistryKey' } | Sort-Object)
    }

    It 'has the ends of all streams, and all artifacts' {
        foreach ($stream in Get-TGSampleNetworkStream $id | Where-Object DestinationIp) { $all.Value | Should -Contain $stream.DestinationIp }
        foreach ($artifact in Get-TGSampleArtifact $id | Where-Object Sha256) { $all.Value | Should -Contain $artifact.Sha256 }
    }

    It 'marks addresses of the sandbox, and leaves them out on request' {
        @($all | Where-Object IsInternal).Value | Should -Contain 192.168.1.1
        @($all | Where-Object IsInternal).Value | Should -Contain 255.255.255.255
        $outside = Get-TGSampleObservable $id -ExcludeInternal
        @($outside | Where-Object IsInternal) | Should -HaveCount 0
        $outside.Count + @($all | Where-Object IsInternal).Count | Should -Be $all.Count
    }

    It 'filters by kind' {
        $some = Get-TGSampleObservable $id -Type Domain, Url
        $some.Type | Select-Object -Unique | Should -BeIn Domain, Url
        @($some).Count | Should -Be @($all | Where-Object Type -In Domain, Url).Count
    }

    It 'shows nothing that can be clicked' {
        $shown = $all | Where-Object Type -EQ Url | Out-String -Width 300
        $shown | Should -Match 'hxxp'
        $shown | Should -Not -Match 'http://'
    }
}
