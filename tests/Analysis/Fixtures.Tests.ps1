# Bodies of samples and analyses recorded from real servers, where the folder with them is there: no member is lost.
BeforeDiscovery {
    $fixtures = @($env:TG_FIXTURES, "$PSScriptRoot/../../../shared/fixtures") | Where-Object { $_ -and (Test-Path $_) } | Select-Object -First 1
    $isThere = [bool]$fixtures
    $id = '0123456789abcdef0123456789abcdef'
    $section = 'samples/[0-9a-f]+/'
    $commands = @{
        'samples/get-sample'                = @{ Path = 'api/v2/samples/[0-9a-f]+$'; Line = "Get-TGSample $id" }
        'samples/get-samples'               = @{ Path = 'api/v2/samples$'; Line = 'Get-TGSample -Hash d41d8cd98f00b204e9800998ecf8427e -First 50'; Wrap = 'items' }
        'samples/get-samples-state'         = @{ Path = 'samples/state$'; Line = 'Get-TGSampleState {ids}' }
        'samples/post-samples'              = @{ Path = 'api/v2/samples$'; Line = 'Submit-TGSample -Url https://a.example/ -ErrorAction SilentlyContinue' }
        'samples/search-submissions'        = @{ Path = 'search/submissions$'; Line = 'Find-TGSample d41d8cd98f00b204e9800998ecf8427e -First 50'; Wrap = 'items' }
        'samples/summary'                   = @{ Path = 'summary$'; Line = "Get-TGSampleSummary $id" }
        'samples/threat'                    = @{ Path = 'threat$'; Line = "Get-TGSampleThreat $id" }
        'analysis/analysis-annotations'     = @{ Path = 'annotations$'; Line = "Get-TGSampleAnnotation $id"; Wrap = 'items' }
        'analysis/analysis-artifacts'       = @{ Path = 'artifacts$'; Line = "Get-TGSampleArtifact $id"; Wrap = 'items' }
        'analysis/analysis-iocs'            = @{ Path = 'iocs$'; Line = "Get-TGSampleIndicator $id"; Wrap = 'items' }
        'analysis/analysis-metadata'        = @{ Path = 'metadata$'; Line = "Get-TGSampleMetadata $id" }
        'analysis/analysis-network-streams' = @{ Path = 'network_streams$'; Line = "Get-TGSampleNetworkStream $id"; Wrap = 'items' }
        'analysis/analysis-processes'       = @{ Path = 'processes$'; Line = "Get-TGSampleProcess $id"; Wrap = 'items' }
    }
    $bodies = if ($isThere) {
        foreach ($folder in $commands.Keys | Sort-Object) {
            foreach ($file in Get-ChildItem "$fixtures/$folder" -Filter *.json) {
                @{ File = $file.FullName; Name = "$folder/$($file.Name)" } + $commands[$folder]
            }
        }
    }
}

Describe 'Recorded bodies' -Skip:(-not $isThere) {
    BeforeAll {
        . "$PSScriptRoot/../Shared/Import.ps1"
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) -RetryInterval 00:00:00.001 -MaximumRetryCount 0 | Out-Null
        $epoch = [datetime]::new(1970, 1, 1, 0, 0, 0, [System.DateTimeKind]::Utc)

        # All texts that an object, a list or a table holds, times in every form of the wire.
        function Add-Text($Value, [System.Collections.Generic.HashSet[string]] $Texts, [int] $Depth = 0) {
            if ($null -eq $Value -or $Depth -gt 12) { return }
            if ($Value -is [string]) { [void]$Texts.Add($Value); return }
            if ($Value -is [bool]) { [void]$Texts.Add("$Value".ToLowerInvariant()); return }
            if ($Value -is [datetime]) {
                $utc = $Value.ToUniversalTime()
                [void]$Texts.Add($utc.ToString('yyyy-MM-ddTHH:mm:ssZ'))
                [void]$Texts.Add($utc.ToString('ddd, dd MMM yyyy HH:mm:ss', [cultureinfo]::InvariantCulture) + ' UTC')
                [void]$Texts.Add('epoch ' + [math]::Floor(($utc - $epoch).TotalSeconds))
                return
            }

            if ($Value -is [ValueType]) { [void]$Texts.Add([string]::Format([cultureinfo]::InvariantCulture, '{0}', $Value)); return }
            if ($Value.GetType().Name -eq 'MemberDictionary') {
                foreach ($pair in $Value.GetEnumerator()) { Add-Text $pair.Key $Texts ($Depth + 1); Add-Text $pair.Value $Texts ($Depth + 1) }
                return
            }

            if ($Value -is [System.Collections.IEnumerable]) { foreach ($item in $Value) { Add-Text $item $Texts ($Depth + 1) }; return }
            foreach ($property in $Value.PSObject.Properties) { Add-Text $property.Value $Texts ($Depth + 1) }
        }

        # The values of a body that are on no object.
        function Get-Lost($Json, [System.Collections.Generic.HashSet[string]] $Texts, [string] $At = '') {
            if ($null -eq $Json -or ($Json -is [string] -and $Json -eq '')) { return }
            if ($Json -is [System.Collections.IDictionary]) {
                foreach ($pair in $Json.GetEnumerator()) {
                    if ("$($pair.Key)" -match '^\d+$|^ip\d' -and -not $Texts.Contains("$($pair.Key)")) { "key $At.$($pair.Key)" }
                    Get-Lost $pair.Value $Texts "$At.$($pair.Key)"
                }
            }
            elseif ($Json -is [array]) {
                foreach ($item in $Json) { Get-Lost $item $Texts "$At[]" }
            }
            else {
                $text = if ($Json -is [bool]) { "$Json".ToLowerInvariant() } else { [string]::Format([cultureinfo]::InvariantCulture, '{0}', $Json) }
                $isTime = $Json -isnot [string] -and $Json -isnot [bool] -and $Texts.Contains('epoch ' + [math]::Floor([double]$Json))
                # A time that stands for none, and a link that holds a token.
                $isNone = ($At -match 'created-time$' -and $text -eq '0') -or ($At -match 'exited$' -and $text -match '2185') -or $At -match 'glovebox_url$'
                if (-not $Texts.Contains($text) -and -not $isTime -and -not $isNone) { "$At = $text" }
            }
        }
    }

    AfterAll {
        Stop-TGEmulator $emulator
    }

    It '<Name> is read without loss' -AllowNullOrEmptyForEach -ForEach $bodies {
        Reset-TGEmulator $emulator
        $raw = Get-Content -LiteralPath $File -Raw
        # Where its authors put the same word for every id, each gets one of its own: rows of one id are one row.
        $script:n = 0
        $raw = [regex]::Replace($raw, '"(id|sample)":\s*"\1"', { param($m) $script:n++; '"{0}":"{0}{1}"' -f $m.Groups[1].Value, $script:n })
        $body = $raw
        if ($Name -match '\.items\.json$' -and $Name -match 'search') {
            $raw = '[' + (@(($raw | ConvertFrom-Json -AsHashtable -DateKind String) | ForEach-Object { '{"score":1,"item":' + ($_ | ConvertTo-Json -Depth 20 -Compress) + '}' }) -join ',') + ']'
        }

        $data = switch -Regex ($Name) {
            '\.item\.json$' { "{`"index`":0,`"current_item_count`":1,`"items_per_page`":1000,`"items`":[{`"score`":1,`"item`":$raw}]}" }
            '\.items\.json$' { "{`"index`":0,`"current_item_count`":$(([array]($raw | ConvertFrom-Json)).Count),`"items_per_page`":1000,`"items`":$raw}" }
            '\.fragment\.json$' { "{`"items`":{`"11`":$raw}}" }
            '\.data\.json$' { $raw }
        }
        if ($data) { $body = "{`"api_version`":2,`"id`":1,`"data`":$data}" }
        $json = $body | ConvertFrom-Json -AsHashtable -DateKind String
        $ids = @($json.data | Where-Object { $_ -is [System.Collections.IDictionary] } | ForEach-Object { $_.sample } | Where-Object { $_ }) -join ','
        Add-TGEmulatorFault $emulator @{ path = $Path; times = 0; status = 200; body = $body }
        $failed = $null
        $objects = @(Invoke-Expression ($Line.Replace('{ids}', $ids) + ' -ErrorVariable failed -WarningAction SilentlyContinue'))
        @($failed | Where-Object { $_.FullyQualifiedErrorId -notlike 'PrivacyMismatch*' }) | Should -BeNullOrEmpty
        $texts = [System.Collections.Generic.HashSet[string]]::new()
        Add-Text $objects $texts
        $expected = if ($json.data -is [System.Collections.IDictionary] -and $json.data.ContainsKey('items')) { $json.data.items } else { $json.data }
        if ($expected -is [System.Collections.IDictionary] -and $expected.ContainsKey('network')) { $expected = $expected.network }
        Get-Lost $expected $texts | Should -BeNullOrEmpty
    }
}
