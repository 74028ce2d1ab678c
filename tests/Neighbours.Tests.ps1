# Other modules in the same process: with other versions of what this one ships, imported before it and after it; and another copy of itself.
BeforeAll {
    . "$PSScriptRoot/Shared/Import.ps1"
    $module = "$root/out/ThreatGrid/ThreatGrid.psd1"
    Add-Type -AssemblyName Microsoft.CodeAnalysis, Microsoft.CodeAnalysis.CSharp

    # An assembly of any name, version and public key, with one type that tells its version, and one that has the name of a real one.
    function New-Assembly([string] $Path, [Reflection.AssemblyName] $Like, [version] $Version) {
        $type = $Like.Name.Replace('.', '_')
        $source = "[assembly: System.Reflection.AssemblyVersion(""$Version"")]
            namespace Neighbour { public static class $type { public static string Version => typeof($type).Assembly.GetName().Version.ToString(); } }
            namespace $($Like.Name) { public class ServiceCollection { } }"
        $options = [Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions]::new([Microsoft.CodeAnalysis.OutputKind]::DynamicallyLinkedLibrary).WithCryptoPublicKey([Collections.Immutable.ImmutableArray]::Create($Like.GetPublicKey())).WithPublicSign($true)
        $tree = [Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree]::ParseText($source)
        $core = [Microsoft.CodeAnalysis.MetadataReference]::CreateFromFile([object].Assembly.Location)
        $compilation = [Microsoft.CodeAnalysis.CSharp.CSharpCompilation]::Create($Like.Name, [Microsoft.CodeAnalysis.SyntaxTree[]]$tree, [Microsoft.CodeAnalysis.MetadataReference[]]$core, $options)
        $stream = [IO.File]::Create($Path)
        try { $made = $compilation.Emit($stream) } finally { $stream.Dispose() }
        if (-not $made.Success) { throw "$($made.Diagnostics)" }
    }

    # A module that brings its own version of every package that this one ships, as modules without a load context do.
    function New-Neighbour([string] $Name, [version] $Version) {
        $folder = (New-Item (Join-Path $TestDrive $Name) -ItemType Directory).FullName
        foreach ($dll in Get-ChildItem "$root/out/ThreatGrid/bin/net8.0" -Filter Microsoft.Extensions.*.dll) {
            New-Assembly "$folder/$($dll.Name)" ([Reflection.AssemblyName]::GetAssemblyName($dll.FullName)) $Version
        }

        @'
Get-ChildItem $PSScriptRoot -Filter *.dll | ForEach-Object { [void][Reflection.Assembly]::LoadFrom($_.FullName) }
function Get-NeighbourVersion { Get-ChildItem $PSScriptRoot -Filter *.dll | ForEach-Object { ("Neighbour.$($_.BaseName.Replace('.', '_'))" -as [type])::Version } | Sort-Object -Unique }
'@ | Set-Content "$folder/$Name.psm1"
        "$folder/$Name.psm1"
    }

    # A copy of the module whose assembly and manifest say another version.
    function Copy-Module([string] $Name, [version] $Version) {
        $folder = Join-Path $TestDrive $Name ThreatGrid
        Copy-Item "$root/out/ThreatGrid" $folder -Recurse
        if ($Version) {
            (Get-Content "$folder/ThreatGrid.psd1" -Raw) -replace "(ModuleVersion\s*=\s*)'[^']+'", "`$1'$Version'" | Set-Content "$folder/ThreatGrid.psd1"
            $path = "$folder/bin/net8.0/ThreatGrid.dll"
            $bytes = [IO.File]::ReadAllBytes($path)
            $image = [Reflection.PortableExecutable.PEReader]::new([IO.MemoryStream]::new($bytes))
            $reader = [Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($image)

            # The row of the assembly begins with the algorithm of its hash, four bytes; then comes the version.
            $at = $image.PEHeaders.MetadataStartOffset + [Reflection.Metadata.Ecma335.MetadataReaderExtensions]::GetTableMetadataOffset($reader, [Reflection.Metadata.Ecma335.TableIndex]::Assembly) + 4
            foreach ($part in $Version.Major, $Version.Minor, $Version.Build) {
                [BitConverter]::GetBytes([uint16]$part).CopyTo($bytes, $at)
                $at += 2
            }

            [IO.File]::WriteAllBytes($path, $bytes)
        }

        "$folder/ThreatGrid.psd1"
    }

    # A real request, and what came of it.
    $request = "(Connect-TGServer $($emulator.Uri) -ApiKey $key -WarningAction Ignore).Login; @(Get-TGIocFeed Ip -After 2018-01-01T00:00Z -Before 2018-01-01T01:00Z -First 5).Count"
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Beside a module with packages of its own' {
    BeforeAll {
        $neighbours = @{ older = New-Neighbour older 3.1.0.0; newer = New-Neighbour newer 99.0.0.0 }
        $said = @{ older = '3.1.0.0'; newer = '99.0.0.0' }
    }

    It 'works with <_> ones that came before' -ForEach 'older', 'newer' {
        $result = Invoke-TGChild "Import-Module '$($neighbours[$_])'; Import-Module '$module'; $request; Get-NeighbourVersion" -WithoutModule
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be analyst1, 5, $said[$_]
    }

    It 'works with <_> ones that come after' -ForEach 'older', 'newer' {
        $result = Invoke-TGChild "Import-Module '$module'; Get-TGConnection; Import-Module '$($neighbours[$_])'; $request; Get-NeighbourVersion; Import-Module '$module' -Force; $request" -WithoutModule
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be analyst1, 5, $said[$_], analyst1, 5
    }

    It 'lets the other one have the names of its types' {
        $result = Invoke-TGChild "Import-Module '$module'; $request; Import-Module '$($neighbours.older)'; [Microsoft.Extensions.DependencyInjection.ServiceCollection].Assembly.GetName().Version.ToString()" -WithoutModule
        $result.Output | Should -Be analyst1, 5, '3.1.0.0'
    }
}

Describe 'What an import brings into the session' {
    BeforeAll {
        $look = @'
$mine = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.Location -like '*ThreatGrid*' }
$in = { param($name) ($mine | Where-Object { [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name -eq $name } | ForEach-Object { $_.GetName().Name } | Sort-Object) -join ' ' }
"default: $(& $in Default)"
"doubled: $(($mine | Group-Object { $_.GetName().Name } | Where-Object Count -ne 1).Name)"
"count: $($mine.Count)"
"contexts: $(@([Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -eq ThreatGrid).Count)"
"packages: $(@([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { $_.GetName().Name -like 'Microsoft.Extensions.*' -and $_.Location -notlike "$PSHOME*" }).Count)"
"seen: $('Microsoft.Extensions.DependencyInjection.ServiceCollection' -as [type])$('ThreatGrid.Client.Http.ApiClient' -as [type])"
'@
        $result = Invoke-TGChild "$request; $look; '--'; Remove-Module ThreatGrid; Import-Module '$module'; Import-Module '$module' -Force; (Get-TGConnection).Name; $look; @(Get-TGIocFeed Ip -Last 1h -First 2).Count"
        $first, $second = ($result.Output -join "`n") -split "`n--`n"
        $first = $first -split "`n"
        $second = $second -split "`n"
    }

    It 'is the public types, and none of the packages' {
        $result.Error | Should -BeNullOrEmpty
        $first | Should -Contain 'default: ThreatGrid'
        $first | Should -Contain 'packages: 0'
        $first | Should -Contain 'seen: '
    }

    It 'is there once' {
        $first | Should -Contain 'doubled: '
        $first | Should -Contain 'contexts: 1'
    }

    It 'does not grow when the module comes again, and its connections are still there' {
        $second[1..6] | Should -Be $first[2..7]
        $second[0] | Should -Be '127.0.0.1'
        $second[7] | Should -Be 2
    }
}

Describe 'Beside another copy of itself' {
    It 'of another version, says that it takes a new session, and leaves the other one at work' {
        $old = Copy-Module old 0.0.9
        $result = Invoke-TGChild "Import-Module '$old'; (Get-Module ThreatGrid).Version.ToString(); try { Import-Module '$module' } catch { `"`$_`" }; Remove-Module ThreatGrid; try { Import-Module '$module' } catch { `"`$_`" }; Import-Module '$old'; $request" -WithoutModule
        $result.Error | Should -BeNullOrEmpty
        $message = 'Another version of ThreatGrid (0.0.9.0) is loaded in this session. Start a new session to use this one.'
        $result.Output | Should -Be '0.0.9', $message, $message, analyst1, 5
    }

    It 'of the same version in another folder, works with the types that are there' {
        $copy = Copy-Module same
        $result = Invoke-TGChild "Import-Module '$copy'; $request; Remove-Module ThreatGrid; Import-Module '$module'; $request; @([AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -eq 'ThreatGrid' }).Count" -WithoutModule
        $result.Error | Should -BeNullOrEmpty
        $result.Output | Should -Be analyst1, 5, analyst1, 5, 1
    }
}
