# Deliveries over the network belong to the user's own tools: here they run against receivers on this computer, as the cookbook shows them.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null
    Set-TGEmulatorClock $emulator @{ now = '2026-03-02T10:15:00Z'; frozen = $true }
    Set-TGEmulatorFeed $emulator -Family iocs -Name ips -Rows @(1..40 | ForEach-Object {
            New-TGTestRow -Number $_ -Timestamp ('2026-03-02T10:{0:00}:{1:00}Z' -f ($_ % 12), $_) -More @{ ioc = "dün–$_" }
        })

    # A web server that gives each request to a block, with what is to be kept; the block's answer is JSON.
    function Start-Receiver([scriptblock] $Answer) {
        $probe = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $probe.Start()
        $port = $probe.LocalEndpoint.Port
        $probe.Stop()
        $state = [hashtable]::Synchronized(@{ Bodies = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new()); Documents = [hashtable]::Synchronized(@{}); Refusals = 0 })
        $listener = [Net.HttpListener]::new()
        $listener.Prefixes.Add("http://127.0.0.1:$port/")
        $listener.Start()
        $job = Start-ThreadJob {
            param($listener, $state, $text)
            $answer = [scriptblock]::Create($text)
            while ($listener.IsListening) {
                try { $context = $listener.GetContext() } catch { break }
                $body = [IO.StreamReader]::new($context.Request.InputStream, [Text.Encoding]::UTF8).ReadToEnd()
                $status, $json = & $answer $body $state $context.Request
                $bytes = [Text.Encoding]::UTF8.GetBytes($json)
                $context.Response.StatusCode = $status
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($bytes, 0, $bytes.Length)
                $context.Response.Close()
            }
        } -ArgumentList $listener, $state, $Answer.ToString()
        [pscustomobject]@{ Uri = "http://127.0.0.1:$port/"; State = $state; Listener = $listener; Job = $job }
    }

    function Stop-Receiver($Receiver) {
        $Receiver.Listener.Stop()
        $Receiver.Job | Remove-Job -Force
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Deliveries over the network' {
    BeforeEach {
        $start = @{ CheckpointPath = (Join-Path $TestDrive "$([guid]::NewGuid()).json"); Since = '2026-03-02T10:00:00Z'; WarningAction = 'Ignore' }
    }

    It 'brings events to Splunk, and again what it was too busy for (job 7)' {
        $splunk = Start-Receiver {
            param($body, $state, $request)
            if ($request.Headers['Authorization'] -ne 'Splunk token') { return 403, '{"text":"Invalid token","code":4}' }
            if ($state.Refusals -gt 0) { $state.Refusals--; return 503, '{"text":"Server is busy","code":9}' }
            $null = $state.Bodies.Add($body)
            200, '{"text":"Success","code":0}'
        }
        try {
            $hec = $splunk.Uri + 'services/collector/event'
            $h = @{ Authorization = 'Splunk token' }
            $block = { $r = Invoke-RestMethod $hec -Method Post -Headers $h -Body (($_ | ConvertFrom-TGObservable -As SplunkHec) -join "`n"); if ($r.code) { throw $r.text } }
            $splunk.State.Refusals = 1
            { Sync-TGFeed Ip @start -BatchSize 15 -Process $block } | Should -Throw -ErrorId 'BatchRefused,*'
            $splunk.State.Bodies | Should -BeNullOrEmpty
            Sync-TGFeed Ip @start -BatchSize 15 -Process $block -SummaryVariable s
            $s.Delivered | Should -Be 40
            $events = ($splunk.State.Bodies -join "`n") -split "`n" | ForEach-Object { ($_ | ConvertFrom-Json).event }
            @($events.id | Sort-Object -Unique) | Should -HaveCount 40
            $events[0].indicator | Should -BeLike 'dün–*'
            $h.Authorization = 'Splunk wrong'
            { Sync-TGFeed Ip @start -Restart -Process $block } | Should -Throw -ErrorId 'BatchRefused,*'
        }
        finally { Stop-Receiver $splunk }
    }

    It 'brings documents to Elasticsearch, each once, whatever was refused' {
        $elastic = Start-Receiver {
            param($body, $state)
            $lines = $body.TrimEnd("`n") -split "`n"
            $items = for ($i = 0; $i -lt $lines.Count; $i += 2) {
                $id = ($lines[$i] | ConvertFrom-Json).create._id
                if ($state.Documents.ContainsKey($id)) { '{"create":{"_id":"' + $id + '","status":409,"error":{"reason":"document already exists"}}}'; continue }
                if ($state.Refusals -gt 0 -and $i -ge 20) { $state.Refusals--; '{"create":{"_id":"' + $id + '","status":429,"error":{"reason":"queue is full"}}}'; continue }
                $state.Documents[$id] = $lines[$i + 1]
                '{"create":{"_id":"' + $id + '","status":201}}'
            }
            200, ('{"errors":true,"items":[' + ($items -join ',') + ']}')
        }
        try {
            $bulk = $elastic.Uri + 'threatgrid/_bulk'
            $block = {
                $r = Invoke-RestMethod $bulk -Method Post -ContentType 'application/x-ndjson' -Body ((($_ | ConvertFrom-TGObservable ElasticBulk) -join "`n") + "`n")
                $bad = @($r.items.create | Where-Object { $_.status -ge 300 -and $_.status -ne 409 })
                if ($bad) { throw "$($bad.Count) items were refused: $($bad[0].error.reason)" }
            }
            $elastic.State.Refusals = 3
            { Sync-TGFeed Ip @start -Process $block } | Should -Throw -ErrorId 'BatchRefused,*'
            $elastic.State.Documents.Count | Should -Be 37
            Sync-TGFeed Ip @start -Process $block
            $elastic.State.Documents.Count | Should -Be 40
            $document = @($elastic.State.Documents.Values)[0] | ConvertFrom-Json
            $document.event.module | Should -Be ti_threatgrid
            $document.threat.indicator.type | Should -Be ipv4-addr
        }
        finally { Stop-Receiver $elastic }
    }

    It 'brings lines to a syslog receiver, and notices that it went away' {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        $port = $listener.LocalEndpoint.Port
        $state = [hashtable]::Synchronized(@{ Messages = [Collections.ArrayList]::Synchronized([Collections.ArrayList]::new()); Most = 25 })
        $job = Start-ThreadJob {
            param($listener, $state)
            while ($true) {
                try { $client = $listener.AcceptTcpClient() } catch { break }
                $stream = $client.GetStream()
                $count = 0
                while ($count -lt $state.Most) {
                    $length = ''
                    while (($b = $stream.ReadByte()) -ge 0 -and $b -ne 32) { $length += [char]$b }
                    if ($b -lt 0) { break }
                    $bytes = [byte[]]::new([int]$length)
                    $stream.ReadExactly($bytes)
                    $null = $state.Messages.Add([Text.Encoding]::UTF8.GetString($bytes))
                    $count++
                }
                $client.Close()
            }
        } -ArgumentList $listener, $state
        try {
            $block = {
                $client = [Net.Sockets.TcpClient]::new('127.0.0.1', $port)
                try {
                    $stream = $client.GetStream()
                    foreach ($line in $_ | ConvertFrom-TGObservable Cef -Syslog) {
                        $bytes = [Text.Encoding]::UTF8.GetBytes($line)
                        $frame = [Text.Encoding]::ASCII.GetBytes("$($bytes.Length) ") + $bytes
                        $stream.Write($frame, 0, $frame.Length)
                    }

                    # The receiver never answers; that there is an end to read means that it went away.
                    $client.Client.Shutdown('Send')
                    if (-not $client.Client.Poll(5000000, 'SelectRead') -or $client.Client.Receive([byte[]]::new(1)) -ne 0) { throw 'the receiver did not take the lines' }
                }
                finally { $client.Close() }
            }
            Sync-TGFeed Ip @start -BatchSize 20 -Process $block -SummaryVariable s
            $s.Delivered | Should -Be 40
            $state.Messages | Should -HaveCount 40
            $state.Messages[0] | Should -Match '^<130>1 2026-03-02T10:\d\d:\d\d\.000Z 127\.0\.0\.1 threatgrid - - - CEF:0\|Cisco\|Threat Grid\|'
            @($state.Messages | ForEach-Object { if ($_ -match 'externalId=(\w+)') { $Matches[1] } } | Sort-Object -Unique) | Should -HaveCount 40
            $listener.Stop()
            { Sync-TGFeed Ip @start -Restart -Process $block } | Should -Throw -ErrorId 'BatchRefused,*'
        }
        finally {
            $listener.Stop()
            $job | Remove-Job -Force
        }
    }

    It 'never lets a firewall fetch half a list from a web folder' {
        $list = Join-Path $TestDrive 'edl.txt'
        $small = 1..2000 | ForEach-Object { "11.1.$($_ -shr 8).$($_ -band 255)" }
        $large = 1..4000 | ForEach-Object { "11.1.$($_ -shr 8).$($_ -band 255)" }
        $null = $small | Export-TGObservable EdlIp $list -Type Ip
        $web = Start-Receiver ([scriptblock]::Create("param(`$body, `$state) 200, [IO.File]::ReadAllText('$list')"))
        try {
            $job = Start-ThreadJob { param($uri) 1..60 | ForEach-Object { (Invoke-RestMethod $uri) -split "`n" | Where-Object { $_ } | Measure-Object | ForEach-Object Count } } -ArgumentList $web.Uri
            while ($job.State -eq 'NotStarted') { Start-Sleep -Milliseconds 20 }
            1..6 | ForEach-Object { $null = ($_ % 2 ? $large : $small) | Export-TGObservable EdlIp $list -Type Ip -Force }
            $sizes = $job | Receive-Job -Wait -AutoRemoveJob
            @($sizes | Sort-Object -Unique | Where-Object { $_ -notin 2000, 4000 }) | Should -BeNullOrEmpty
            $sizes | Should -HaveCount 60
        }
        finally { Stop-Receiver $web }
    }
}
