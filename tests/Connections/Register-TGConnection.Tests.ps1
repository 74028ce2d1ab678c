BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    $env:TG_CONFIG_HOME = Join-Path $TestDrive 'config'
    $file = Join-Path $env:TG_CONFIG_HOME 'connections.json'
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Register-TGConnection' {
    BeforeEach {
        Remove-Item $file -ErrorAction Ignore
        Get-TGConnection | Disconnect-TGServer
    }

    It 'saves a connection whose key is in an environment variable, and uses it by name' {
        $saved = Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable MY_TG_KEY -MaximumRetryCount 2 -TimeoutSec 30
        $saved | Should -BeOfType ThreatGrid.SavedConnection
        $saved.KeyStore | Should -Be 'Environment variable MY_TG_KEY'
        $env:MY_TG_KEY = $key
        try {
            @(Get-TGIocFeed Ip -Last 1h -First 2 -Connection prod) | Should -HaveCount 2
            $connection = Connect-TGServer -Name prod
            $connection.Login | Should -Be analyst1
            $connection.MaximumRetryCount | Should -Be 2
            $connection.TimeoutSec | Should -Be 30
        }
        finally {
            Remove-Item Env:MY_TG_KEY
        }

        Get-Content $file -Raw | Should -Not -Match $key
    }

    It 'says which variable is missing' {
        $null = Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable MY_TG_KEY
        { Connect-TGServer -Name prod } | Should -Throw -ErrorId 'NotConnected,*' -ExpectedMessage '*MY_TG_KEY*'
    }

    It 'takes the key from a vault, and never asks when it is locked (A11)' {
        $vault = Join-Path $TestDrive 'modules/Microsoft.PowerShell.SecretManagement'
        New-Item -ItemType Directory $vault -Force | Out-Null
        Set-Content "$vault/Microsoft.PowerShell.SecretManagement.psm1" @'
function Get-Secret { [CmdletBinding()] param($Name, $Vault)
    if ($env:VAULT_LOCKED) { throw "A valid password is required to access the vault." }
    ConvertTo-SecureString $env:VAULT_KEY -AsPlainText -Force }
Export-ModuleMember -Function Get-Secret
'@
        $null = Register-TGConnection $emulator.Uri -Name vaulted -SecretName tg -Vault Work
        $common = @{ PSModulePath = "$TestDrive/modules"; TG_CONFIG_HOME = $env:TG_CONFIG_HOME; VAULT_KEY = $key }
        $open = Invoke-TGChild '(Connect-TGServer -Name vaulted).Login' -Environment $common
        $open.Output | Should -Be analyst1
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $locked = Invoke-TGChild 'Connect-TGServer -Name vaulted' -Environment ($common + @{ VAULT_LOCKED = '1' })
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 15
        $locked.ExitCode | Should -Be 1
        $locked.Text | Should -Match "Secret 'tg' in vault 'Work'"
        $locked.Text | Should -Match 'Unlock'
        $locked.Text | Should -Not -Match $key
        $none = Invoke-TGChild 'Connect-TGServer -Name vaulted' -Environment @{ PSModulePath = "$TestDrive/nothing"; TG_CONFIG_HOME = $env:TG_CONFIG_HOME }
        $none.Text | Should -Match 'SecretManagement'
    }

    It 'writes no key where the system cannot protect it' -Skip:$IsWindows {
        { Register-TGConnection $emulator.Uri -Name prod -ApiKey $key } | Should -Throw -ErrorId 'KeyCannotBeProtected,*'
        Test-Path $file | Should -BeFalse
    }

    It 'needs exactly one place for the key' {
        { Register-TGConnection $emulator.Uri -Name prod } | Should -Throw -ErrorId 'InvalidArgument,*'
        { Register-TGConnection $emulator.Uri -Name prod -SecretName a -EnvironmentVariable b } | Should -Throw -ErrorId 'InvalidArgument,*'
    }

    It 'replaces only with -Force, and does nothing with -WhatIf' {
        Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable A -WhatIf
        Test-Path $file | Should -BeFalse
        $null = Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable A
        { Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable B } | Should -Throw -ErrorId 'InvalidArgument,*'
        (Register-TGConnection $emulator.Uri -Name prod -EnvironmentVariable B -Force).KeyStore | Should -Match 'B$'
    }

    It 'lists and removes saved connections' {
        $null = Register-TGConnection $emulator.Uri -Name one -EnvironmentVariable A
        $null = Register-TGConnection -Region EU -Name two -SecretName tg
        (Get-TGConnection -Saved).Name | Should -Be @('one', 'two')
        Unregister-TGConnection o* -WhatIf
        (Get-TGConnection -Saved).Name | Should -Be @('one', 'two')
        Get-TGConnection -Saved one | Unregister-TGConnection
        (Get-TGConnection -Saved).Name | Should -Be two
        Unregister-TGConnection nobody -ErrorAction SilentlyContinue -ErrorVariable problems
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'SavedConnectionNotFound,*'
        (TabExpansion2 'Connect-TGServer -Name t').CompletionMatches.CompletionText | Should -Contain two
    }

    It 'an unknown name is an error' {
        { Connect-TGServer -Name nobody } | Should -Throw -ErrorId 'SavedConnectionNotFound,*'
    }

    It 'a damaged file is an error that names it, never a fresh start' {
        New-Item -ItemType Directory (Split-Path $file) -Force | Out-Null
        Set-Content $file '{ half'
        { Get-TGConnection -Saved } | Should -Throw -ErrorId 'FileNotRead,*' -ExpectedMessage "*$file*"
        { Register-TGConnection $emulator.Uri -Name x -EnvironmentVariable A } | Should -Throw -ErrorId 'FileNotRead,*' -ExpectedMessage '*damaged*'
        { Register-TGConnection $emulator.Uri -Name x -EnvironmentVariable A -Force } | Should -Throw -ErrorId 'FileNotRead,*'
        Get-Content $file -Raw | Should -Match 'half'
    }
}
