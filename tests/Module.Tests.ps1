# The conventions that hold for every command, proved over the module itself: a new command is held to them by being there.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    $commands = Get-Command -Module ThreatGrid
    $outputs = $commands.OutputType.Type | Where-Object { $_ -and $_.Namespace -eq 'ThreatGrid' } | Sort-Object FullName -Unique
    $types = [ThreatGrid.Connection].Assembly.GetExportedTypes() | Where-Object { -not $_.IsEnum -and -not $_.IsSubclassOf([Exception]) -and $_.Namespace -eq 'ThreatGrid' -and -not [System.Collections.IEnumerable].IsAssignableFrom($_) }
    $completed = foreach ($command in $commands) {
        foreach ($parameter in $command.Parameters.Values) {
            if ($parameter.Attributes.Where({ $_ -is [System.Management.Automation.ArgumentCompleterAttribute] })) {
                @{ Command = $command.Name; Parameter = $parameter.Name }
            }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
    $examples = Get-TGExample
    $topic = Get-Content "$root/src/Module/en-US/about_ThreatGrid_Errors.help.txt" -Raw
    $listed = [regex]::Matches($topic, '(?m)^    ([A-Z][A-Za-z]+) {2,}\S').ForEach({ $_.Groups[1].Value })
    $manifest = Import-PowerShellDataFile "$root/ThreatGrid.psd1"
    $source = Get-ChildItem "$root/src/ThreatGrid.PowerShell" -Recurse -Filter *.cs | Where-Object FullName -NotMatch '[\\/](bin|obj)[\\/]'
    $tests = (Get-ChildItem "$root/tests" -Recurse -Filter *.Tests.ps1 | Get-Content -Raw) -join "`n"
    $reads = 'Get', 'Test', 'ConvertTo', 'ConvertFrom', 'Find', 'Select', 'Connect', 'Disconnect', 'Wait'
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe '<_.Name>' -ForEach $commands {
    BeforeAll {
        $command = $_
        $isConnected = @(for ($type = $command.ImplementingType; $type; $type = $type.BaseType) { $type.Name }) -contains 'ConnectedCmdlet'
        $own = $command.Parameters.Values | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters -and $_.Name -notin 'WhatIf', 'Confirm' }
        $help = Get-Help $command.Name -Full
    }

    It 'has an approved verb, the prefix TG and a noun in the singular' {
        (Get-Verb).Verb | Should -Contain $command.Verb
        $command.Noun | Should -Match '^TG[A-Z]'
        $command.Noun | Should -Not -Match '[^s]s$'
    }

    It 'stands by name in the manifest' {
        $manifest.CmdletsToExport | Should -Contain $command.Name
    }

    It 'has its own file and its own tests' {
        $file = ($command.Name -replace '-') + 'Command.cs'
        $source.Name | Should -Contain $file
        $tests.Contains($command.Name) | Should -BeTrue -Because 'a test file names it'
    }

    It 'says what it gives' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'asks before changes, and only then' {
        $supports = $command.Parameters.ContainsKey('WhatIf')
        $supports | Should -Be ($command.Verb -notin $reads -and $command.Name -ne 'Add-TGContext')
    }

    It 'takes -Connection when it talks to a server, several and by property name' {
        # Without a connection are those that make or end one, and those that only work on what they are given.
        $without = '-TG(Connection|Server|Sync|Row|Defanged|Observable)$'
        $isConnected | Should -Be ($command.Name -eq 'Test-TGConnection' -or $command.Name -notmatch $without)
        if ($isConnected) {
            $parameter = $command.Parameters['Connection']
            $parameter.ParameterType | Should -Be ([ThreatGrid.Connection[]])

            # Add-TGContext takes anybody's objects, whose column of that name is something else.
            $parameter.Attributes.ValueFromPipelineByPropertyName | Should -Be ($command.Name -ne 'Add-TGContext')
        }
    }

    It 'gives objects that know their connection' {
        # Not a server's: a connection itself, and lists that are part of the module.
        $ofNobody = 'Connection', 'SavedConnection', 'CuratedFeedInfo', 'NeverBlockEntry', 'ExportedFile'
        foreach ($type in $command.OutputType.Type | Where-Object { $_.Namespace -eq 'ThreatGrid' -and $_.Name -notin $ofNobody }) {
            $type.GetProperty('Connection') | Should -Not -BeNullOrEmpty -Because "$type goes on to the next command on the same server"
        }
    }

    It 'has no alias, and parameters in the singular with names of their own' {
        Get-Alias -Definition $command.Name -ErrorAction Ignore | Should -BeNullOrEmpty
        # The first four only look like plurals.
        $plural = 'As', 'Process', 'Status', 'IpAddress', 'Parameters', 'Entries', 'MaximumEntries', 'IncludeOtherTimes', 'Samples', 'RuntimeMinutes', 'ProxyUseDefaultCredentials'
        foreach ($parameter in $own) {
            $parameter.Name | Should -MatchExactly '^[A-Z][A-Za-z0-9]*$'
            $parameter.Name -match '[^s]s$' -and $parameter.Name -notin $plural | Should -BeFalse -Because "-$($parameter.Name) is a plural"
        }
    }

    It 'binds ids by value and by property name, and never a folder to write to' {
        foreach ($parameter in $own | Where-Object Name -EQ SampleId) {
            # Commands for tags take whole objects from the pipeline, and feeds take samples only as a filter.
            if ($command.Noun -eq 'TGTag') { continue }
            $parameter.Attributes.ValueFromPipelineByPropertyName | Should -BeTrue
            $parameter.Aliases | Should -Be @('Id', 'Sample')
            $parameter.Attributes.ValueFromPipeline | Should -Be ($command.Noun -notlike '*Feed')
        }

        foreach ($parameter in $own | Where-Object Name -Match '^(Destination|OutFile|Path|FileName)$') {
            # Get-TGPath looks paths up; Submit-TGSample takes paths as text, and files by their PSPath.
            if ($command.Name -eq 'Get-TGPath' -or ($command.Name -eq 'Submit-TGSample' -and $parameter.Name -eq 'Path')) { continue }
            $parameter.Attributes.ValueFromPipeline + $parameter.Attributes.ValueFromPipelineByPropertyName | Should -Not -Contain $true -Because "-$($parameter.Name) must not come from data"
        }
    }

    It 'takes secrets only in forms that hide them' {
        foreach ($parameter in $own | Where-Object Name -Match 'Password$|ApiKey$|Credential$') {
            $parameter.ParameterType.Name | Should -BeIn 'SecureString', 'ApiKey', 'PSCredential', 'SwitchParameter'
        }
    }

    It 'offers with Tab what can be known' {
        $known = 'Connection', 'Login', 'Indicator', 'Category', 'VirtualMachine', 'Playbook', 'NetworkExit', 'CuratedFeed', 'Role', 'Bucket', 'Term'
        $named = 'TGConnection', 'TGCuratedFeed', 'TGIndicator', 'TGIndicatorCategory', 'TGVirtualMachine', 'TGPlaybook', 'TGNetworkExit', 'TGFeed', 'TGSync'
        foreach ($parameter in $own) {
            # What is to become a new account or a new saved connection has no name yet.
            if ($command.Verb -in 'New', 'Register' -or ($parameter.Name -notin $known -and -not ($parameter.Name -eq 'Name' -and $command.Noun -in $named))) { continue }
            $parameter.Attributes.Where({ $_ -is [System.Management.Automation.ArgumentCompleterAttribute] -or $_ -is [System.Management.Automation.ValidateSetAttribute] }) | Should -Not -BeNullOrEmpty -Because "-$($parameter.Name) can be completed"
        }
    }

    It 'asks before it deletes or locks out' {
        $impact = [System.Management.Automation.CommandMetadata]::new($command).ConfirmImpact
        $isGrave = $command.Verb -in 'Remove', 'Disable', 'Reset' -and $command.Noun -ne 'TGTag' -or $command.Name -in 'Set-TGPassword', 'Set-TGOrganization'
        $impact | Should -Be ($isGrave ? 'High' : $command.Parameters.ContainsKey('WhatIf') ? 'Medium' : 'None')
    }

    It 'names only errors that there are' {
        foreach ($sentence in [regex]::Matches(($help.alertSet.alert.Text -join ' '), 'Errors: [^.]+')) {
            foreach ($id in [regex]::Matches($sentence.Value, '(?<!-)\b[A-Z][a-z]+[A-Z]\w+').Value) { $listed | Should -Contain $id }
        }
    }

    It 'has help with synopsis, description and two examples that are run' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match ('\{\{|^\s*' + $command.Name + ' ')
        ($help.Description | Out-String).Trim().Length | Should -BeGreaterThan 40
        @($examples | Where-Object { $_.Where -eq $command.Name -and $_.RunsHere -and $_.Code -match "\b$($command.Name)\b" }).Count | Should -BeGreaterOrEqual 2
    }

    It 'has a description for every parameter' {
        foreach ($parameter in $own) {
            $text = ($help.Parameters.Parameter | Where-Object Name -EQ $parameter.Name).Description | Out-String
            $text.Trim().Length | Should -BeGreaterThan 10 -Because "-$($parameter.Name) needs a description"
            $text | Should -Not -Match '\{\{'
        }
    }

    It 'has a page of help that names the same parameters' {
        $page = Get-Content "$root/docs/ThreatGrid/$($command.Name).md" -Raw
        foreach ($parameter in $own) {
            $page | Should -Match "(?m)^### -$($parameter.Name)\s*$"
        }

        foreach ($heading in [regex]::Matches($page, '(?m)^### -(\w+)\s*$')) {
            @($own.Name) + 'Confirm', 'WhatIf' | Should -Contain $heading.Groups[1].Value
        }
    }

    It 'binds durations and dates by their own rules' {
        foreach ($parameter in $own) {
            $type = $parameter.ParameterType.IsArray ? $parameter.ParameterType.GetElementType() : $parameter.ParameterType
            $rule = switch ([Nullable]::GetUnderlyingType($type) ?? $type) {
                ([timespan]) { 'DurationTransformationAttribute' }
                ([datetime]) { 'DayTransformationAttribute' }
                ([ThreatGrid.Instant]) { 'InstantTransformationAttribute' }
            }
            if ($rule) {
                $parameter.Attributes.TypeId.Name | Should -Contain $rule -Because "-$($parameter.Name) is read the same in every country"
            }

            if ($parameter.Name -in 'After', 'Before', 'Since') {
                $type | Should -Be ([ThreatGrid.Instant])
            }
        }
    }
}

Describe 'Tab' {
    BeforeAll {
        $env:TG_CONFIG_HOME = Join-Path $TestDrive 'config'
        Connect-TGServer $emulator.Uri -ApiKey (ConvertTo-SecureString $key -AsPlainText -Force) | Out-Null

        # Names that the session has met: of indicators, and of a checkpoint.
        Get-TGIocFeed Ip -First 10 | Out-Null
        Sync-TGFeed Ip -Name mail -OutFile (Join-Path $TestDrive 'ips.jsonl') | Out-Null
    }

    It 'gives something for <Command> -<Parameter>' -ForEach $completed {
        $line = "$Command -$Parameter "
        $offers = (TabExpansion2 $line $line.Length).CompletionMatches
        $offers | Should -Not -BeNullOrEmpty
        $offers.ResultType | Select-Object -Unique | Should -Be ParameterValue
        $offers.ToolTip | Should -Not -Contain ''
    }
}

Describe 'The type <_.FullName>' -ForEach $types {
    It 'has no property that prints a type name' {
        foreach ($property in $_.GetProperties()) {
            $type = $property.PropertyType
            $type.IsArray | Should -BeFalse -Because "$($property.Name) would print its type in a CSV file"
            $isOwn = $type.Namespace -eq 'ThreatGrid' -and -not $type.IsEnum
            $isList = $type -ne [string] -and [System.Collections.IEnumerable].IsAssignableFrom($type)
            if ($isOwn -or $isList) {
                $type.GetMethod('ToString', [type[]]@()).DeclaringType.Namespace | Should -Be ThreatGrid -Because "$($property.Name) would print its type in a CSV file"
            }
        }
    }

    It 'has a UTC twin for every time' {
        foreach ($property in $_.GetProperties()) {
            $property.PropertyType | Should -Not -BeIn @([datetimeoffset], [Nullable[datetimeoffset]])
            if ($property.PropertyType -in [datetime], [Nullable[datetime]] -and $property.Name -notlike '*Utc') {
                $_.GetProperty($property.Name + 'Utc').PropertyType | Should -Be $property.PropertyType
            }
        }
    }

    It 'has names in Pascal case' {
        foreach ($name in $_.GetProperties().Name) { $name | Should -MatchExactly '^[A-Z][A-Za-z0-9]*$' }
    }
}

Describe 'The output <_.FullName>' -ForEach $outputs {
    It 'has a table and a list of its own' {
        $data = Get-FormatData -TypeName $_.FullName -PowerShellVersion $PSVersionTable.PSVersion
        $controls = $data.FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
        $controls | Should -Contain 'TableControl'
        $controls | Should -Contain 'ListControl'
    }

    It 'shows only properties that it has' {
        $data = Get-FormatData -TypeName $_.FullName -PowerShellVersion $PSVersionTable.PSVersion
        $names = $_.GetProperties().Name
        foreach ($control in $data.FormatViewDefinition.Control) {
            $shown = if ($control -is [System.Management.Automation.TableControl]) { $control.Rows.Columns.DisplayEntry.Value } else { $control.Entries.Items.DisplayEntry.Value }
            foreach ($name in $shown) { $names | Should -Contain $name }
        }
    }
}

Describe 'The public types' {
    It 'are sealed or abstract, and depend on nothing but .NET' {
        foreach ($type in [ThreatGrid.Connection].Assembly.GetExportedTypes()) {
            ($type.IsSealed -or $type.IsAbstract) | Should -BeTrue -Because "$type can be inherited from"
        }

        [ThreatGrid.Connection].Assembly.GetReferencedAssemblies().Name | Where-Object { $_ -notmatch '^System|^netstandard|^mscorlib' } | Should -BeNullOrEmpty
    }

    It 'are described' {
        $docs = [xml](Get-Content "$root/src/ThreatGrid/bin/Release/net8.0/ThreatGrid.xml" -Raw)
        $docs.doc.members.member.Count | Should -BeGreaterThan 100
    }
}

Describe 'The module' {
    It 'is found before it is imported (P3, P4)' {
        $result = Invoke-TGChild "`$env:PSModulePath = '$root/out'; (Get-Command Get-TGIocFeed).Name; (Get-Module ThreatGrid).Count" -WithoutModule
        $result.Output[0] | Should -Be 'Get-TGIocFeed'
    }

    It 'comes back after -Force and after Remove-Module (P3)' {
        $result = Invoke-TGChild "Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1' -Force; (Get-Command -Module ThreatGrid).Count; Remove-Module ThreatGrid; Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1'; (Get-Command -Module ThreatGrid).Count; (Get-Command Connect-TGServer).Module.Name"
        $count = @(Get-Command -Module ThreatGrid).Count
        $result.Output | Should -Be @("$count", "$count", 'ThreatGrid')
    }

    It 'keeps its packages in a context of its own, and the types it shows in the default one' {
        $result = Invoke-TGChild '[Runtime.Loader.AssemblyLoadContext]::GetLoadContext([ThreatGrid.Connection].Assembly).Name; [AppDomain]::CurrentDomain.GetAssemblies() | ? { $_.GetName().Name -match "^ThreatGrid\.(Client|PowerShell)$" } | % { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name } | Sort-Object -Unique'
        $result.Output | Should -Be @('Default', 'ThreatGrid')
    }

    It 'builds no HTTP stack at import' {
        (Invoke-TGChild '@([AppDomain]::CurrentDomain.GetAssemblies() | ? { $_.GetName().Name -eq "Microsoft.Extensions.Http" }).Count').Output | Should -Be 0
    }

    It 'writes nothing on import' {
        (Invoke-TGChild '"done"').Text.Trim() | Should -Be 'done'
    }

    It 'has a manifest with names only' {
        $manifest.CmdletsToExport | Where-Object { $_ -match '\*' } | Should -BeNullOrEmpty
        $manifest.FunctionsToExport, $manifest.AliasesToExport | ForEach-Object { $_ } | Should -BeNullOrEmpty
        Test-ModuleManifest "$root/out/ThreatGrid/ThreatGrid.psd1" -WarningAction Ignore | Should -Not -BeNullOrEmpty
        Compare-Object $manifest.CmdletsToExport (Get-Command -Module ThreatGrid).Name | Should -BeNullOrEmpty
    }

    It 'has no script block in its format and type files' {
        Get-ChildItem "$root/src/Module" -Filter *.ps1xml | Get-Content -Raw | Should -Not -Match '<ScriptBlock>'
    }

    It 'has its topics' {
        $topics = 'about_ThreatGrid', 'about_ThreatGrid_Connections', 'about_ThreatGrid_Errors', 'about_ThreatGrid_Time', 'about_ThreatGrid_Sync'
        Compare-Object $topics (Get-ChildItem "$root/src/Module/en-US" -Filter *.help.txt).Name.Replace('.help.txt', '') | Should -BeNullOrEmpty
        $lengths = Invoke-TGChild "'$($topics -join "', '")' | ForEach-Object { (Get-Help `$_ | Out-String).Length }" -WithoutModule -Environment @{ PSModulePath = "$root/out" }
        $lengths.Output | Should -HaveCount $topics.Count
        foreach ($length in $lengths.Output) { [int]$length | Should -BeGreaterThan 800 }
    }

    It 'lists every error id in its topic, and no other' {
        $texts = $source | Get-Content -Raw
        @($texts -match 'new ErrorRecord\(') | Should -HaveCount 1 -Because 'errors are made in one place'
        $records = Get-Content "$root/src/ThreatGrid.PowerShell/Common/ErrorRecords.cs" -Raw
        $refusals = Get-ChildItem "$root/src/ThreatGrid.Observables" -Recurse -Filter *.cs | Get-Content -Raw
        $ids = @(
            [regex]::Matches($records, '"([A-Z]\w+)",\s*ErrorCategory').ForEach({ $_.Groups[1].Value })
            [regex]::Matches($refusals -join "`n", 'new ExportRefusedException\(\s*"(\w+)"').ForEach({ $_.Groups[1].Value })

            # What has no id of its own is named after its problem.
            [Enum]::GetNames([ThreatGrid.CheckpointProblem]) | Where-Object { $records -notmatch "CheckpointProblem\.$_ \} => \(" } | ForEach-Object { "Checkpoint$_" }
        )
        Compare-Object ($ids | Sort-Object -Unique) ($listed | Sort-Object) | Out-String | Should -BeNullOrEmpty
    }

    It 'asks nothing and writes nothing on the host' {
        # Submit-TGSample -Public asks once for a whole run, in a way that ends where nobody is there.
        $asking = $source | Select-String -Pattern 'Host\.UI|ShouldContinue\(|WriteInformation\(|\bConsole\.'
        $asking.Filename | Should -Be SubmitTGSampleCommand.cs
    }

    It 'changed its public face only on purpose' {
        $face = @(
            foreach ($command in Get-Command -Module ThreatGrid | Sort-Object Name) {
                foreach ($parameter in $command.Parameters.Values | Sort-Object Name) {
                    if ($parameter.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters) {
                        "$($command.Name) -$($parameter.Name) <$($parameter.ParameterType.Name)>"
                    }
                }
            }

            foreach ($type in [ThreatGrid.Connection].Assembly.GetExportedTypes() | Sort-Object FullName) {
                foreach ($property in $type.GetProperties() | Sort-Object Name) { "$($type.FullName).$($property.Name) <$($property.PropertyType.Name)>" }
            }
        )
        $file = "$root/tests/PublicFace.txt"
        if ($env:TG_UPDATE_PUBLIC_FACE) { $face | Set-Content $file }
        Compare-Object @(Get-Content $file) $face | Out-String | Should -BeNullOrEmpty -Because 'a change of the public face is a decision: set TG_UPDATE_PUBLIC_FACE=1 and run again, then say so in the change log'
    }
}
