BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.010 -MaximumRetryCount 0 | Out-Null
    $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId

    function Read-Body([string] $Items) {
        Add-TGEmulatorFault $emulator @{ path = 'network_streams'; status = 200; body = "{`"api_version`":2,`"id`":1,`"data`":{`"items`":$Items}}" }
        Get-TGSampleNetworkStream $id
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Get-TGSampleNetworkStream' {
    BeforeEach {
        Reset-TGEmulator $emulator
    }

    It 'has the ends, the bytes and the times of each stream' {
        $body = @{}
        (Invoke-TGApi "/api/v2/samples/$id/analysis/network_streams").items.PSObject.Properties | ForEach-Object { $body[$_.Name] = $_.Value }
        $streams = Get-TGSampleNetworkStream $id
        $streams.Count | Should -Be $body.Count
        foreach ($stream in $streams) {
            $json = $body[$stream.StreamId]
            $stream.SourceIp | Should -Be $json.src
            $stream.DestinationIp | Should -Be $json.dst
            $stream.DestinationPort | Should -Be $json.dst_port
            $stream.Bytes | Should -Be $json.bytes
            $stream.Protocol | Should -Be $json.protocol
        }
    }

    It 'decodes DNS in both styles' {
        $streams = Read-Body '{"3":{"protocol":"DNS","src":"192.168.1.70","dst":"192.168.1.1","decoded":{"34042":{"query":{"query_id":34042,"query_type":"A","query_data":"evil.example"},"answers":[{"answer_id":34042,"answer_type":"A","answer_data":"198.51.100.7","answer_ttl":60}]}}},"4":{"protocol":"DNS","decoded":null}}'
        $streams | Should -HaveCount 2
        $streams[0].Dns[0].Query | Should -Be evil.example
        $streams[0].Dns[0].Answers | Should -Contain 198.51.100.7
        $streams[1].Dns.Count | Should -Be 0
    }

    It 'decodes HTTP and DHCP of the sandbox' {
        $streams = Get-TGSampleNetworkStream $id
        @($streams | Where-Object { $_.Http.Count -gt 0 }).Count | Should -BeGreaterThan 0
        @($streams | Where-Object { $_.Dhcp.Count -gt 0 }).Count | Should -BeGreaterThan 0
        @($streams | Where-Object { $_.Dns.Count -gt 0 }).Count | Should -BeGreaterThan 0
        $http = ($streams | Where-Object { $_.Http.Count -gt 0 })[0].Http[0]
        $http.Method | Should -Match '^[A-Z]+$'
        $http.Url | Should -Match '^https?://'
    }

    It 'keeps what it does not know of a decoded part' {
        $stream = Read-Body '{"9":{"protocol":"X25","decoded":{"strange":[1,{"a":null}]},"new_member":18446744073709551615}}'
        $stream.AdditionalProperties['new_member'] | Should -Be 18446744073709551615
        $stream.AdditionalProperties.Keys | Should -Contain decoded
    }
}
