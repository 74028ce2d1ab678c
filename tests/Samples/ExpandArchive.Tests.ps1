# Submit-TGSample -ExpandArchive: members are submitted one by one and never touch the disk.
BeforeAll {
    . "$PSScriptRoot/../Shared/Import.ps1"
    $secret = ConvertTo-SecureString $key -AsPlainText -Force
    $infected = ConvertTo-SecureString infected -AsPlainText -Force

    function Get-Post { @(Get-TGEmulatorRequest $emulator | Where-Object { $_.Method -eq 'POST' -and $_.Path -eq '/api/v2/samples' }) }

    function New-Zip([string] $Name, [System.Collections.IDictionary] $Members) {
        $path = Join-Path $TestDrive $Name
        Remove-Item $path -ErrorAction Ignore
        $zip = [IO.Compression.ZipFile]::Open($path, 'Create')
        foreach ($member in $Members.GetEnumerator()) {
            $entry = $zip.CreateEntry($member.Key)
            $stream = $entry.Open()
            $bytes = $member.Value -is [byte[]] ? $member.Value : [Text.Encoding]::UTF8.GetBytes($member.Value)
            $stream.Write($bytes, 0, $bytes.Length)
            $stream.Dispose()
        }

        $zip.Dispose()
        $path
    }
}

AfterAll {
    Stop-TGEmulator $emulator
}

Describe 'Submit-TGSample -ExpandArchive' {
    BeforeEach {
        Reset-TGEmulator $emulator
        Connect-TGServer $emulator.Uri -ApiKey $secret -RetryInterval 00:00:00.010 | Out-Null
        Clear-TGEmulatorRequest $emulator
    }

    It 'submits each member by its last name, folders apart' {
        $zip = New-Zip mail.zip ([ordered]@{ 'a.exe' = 'content a'; 'folder/' = ''; 'folder/b.js' = 'content b'; '../../evil.dll' = 'content c' })
        $results = Submit-TGSample $zip -ExpandArchive
        $results.Input | Should -Be @("$zip|a.exe", "$zip|folder/b.js", "$zip|../../evil.dll")
        $results.FileName | Should -Be @('a.exe', 'b.js', 'evil.dll')
        (Get-Post | ForEach-Object { $_.File.Length }) | Should -Be @(9, 9, 9)
        @(Get-ChildItem $TestDrive -Recurse -Filter *.exe) | Should -HaveCount 0
    }

    It 'reads archives with a password, as the server itself makes them' {
        $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
        $zip = (Save-TGSampleItem ExtractedArtifacts $id -Destination $TestDrive -Force).Path
        $known = (Get-TGSampleArtifact $id).Sha256
        Clear-TGEmulatorRequest $emulator
        $results = Submit-TGSample $zip -ExpandArchive -Password $infected
        $results.Count | Should -BeGreaterThan 1
        foreach ($result in $results) { $known | Should -Contain $result.Sha256 }
        (Get-Post).Form.PSObject.Properties.Name | Should -Not -Contain 'sample_password'
    }

    It 'names member and reason where the password is another one, or missing' {
        $id = (Find-TGSample -State succ -Last 60d -MinimumScore 50 -First 1).SampleId
        $zip = (Save-TGSampleItem Sample $id -Destination $TestDrive -Force).Path
        Clear-TGEmulatorRequest $emulator
        Submit-TGSample $zip -ExpandArchive -ErrorVariable missing -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$missing" | Should -Match 'no password was given'
        Submit-TGSample $zip -ExpandArchive -Password (ConvertTo-SecureString other -AsPlainText -Force) -ErrorVariable wrong -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $wrong[-1].FullyQualifiedErrorId | Should -BeLike 'ArchiveNotRead,*'
        Get-Post | Where-Object { $_.File } | Should -BeNullOrEmpty
    }

    It 'refuses a bomb' {
        $zip = New-Zip bomb.zip @{ 'zeros.bin' = [byte[]]::new(40MB) }
        Submit-TGSample $zip -ExpandArchive -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[-1].FullyQualifiedErrorId | Should -BeLike 'ArchiveNotRead,*'
        Get-Post | Should -BeNullOrEmpty
    }

    It 'refuses archives of other kinds, and broken ones' {
        $seven = Join-Path $TestDrive x.7z
        [IO.File]::WriteAllBytes($seven, [byte[]](0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, 1, 2, 3))
        $broken = Join-Path $TestDrive broken.zip
        [IO.File]::WriteAllBytes($broken, [byte[]](0x50, 0x4B, 3, 4) + [byte[]]::new(200))
        Submit-TGSample $seven, $broken -ExpandArchive -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($failed | Where-Object { $_.FullyQualifiedErrorId -like 'ArchiveNotRead,*' }) | Should -HaveCount 2
        "$failed" | Should -Match SevenZip
    }

    It 'submits what is no archive, or only is one inside, as it is' {
        $plain = Join-Path $TestDrive plain.exe
        [IO.File]::WriteAllText($plain, 'MZ plain')
        $office = New-Zip report.docx ([ordered]@{ '[Content_Types].xml' = '<Types/>'; 'word/document.xml' = '<w/>' })
        (Submit-TGSample $plain, $office -ExpandArchive).FileName | Should -Be @('plain.exe', 'report.docx')
    }

    It 'skips members that are known, also inside the run' {
        $one = New-Zip one.zip @{ 'a.exe' = 'the same member' }
        $two = New-Zip two.zip @{ 'b.exe' = 'the same member' }
        $results = Submit-TGSample $one, $two -ExpandArchive -SkipKnown
        $results.Result | Should -Be @('New', 'Known')
        Get-Post | Should -HaveCount 1
    }
}
