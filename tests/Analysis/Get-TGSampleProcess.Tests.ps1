BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 0 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId

    function Read-Body([string] $Items) {
        Add-TGEmulatorFault $emulator @{ path = 'analysis/processes'; status = 200; body = "{`"api_version`":2,`"id`":1,`"data`":{`"items`":$Items}}" }
        Get-TGSampleProcess $id
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSampleProcess' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'gives each process once, below the one that started it' {
        $body = @{}
        (Invoke-TGApi "/api/v2/samples/$id/analysis/processes").items.PSObject.Properties | ForEach-Object { $body[$_.Name] = $_.Value }
        $processes = Get-TGSampleProcess $id
        $processes.Count | Should -Be $body.Count
        $seen = @{}
        foreach ($process in $processes) {
            $process.Name | Should -Be $body[$process.RecordId].process_name
            $parent = "$($body[$process.RecordId].ppid)"
            if ($parent -and $body.ContainsKey($parent)) {
                $seen.Keys | Should -Contain $parent
                $process.Depth | Should -Be ($seen[$parent].Depth + 1)
                $process.ParentName | Should -Be $seen[$parent].Name
                $process.ParentProcessId | Should -Be $seen[$parent].ProcessId
            }
            else {
                $process.Depth | Should -Be 0
            }

            $seen[$process.RecordId] = $process
        }
    }

    It 'survives parents that are missing, circles and its own parent' {
        $processes = Read-Body '{"5":{"pid":50,"ppid":99,"process_name":"orphan"},"1":{"pid":10,"ppid":2,"process_name":"a"},"2":{"pid":20,"ppid":1,"process_name":"b"},"3":{"pid":30,"ppid":3,"process_name":"self"},"4":{"pid":40,"ppid":null,"process_name":"root"},"6":{"ppid":4,"process_name":"child"}}'
        ($processes.Name | Sort-Object) | Should -Be @('a', 'b', 'child', 'orphan', 'root', 'self')
        ($processes | Where-Object Name -EQ child).Depth | Should -Be 1
        [array]::IndexOf($processes.Name, 'child') | Should -Be ([array]::IndexOf($processes.Name, 'root') + 1)
    }

    It 'gives the first root before the others have come' {
        Set-TGEmulatorSetting $emulator @{ processCount = 20000 }
        Get-TGSampleProcess $id | Select-Object -First 1 | Should -HaveCount 1
        (Get-TGEmulatorRequest $emulator)[-1].Path | Should -Match processes
    }

    It 'reads numbers beyond 64 bits, and keeps them' {
        $process = Read-Body '{"1":{"pid":4,"process_name":"x","threads":[{"client_id":18446744073709551000}]}}'
        $process.AdditionalProperties['threads'][0]['client_id'] | Should -Be 18446744073709551000
    }

    It 'has command line, image and what it changed' {
        $processes = Get-TGSampleProcess $id
        @($processes | Where-Object CommandLine).Count | Should -BeGreaterThan 1
        @($processes | Where-Object { $_.RegistryKeysModified.Count -gt 0 }).Count | Should -BeGreaterThan 0
        @($processes | Where-Object { $_.FilesModified.Count -gt 0 }).Count | Should -BeGreaterThan 0
    }
}
