# What is shipped loads without redirects: every reference in a folder equals the DLL beside it, or belongs to the platform.
BeforeAll {
    $root = (Resolve-Path "$PSScriptRoot/..").Path

    function Read-Assembly([string] $Path) {
        $stream = [IO.File]::OpenRead($Path)
        try {
            $pe = [System.Reflection.PortableExecutable.PEReader]::new($stream)
            $reader = [System.Reflection.Metadata.PEReaderExtensions]::GetMetadataReader($pe)
            $definition = $reader.GetAssemblyDefinition()
            [pscustomobject]@{
                Name       = $reader.GetString($definition.Name)
                Version    = $definition.Version
                References = @(foreach ($handle in $reader.AssemblyReferences) {
                        $reference = $reader.GetAssemblyReference($handle)
                        [pscustomobject]@{ Name = $reader.GetString($reference.Name); Version = $reference.Version }
                    })
            }
        }
        finally {
            $stream.Dispose()
        }
    }
}

Describe 'The folder bin/<_>' -ForEach @('net472', 'net8.0') {
    BeforeAll {
        $folder = "$root/out/ThreatGrid/bin/$_"
        $assemblies = Get-ChildItem $folder -Filter *.dll | ForEach-Object { Read-Assembly $_.FullName }
        $platform = $_
    }

    It 'has no reference that is not the version beside it' {
        $mismatches = foreach ($assembly in $assemblies) {
            foreach ($reference in $assembly.References) {
                $shipped = $assemblies | Where-Object Name -EQ $reference.Name
                if ($shipped -and $shipped.Version -ne $reference.Version) {
                    "$($assembly.Name) wants $($reference.Name) $($reference.Version), shipped is $($shipped.Version)"
                }
            }
        }
        $mismatches | Should -BeNullOrEmpty
    }

    It 'lacks nothing that is not the platform''s' {
        $known = if ($platform -eq 'net472') {
            # .NET Framework 4.7.2's own, and PowerShell.
            'mscorlib', 'netstandard', 'System', 'System.Core', 'System.Data', 'System.Net.Http', 'System.Numerics', 'System.Runtime.Serialization', 'System.Security', 'System.Xml',
            'System.ComponentModel.DataAnnotations', 'System.Configuration', 'System.Management.Automation', 'System.IO.Compression', 'System.Xml.Linq', 'Microsoft.CSharp', 'System.Runtime', 'System.ValueTuple', 'System.Web'
        }
        $missing = foreach ($assembly in $assemblies) {
            foreach ($reference in $assembly.References) {
                $isThere = $assemblies.Name -contains $reference.Name
                $isPlatform = if ($platform -eq 'net472') { $known -contains $reference.Name } else { $reference.Version.Major -le 8 -and $reference.Name -match '^(System|mscorlib|netstandard|Microsoft\.Win32\.|Microsoft\.CSharp)' }
                if (-not $isThere -and -not $isPlatform) { "$($assembly.Name) wants $($reference.Name) $($reference.Version)" }
            }
        }
        $missing | Should -BeNullOrEmpty
    }

    It 'ships nothing of PowerShell' {
        Get-ChildItem $folder -Filter System.Management.Automation* | Should -BeNullOrEmpty
    }
}
