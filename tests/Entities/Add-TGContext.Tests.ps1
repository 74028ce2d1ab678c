BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
    $ip = '198.51.100.205'
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Add-TGContext' {
    BeforeEach {
        Reset-TGEmulator $emulator
        $alerts = "$TestDrive/alerts.csv"
        Set-Content $alerts 'id,src_ip,dst_ip,note', "1,$ip,10.0.0.1,a", '2,,203.0.113.250,b', '3,198[.]51[.]100[.]205,x,c', '4,not an address,x,d', "5,203.0.113.250,$ip,e"
    }

    It 'job 4: my own columns, enriched' {
        Import-Csv $alerts | Add-TGContext -Type Ip -Property src_ip -ThrottleLimit 8 -ErrorVariable failed -ErrorAction SilentlyContinue | Export-Csv "$TestDrive/enriched.csv" -NoTypeInformation
        $rows = Import-Csv "$TestDrive/enriched.csv"
        $rows.id | Should -Be 1, 2, 3, 4, 5
        $rows.note | Should -Be a, b, c, d, e
        $rows.TGKnown | Should -Be True, '', True, '', False
        $failed | ForEach-Object FullyQualifiedErrorId | Should -BeLike 'NotAnEntity,*'
    }

    It 'says what the other routes say' {
        $row = [pscustomobject]@{ src = $ip } | Add-TGContext Ip src
        $samples = Get-TGIp $ip -Related Samples
        $row.TGSampleCount | Should -Be @($samples).Count
        $row.TGHighestSeverity | Should -Be ($samples.HighestSeverity | Measure-Object -Maximum).Maximum
        $row.TGHighestScore | Should -Be ($samples | Get-TGSampleThreat | Measure-Object Score -Maximum).Maximum
        $row.TGLastSeenUtc | Should -Be ($samples.TimestampUtc | Measure-Object -Maximum).Maximum
        $row.TGAsn | Should -Be (Get-TGIp $ip).Asn
        $row.TGSampleLink | Should -BeLike '*/mask/samples/*'
        @($row.TGIndicators) | Sort-Object | Should -Be ($samples.Indicators.Indicator | Sort-Object -Unique)
    }

    It 'looks each distinct value up once' {
        1..50 | ForEach-Object { [pscustomobject]@{ n = $_; src = $_ % 2 ? $ip : '198[.]51[.]100[.]205' } } | Add-TGContext Ip src -ThrottleLimit 8 | ForEach-Object n | Should -Be (1..50)
        @(Get-TGEmulatorRequest $emulator | Where-Object Path -EQ "/api/v2/ips/$ip") | Should -HaveCount 1
    }

    It 'keeps what objects are and have, twice with another prefix' {
        $item = Get-TGIocFeed Ip -Last 1h -First 1 | Add-TGContext Ip | Add-TGContext Ip -Prefix Again
        $item.GetType().Name | Should -Be IpFeedItem
        $item.PSObject.Properties.Name | Should -Contain TGKnown
        $item.PSObject.Properties.Name | Should -Contain AgainKnown
        $flat = $item | ConvertTo-TGRow
        $flat.Ip | Should -Be $item.Ip
        $flat.PSObject.Properties.Name | Should -Contain TGSampleCount
        $flat.PSObject.Properties.Name | Should -Not -Contain TGLastSeenUtc
    }

    It 'takes no connection from a column that happens to be called so; own objects remember theirs' {
        ([pscustomobject]@{ Connection = 'tcp'; Ip = $ip } | Add-TGContext Ip).TGKnown | Should -BeTrue
        $other = Start-TGEmulator
        try {
            $item = Get-TGIocFeed Ip -Last 1h -First 1
            Connect-TGServer $other.Uri -Name second -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
            Clear-TGEmulatorRequest $other
            $item | Add-TGContext Ip | Out-Null
            Get-TGEmulatorRequest $other | Should -BeNullOrEmpty
        }
        finally {
            Disconnect-TGServer second
            Stop-TGEmulator $other
            Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 | Out-Null
        }
    }

    It 'takes plain texts, and other kinds' {
        $row = $ip | Add-TGContext Ip
        "$($row.Value) $($row.TGKnown)" | Should -Be "$ip True"
        ('panel[.]amber-control[.]example' | Add-TGContext Domain).TGHighestScore | Should -BeGreaterThan 0
        $artifact = (Find-TGSample -Last 60d -MinimumScore 50 -First 1 | Get-TGSampleArtifact)[0]
        ($artifact.Md5 | Add-TGContext Artifact).TGSampleCount | Should -BeGreaterThan 0
        ('d' * 64 | Add-TGContext Artifact).TGKnown | Should -BeFalse
    }

    It 'loses no row where the server fails, and says so once for a value' {
        Add-TGEmulatorFault $emulator @{ path = '/ips/'; times = 0; status = 400; body = 'no' }
        $rows = $ip, $ip | Add-TGContext Ip -ErrorVariable failed -ErrorAction SilentlyContinue
        $rows | Should -HaveCount 2
        $rows[0].TGKnown | Should -BeNullOrEmpty
        $failed | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | Should -HaveCount 1
    }

    It 'refuses samples: they are no thing that samples met' {
        { 'a' * 32 | Add-TGContext Sample } | Should -Throw -ErrorId 'ParameterArgumentValidationError,*'
    }

    It 'names the columns where the property is not there' {
        { [pscustomobject]@{ one = 1; two = 2 } | Add-TGContext Ip src } | Should -Throw '*They have one, two.'
    }
}
