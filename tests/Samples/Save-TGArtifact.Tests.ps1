BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 1 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
    $artifacts = Get-TGSampleArtifact $id
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Save-TGArtifact' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $artifacts = Get-TGSampleArtifact $id
        $folder = Join-Path $TestDrive ([guid]::NewGuid())
    }

    It 'saves artifacts of an analysis in protected archives, called by their hashes' {
        $saved = $artifacts | Where-Object Source -EQ disk | Save-TGArtifact -Destination $folder
        $saved.Count | Should -BeGreaterThan 0
        foreach ($one in $saved) {
            Split-Path $one.Path -Leaf | Should -Match '^[0-9a-f]{64}\.zip$'
            [IO.File]::ReadAllBytes($one.Path)[6] -band 1 | Should -Be 1
        }
    }

    It 'takes hashes as text, of any case' {
        (Save-TGArtifact $artifacts[0].Sha256.ToUpperInvariant() -Destination $folder).Path | Should -Be (Join-Path $folder "$($artifacts[0].Sha256).zip")
    }

    It 'names what is no SHA-256, and what is not there' {
        'nohash', ('0' * 40), ('0' * 64) | Save-TGArtifact -Destination $folder -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId -replace ',.*' | Should -Be @('NoHash', 'NoHash', 'NotFound')
        Get-ChildItem $folder -Force -File -ErrorAction Ignore | Should -BeNullOrEmpty
    }

    It 'compares a bare file with the hash it was asked by' {
        Add-TGEmulatorFault $emulator @{ path = '/artifacts/'; status = 200; contentType = 'application/octet-stream'; body = 'MZ other bytes' }
        Save-TGArtifact $artifacts[0].Sha256 -Destination $folder -AllowUnprotected -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'HashMismatch,*'
        Get-ChildItem $folder -Force -File | Should -BeNullOrEmpty
    }

    It 'saves nothing with -WhatIf' {
        Save-TGArtifact $artifacts[0].Sha256 -Destination $folder -WhatIf | Should -BeNullOrEmpty
        Test-Path $folder | Should -BeFalse
    }

    It 'stops half-way' {
        $artifacts | Save-TGArtifact -Destination $folder | Select-Object -First 1 | Should -HaveCount 1
        @(Get-ChildItem $folder -Force -File) | Should -HaveCount 1
    }
}
