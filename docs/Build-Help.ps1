<#
.SYNOPSIS
    Makes the help file of the module from the pages in docs/ThreatGrid. Needs the module Microsoft.PowerShell.PlatyPS.
.DESCRIPTION
    The help file is committed, so that a machine without PlatyPS still builds a module with full help. A test compares the two.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [string] $Docs,
    [Parameter(Mandatory)] [string] $Destination
)

$ErrorActionPreference = 'Stop'
$file = 'ThreatGrid.PowerShell.dll-Help.xml'
if (-not (Get-Module Microsoft.PowerShell.PlatyPS -ListAvailable)) {
    throw 'PlatyPS is not installed: Install-PSResource Microsoft.PowerShell.PlatyPS. The committed help file stays as it is.'
}

Import-Module Microsoft.PowerShell.PlatyPS
$pages = Get-ChildItem -LiteralPath $Docs -Filter '*-TG*.md' | Sort-Object Name | ForEach-Object { Import-MarkdownCommandHelp -LiteralPath $_.FullName }
$work = Join-Path ([IO.Path]::GetTempPath()) "threatgrid-help-$PID"
$made = $pages | Export-MamlCommandHelp -OutputFolder $work -Force

$xml = [xml]::new()
$xml.Load(@($made)[0].FullName)
$maml = 'http://schemas.microsoft.com/maml/2004/10'
$dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
$names = [Xml.XmlNamespaceManager]::new($xml.NameTable)
$names.AddNamespace('maml', $maml)
$names.AddNamespace('dev', $dev)
$names.AddNamespace('command', 'http://schemas.microsoft.com/maml/dev/command/2004/10')

function ConvertTo-Plain([string] $Text) {
    $Text.Replace("`r", '') -replace '`([^`]+)`', '$1' -replace '\[([^\]]+)\]\([^)\s]+\)', '$1'
}

function Set-Paragraph($Node, [string[]] $Text) {
    while ($Node.HasChildNodes) {
        [void]$Node.RemoveChild($Node.FirstChild)
    }

    foreach ($paragraph in $Text) {
        $Node.AppendChild($xml.CreateElement('maml', 'para', $maml)).InnerText = $paragraph
    }
}

foreach ($command in $xml.SelectNodes('//command:command', $names)) {
    $page = $pages | Where-Object Title -EQ $command.SelectSingleNode('command:details/command:name', $names).InnerText
    foreach ($block in $command.SelectNodes('.//maml:description | maml:alertSet/maml:alert', $names)) {
        Set-Paragraph $block @($block.SelectNodes('maml:para', $names) | ForEach-Object { ConvertTo-Plain $_.InnerText })
    }

    # PlatyPS writes an example's code into its introduction, with the fences. Get-Help wants it in dev:code.
    $number = 0
    foreach ($example in $command.SelectNodes('command:examples/command:example', $names)) {
        $source = @($page.Examples)[$number++]
        $parts = [regex]::Match($source.Remarks.Replace("`r", ''), '(?s)```\w*\n(?<code>.*?)\n```\s*(?<text>.*)')
        $example.SelectSingleNode('maml:title', $names).InnerText = "---------- $(ConvertTo-Plain $source.Title) ----------"
        Set-Paragraph $example.SelectSingleNode('maml:introduction', $names) @()
        $example.SelectSingleNode('dev:code', $names).InnerText = $parts.Groups['code'].Value
        Set-Paragraph $example.SelectSingleNode('dev:remarks', $names) @((ConvertTo-Plain $parts.Groups['text'].Value.Trim()), '')
    }

    # PlatyPS reads default values and writes none.
    foreach ($parameter in $command.SelectNodes('command:parameters/command:parameter', $names)) {
        $source = $page.Parameters | Where-Object Name -EQ $parameter.SelectSingleNode('maml:name', $names).InnerText
        $parameter.AppendChild($xml.CreateElement('dev', 'defaultValue', $dev)).InnerText = $source.DefaultValue ? $source.DefaultValue : 'None'
    }

    foreach ($link in @($command.SelectNodes('command:relatedLinks/maml:navigationLink', $names))) {
        if (-not $link.SelectSingleNode('maml:linkText', $names).InnerText.Replace('Online Version', '')) {
            [void]$link.ParentNode.RemoveChild($link)
        }

        $link.SelectSingleNode('maml:uri', $names).InnerText = ''
    }
}

$settings = [Xml.XmlWriterSettings]@{ Indent = $true; NewLineChars = "`n"; NewLineHandling = 'None'; Encoding = [Text.UTF8Encoding]::new($false) }
$writer = [Xml.XmlWriter]::Create((Join-Path $Destination $file), $settings)
try {
    $xml.Save($writer)
}
finally {
    $writer.Dispose()
}

Remove-Item -LiteralPath $work -Recurse
Get-Item -LiteralPath (Join-Path $Destination $file)
