BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSample' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'reads samples by their ids, in order, texts and objects alike' {
        $ids = (Get-TGSample -Last 30d -First 3).SampleId
        (Get-TGSample $ids).SampleId | Should -Be $ids
        ($ids | Get-TGSample).SampleId | Should -Be $ids
        ($ids | ForEach-Object { [pscustomobject]@{ SampleId = $_; Note = 1 } } | Get-TGSample).SampleId | Should -Be $ids
        (Get-TGSample -Last 30d -First 3 | Get-TGSample).SampleId | Should -Be $ids
    }

    It 'has all members of the body, typed' {
        $id = (Find-TGSample -State succ -Last 30d -First 1).SampleId
        $body = Invoke-TGApi "/api/v2/samples/$id"
        $sample = Get-TGSample $id
        $sample | Should -BeOfType ThreatGrid.Sample
        $sample.FileName | Should -Be $body.filename
        $sample.Sha256 | Should -Be $body.sha256
        $sample.State | Should -Be $body.state
        $sample.VirtualMachine | Should -Be $body.vm
        $sample.Login | Should -Be $body.login
        $sample.SubmittedAtUtc.Kind | Should -Be Utc
        $sample.SampleLink | Should -Be "$($emulator.Uri)mask/samples/$id"
    }

    It 'names an id that is not there, and reads the others' {
        $id = (Get-TGSample -Last 30d -First 1).SampleId
        (Get-TGSample ('0' * 32), $id -ErrorVariable failed -ErrorAction SilentlyContinue).SampleId | Should -Be $id
        $failed[-1].FullyQualifiedErrorId | Should -Be 'NotFound,ThreatGrid.PowerShell.Samples.GetTGSampleCommand'
        $failed[-1].TargetObject | Should -Be ('0' * 32)
    }

    It 'refuses objects that have no id' {
        { Get-Date | ForEach-Object { [IO.FileInfo]'x' } | Get-TGSample -ErrorAction Stop } | Should -Throw -ExpectedMessage '*SampleId*'
        Get-TGEmulatorRequest $emulator | Should -BeNullOrEmpty
    }

    It 'lists a window, page by page, nothing twice' {
        Set-TGEmulatorSetting $emulator @{ pageCap = 40 }
        $rows = Get-TGSample -Last 40d
        $rows.Count | Should -BeGreaterThan 150
        @($rows.SampleId | Select-Object -Unique).Count | Should -Be $rows.Count
        $after = [datetime]::UtcNow.AddDays(-40)
        @($rows | Where-Object SubmittedAtUtc -LT $after) | Should -HaveCount 0
    }

    It 'passes every filter to the server' {
        Get-TGSample -After 2026-01-01 -Before 2026-01-02 -OrganizationOnly -UserOnly -Indicator network-communications-http | Out-Null
        $query = (Get-TGEmulatorRequest $emulator)[0].Parameters
        $query.org_only | Should -Be true
        $query.user_only | Should -Be true
        $query.ioc | Should -Be network-communications-http
        $query.after | Should -Match '^20(25-12-31|26-01-01)T'
    }

    It 'finds a hash anywhere in time, by the parameter of its length' {
        $sample = Get-TGSample -Last 40d -First 1
        (Get-TGSample -Hash $sample.Sha256).SampleId | Should -Contain $sample.SampleId
        (Get-TGSample -Hash $sample.Md5).SampleId | Should -Contain $sample.SampleId
        { Get-TGSample -Hash nohash } | Should -Throw -ErrorId 'NoHash,*'
    }

    It 'stops half-way without reading more pages' {
        Set-TGEmulatorSetting $emulator @{ pageCap = 20 }
        Get-TGSample -Last 40d | Select-Object -First 5 | Should -HaveCount 5
        @(Get-TGEmulatorRequest $emulator | Where-Object Path -EQ '/api/v2/samples').Count | Should -BeLessThan 5
    }

    It 'gives nothing for a window without samples' {
        Get-TGSample -After 2010-01-01 -Before 2010-01-02 | Should -BeNullOrEmpty
    }

    It 'says what went wrong with the server' {
        Add-TGEmulatorFault $emulator @{ path = '/samples'; times = 0; status = 403; body = '{"error":{"message":"Not for you"}}' }
        { Get-TGSample -Last 1d -ErrorAction Stop } | Should -Throw -ExpectedMessage '*Not for you*'
    }

    It 'is tolerant right after a submission: 404 means not yet' {
        Set-TGEmulatorSetting $emulator @{ hiddenReads = 2 }
        $path = Join-Path $TestDrive fresh.exe
        [IO.File]::WriteAllText($path, 'fresh')
        (Submit-TGSample $path | Get-TGSample).FileName | Should -Be fresh.exe
    }

    It 'shows a table' {
        Get-TGSample -Last 30d -First 1 | Out-String -Width 160 | Should -Match 'State\s+Status\s+FileName\s+SampleId\s+Submitted'
    }
}
