# What several test files need.

# Runs a script in a PowerShell of its own, on the staged module, and gives what it wrote, line by line.
function Invoke-TGChild {
    [CmdletBinding()]
    param(
        [Parameter(Mandatory)] [string] $Script,
        [hashtable] $Environment = @{},
        [switch] $Interactive,
        [switch] $WithoutModule,

        # As a scheduler runs it: -File in place of -Command, whose exit code is another one.
        [string] $AsFile
    )

    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $full = $WithoutModule ? $Script : "Import-Module '$root/out/ThreatGrid/ThreatGrid.psd1'`n$Script"
    $start = [System.Diagnostics.ProcessStartInfo]::new()
    $own = Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')
    if (Test-Path -LiteralPath $own) {
        $start.FileName = $own
    }
    else {
        $start.FileName = 'dotnet'
        $start.ArgumentList.Add((Join-Path $PSHOME 'pwsh.dll'))
    }

    $start.ArgumentList.Add('-NoProfile')
    if (-not $Interactive) {
        $start.ArgumentList.Add('-NonInteractive')
    }

    $start.ArgumentList.Add('-OutputFormat')
    $start.ArgumentList.Add('Text')
    if ($AsFile) {
        [IO.File]::WriteAllText($AsFile, $full)
        $start.ArgumentList.Add('-File')
        $start.ArgumentList.Add($AsFile)
    }
    else {
        $start.ArgumentList.Add('-EncodedCommand')
        $start.ArgumentList.Add([Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($full)))
    }

    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $start.RedirectStandardInput = $true
    $start.Environment['NO_COLOR'] = '1'
    foreach ($name in $Environment.Keys) {
        $start.Environment[$name] = $Environment[$name]
    }

    $process = [System.Diagnostics.Process]::Start($start)
    $process.StandardInput.Close()
    $errorText = $process.StandardError.ReadToEndAsync()
    $output = $process.StandardOutput.ReadToEnd()
    if (-not $process.WaitForExit(60000)) {
        $process.Kill($true)
        throw "The child did not end within a minute. It wrote: $output"
    }

    [pscustomobject]@{
        ExitCode = $process.ExitCode
        Output   = @($output -split "`r?`n" | Where-Object { $_ -ne '' })
        Error    = $errorText.Result
        Text     = $output + $errorText.Result
    }
}

# The forms in which a key may show itself.
function Get-TGKeyForm {
    [CmdletBinding()]
    param([Parameter(Mandatory)] [string] $Key)

    $Key
    $Key.ToUpperInvariant()
    $Key.Substring(0, 12)
    $Key.Substring($Key.Length - 12)
    [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($Key))
    -join ([Text.Encoding]::Unicode.GetBytes($Key) | ForEach-Object { $_.ToString('x2') })
}

# What an error says to anybody who looks at all of it.
function Get-TGErrorText {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)] $ErrorRecord)

    process {
        $ErrorRecord | Format-List * -Force | Out-String -Width 9999
        $ErrorRecord.ErrorDetails | Format-List * -Force | Out-String -Width 9999
        $ErrorRecord.InvocationInfo | Format-List * -Force | Out-String -Width 9999
        for ($e = $ErrorRecord.Exception; $e; $e = $e.InnerException) {
            $e.ToString()
            $e | Format-List * -Force | Out-String -Width 9999
        }
    }
}

# Rows of the address feed with all that the feed sends.
function New-TGTestRow {
    [CmdletBinding()]
    param([int] $Number, [string] $Timestamp, [string] $Ip = "11.0.0.$Number", [hashtable] $More = @{})

    $row = [ordered]@{
        timestamp     = $Timestamp
        confidence    = 90
        sample_id     = '{0:x32}' -f $Number
        ioc           = 'network-snort-malware'
        severity      = 95
        sample_sha256 = '{0:x64}' -f $Number
        ip            = $Ip
        port          = $null
    }
    foreach ($name in $More.Keys) {
        $row[$name] = $More[$name]
    }

    $row
}

# Every example that a reader may copy: those of the help, of README, and of the cookbook. RunsHere is false for those that need another
# system, a key protected by Windows or what a line before made, that go over several lines, or that have no end.
function Get-TGExample {
    [CmdletBinding()]
    param()

    $notHere = '^\s*\$(failed|r) |Register-Scheduled|\$env:|\$hec|exit 1|Import-Module|build\.ps1|LocalMachine|-Watch|\{$'
    $root = (Resolve-Path "$PSScriptRoot/../..").Path
    $examples = @(
        foreach ($command in Get-Command -Module ThreatGrid) {
            foreach ($example in (Get-Help $command.Name -Full).Examples.Example) {
                @{ Where = $command.Name; Code = $example.Code }
            }
        }

        foreach ($page in "$root/README.md", (Get-ChildItem "$root/docs/cookbook" -Filter *.md).FullName | ForEach-Object { $_ }) {
            $text = Get-Content -LiteralPath $page -Raw
            foreach ($block in [regex]::Matches($text, '(?s)```powershell\n(.*?)```')) {
                foreach ($line in $block.Groups[1].Value -split "`n" | Where-Object { $_ -match '\w-TG\w' -and $_ -notmatch '^#' }) {
                    @{ Where = Split-Path $page -Leaf; Code = $line }
                }
            }
        }
    )
    foreach ($example in $examples) {
        $example.RunsHere = $example.Code -notmatch $notHere
        $example
    }
}

# The requests for one resource, without those that only ask who the key belongs to.
function Get-TGFeedRequest {
    [CmdletBinding()]
    param([Parameter(Mandatory)] $Emulator, [string] $Like = '*/feeds/*')

    @(Get-TGEmulatorRequest $Emulator | Where-Object Path -Like $Like)
}

Export-ModuleMember -Function *-TG*
