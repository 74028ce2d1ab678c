BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'ConvertTo-TGDefanged and ConvertFrom-TGDefanged' {
    It 'makes <Value> harmless, and back' -ForEach @(
        @{ Value = 'evil.example'; Safe = 'evil[.]example' }
        @{ Value = '11.22.33.44'; Safe = '11[.]22[.]33[.]44' }
        @{ Value = '2a02:1::ab'; Safe = '2a02[:]1[:][:]ab' }
        @{ Value = 'https://evil.example:8443/x.php?a=b.c'; Safe = 'hxxps://evil[.]example:8443/x.php?a=b.c' }
        @{ Value = 'HTTP://Evil.Example/A'; Safe = 'HXXP://Evil[.]Example/A' }
        @{ Value = 'http://evil.example/a[.]b'; Safe = 'hxxp://evil[.]example/a[[.]]b' }
        @{ Value = 'ftp://evil.example/f'; Safe = 'ftp://evil[.]example/f' }
        @{ Value = 'C:\a[.]b.exe'; Safe = 'C:\a[[.]]b.exe' }
        @{ Value = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'; Safe = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' }
    ) {
        ConvertTo-TGDefanged $Value | Should -BeExactly $Safe
        ConvertFrom-TGDefanged $Safe | Should -BeExactly $Value
    }

    It 'understands <_>' -ForEach @('hxxps[:]//evil[.]example/', 'hxxps[://]evil(.)example/', 'hXXps://evil{.}example/', 'https://evil[dot]example/') {
        ConvertFrom-TGDefanged $_ | Should -Be 'https://evil.example/'
    }

    It 'leaves what is defanged as it is' {
        'evil[.]example', 'hxxp://evil[.]example/a', '11[.]22[.]33[.]44' | ConvertTo-TGDefanged | Should -Be 'evil[.]example', 'hxxp://evil[.]example/a', '11[.]22[.]33[.]44'
    }

    It 'takes lists, empty texts and objects' {
        'a.example', '', 'b.example' | ConvertTo-TGDefanged | Should -Be 'a[.]example', '', 'b[.]example'
        [pscustomobject]@{ Value = 'c.example' } | ConvertTo-TGDefanged | Should -Be 'c[.]example'
        [pscustomobject]@{ Defanged = 'c[.]example' } | ConvertFrom-TGDefanged | Should -Be 'c.example'
    }
}
