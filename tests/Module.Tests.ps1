# The conventions that hold for every command, proved over the module itself: a new command is held to them by being there.
BeforeDiscovery {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    $commands = Get-Command -Module ThreatGrid
    $types = [ThreatGrid.Connection].Assembly.GetExportedTypes()
    $outputs = $commands.OutputType.Type | Where-Object { $_ -and $_.Namespace -eq 'ThreatGrid' } | Sort-Object FullName -Unique
}

BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/..").Path
    Import-Module "$root/out/ThreatGrid/ThreatGrid.psd1"
    Import-Module "$root/tests/Shared/TestTools.psm1"
    $manifest = Import-PowerShellDataFile "$root/ThreatGrid.psd1"
    $source = Get-ChildItem "$root/src/ThreatGrid.PowerShell" -Recurse -Filter *.cs
    $reads = 'Get', 'Test', 'ConvertTo', 'ConvertFrom', 'Find', 'Select', 'Connect', 'Disconnect', 'Wait'
}

Describe '<_.Name>' -ForEach $commands {
    BeforeAll {
        $command = $_
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
        $text = Get-ChildItem "$root/tests" -Recurse -Filter *.Tests.ps1 | Get-Content -Raw
        ($text -join "`n").Contains($command.Name) | Should -BeTrue -Because 'a test file names it'
    }

    It 'says what it gives' {
        $command.OutputType | Should -Not -BeNullOrEmpty
    }

    It 'asks before changes, and only then' {
        $supports = $command.Parameters.ContainsKey('WhatIf')
        $supports | Should -Be ($command.Verb -notin $reads -and $command.Name -ne 'Add-TGContext')
    }

    It 'takes -Connection when it talks to a server' {
        if ($command.ImplementingType.BaseType.FullName -match 'Connected|Window|Feed') {
            $command.Parameters.Keys | Should -Contain 'Connection'
        }
    }

    It 'has help with synopsis, description and two examples' {
        $help.Synopsis | Should -Not -BeNullOrEmpty
        $help.Synopsis | Should -Not -Match ('\{\{|^\s*' + $command.Name + ' ')
        ($help.Description | Out-String).Trim().Length | Should -BeGreaterThan 40
        @($help.Examples.Example).Count | Should -BeGreaterOrEqual 2
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
            if ($parameter.ParameterType -in [timespan], [Nullable[timespan]]) {
                $parameter.Attributes.TypeId.Name | Should -Contain 'DurationTransformationAttribute'
            }

            if ($parameter.ParameterType.Name -eq 'Instant') {
                $parameter.Attributes.TypeId.Name | Should -Contain 'InstantTransformationAttribute'
            }
        }
    }
}

Describe 'The type <_.FullName>' -ForEach $outputs {
    It 'has no property that prints a type name' {
        foreach ($property in $_.GetProperties()) {
            $property.PropertyType.IsArray | Should -BeFalse -Because "$($property.Name) would print its type in a CSV file"
        }
    }

    It 'has a table and a list of its own' {
        $data = Get-FormatData -TypeName $_.FullName -PowerShellVersion $PSVersionTable.PSVersion
        $controls = $data.FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
        $controls | Should -Contain 'TableControl'
    }

    It 'shows only properties that it has' {
        $data = Get-FormatData -TypeName $_.FullName -PowerShellVersion $PSVersionTable.PSVersion
        $names = $_.GetProperties().Name
        foreach ($control in $data.FormatViewDefinition.Control) {
            $shown = if ($control -is [System.Management.Automation.TableControl]) { $control.Rows.Columns.DisplayEntry.Value } else { $control.Entries.Items.DisplayEntry.Value }
            foreach ($name in $shown) { $names | Should -Contain $name }
        }
    }

    It 'has a UTC twin for every time' {
        foreach ($property in $_.GetProperties() | Where-Object { $_.PropertyType -in [datetime], [Nullable[datetime]] -and $_.Name -notlike '*Utc' }) {
            $_.GetProperty($property.Name + 'Utc') | Should -Not -BeNullOrEmpty
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
        foreach ($topic in 'about_ThreatGrid', 'about_ThreatGrid_Connections', 'about_ThreatGrid_Time', 'about_ThreatGrid_Sync') {
            $text = Invoke-TGChild "Get-Help $topic" -WithoutModule -Environment @{ PSModulePath = "$root/out" }
            $text.Text.Length | Should -BeGreaterThan 800
        }
    }

    It 'lists every error id in its topic' {
        $records = Get-Content "$root/src/ThreatGrid.PowerShell/Common/ErrorRecords.cs" -Raw
        $ids = @([regex]::Matches($records, '=> \("(\w+)", ErrorCategory').ForEach({ $_.Groups[1].Value })) + @([regex]::Matches($records, '(?m)^\s+"([A-Z]\w+)",\s*$').ForEach({ $_.Groups[1].Value }))
        $ids.Count | Should -BeGreaterThan 20
        $topic = Get-Content "$root/src/Module/en-US/about_ThreatGrid_Connections.help.txt" -Raw
        foreach ($id in $ids) {
            $topic | Should -Match "\b$id\b"
        }
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
