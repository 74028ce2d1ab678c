# Bar charts as SVG files, drawn from what a bench has just measured.

function Write-TGBarChart {
    <#
    .SYNOPSIS
        Writes a chart of horizontal bars.
    #>
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string] $Title,
        [Parameter(Mandatory)] [string] $Unit,

        # Names and numbers, in the order in which they are drawn.
        [Parameter(Mandatory)] [System.Collections.Specialized.OrderedDictionary] $Bars,

        # The names that are of this module: drawn in another colour.
        [string[]] $Own = @()
    )

    $culture = [cultureinfo]::InvariantCulture
    $largest = ($Bars.Values | Measure-Object -Maximum).Maximum
    $lines = [System.Collections.Generic.List[string]]::new()
    $height = 60 + 30 * $Bars.Count
    $lines.Add("<svg xmlns=""http://www.w3.org/2000/svg"" width=""720"" height=""$height"" viewBox=""0 0 720 $height"" font-family=""sans-serif"" font-size=""13"">")
    $lines.Add('  <rect width="100%" height="100%" fill="#ffffff"/>')
    $lines.Add("  <text x=""12"" y=""24"" font-size=""15"" font-weight=""bold"">$([System.Security.SecurityElement]::Escape($Title))</text>")
    $top = 42
    foreach ($bar in $Bars.GetEnumerator()) {
        $width = [math]::Max(1, 330 * $bar.Value / $largest).ToString('0.0', $culture)
        $colour = $bar.Key -in $Own ? '#1f6feb' : '#9aa4b2'
        $number = ([double]$bar.Value).ToString($bar.Value -lt 10 ? '0.0' : '#,##0', $culture)
        $lines.Add("  <text x=""250"" y=""$($top + 15)"" text-anchor=""end"">$([System.Security.SecurityElement]::Escape($bar.Key))</text>")
        $lines.Add("  <rect x=""258"" y=""$top"" width=""$width"" height=""20"" fill=""$colour""/>")
        $lines.Add("  <text x=""$((264 + [double]$width).ToString('0.0', $culture))"" y=""$($top + 15)"">$number $Unit</text>")
        $top += 30
    }

    $lines.Add("  <text x=""12"" y=""$($height - 8)"" font-size=""11"" fill=""#57606a"">Measured $([datetime]::UtcNow.ToString('yyyy-MM-dd', $culture)) by ./build.ps1 Bench</text>")
    $lines.Add('</svg>')
    [IO.Directory]::CreateDirectory((Split-Path $Path)) | Out-Null
    [IO.File]::WriteAllText($Path, ($lines -join "`n") + "`n")
}

Export-ModuleMember -Function *-TG*
