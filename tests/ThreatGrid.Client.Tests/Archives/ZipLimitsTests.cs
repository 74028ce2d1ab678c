using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using ThreatGrid.Client.Archives;
using ThreatGrid.Client.Tests.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Archives;

public sealed class ZipLimitsTests
{
    [Fact]
    public void A_thousand_members_pass_and_one_more_does_not()
    {
        ZipLimits.Check(Members(ZipLimits.MaximumMembers, length: 10, compressed: 10));
        AssertRefused("1,001 members", Members(ZipLimits.MaximumMembers + 1, length: 10, compressed: 10));
    }

    [Fact]
    public void A_gibibyte_passes_and_a_byte_more_does_not()
    {
        ZipLimits.Check(Members(1, ZipLimits.MaximumLength, ZipLimits.MaximumLength));
        AssertRefused("at most 1,073,741,824", Members(1, ZipLimits.MaximumLength + 1, ZipLimits.MaximumLength));
    }

    [Fact]
    public void Four_gibibytes_in_all_pass_and_more_do_not()
    {
        ZipLimits.Check(Members(4, ZipLimits.MaximumLength, ZipLimits.MaximumLength));
        AssertRefused("at most 4,294,967,296", Members(5, ZipLimits.MaximumLength, ZipLimits.MaximumLength));
    }

    [Fact]
    public void A_thousandfold_is_a_bomb_where_it_is_large()
    {
        ZipLimits.Check(Members(1, length: 1_000_000, compressed: 10));
        ZipLimits.Check(Members(1, length: 2_000_000, compressed: 2_000));
        AssertRefused("bomb", Members(1, length: 2_000_000, compressed: 1_999));
    }

    [Fact]
    public void Members_that_share_their_bytes_are_a_bomb()
    {
        byte[] archive = new ZipBuilder().Add("a", [1, 2, 3]).Add("b", [1, 2, 3], sharesBytesOf: 0).Build();
        using var zip = new ZipFileReader(new MemoryStream(archive));
        AssertRefused("shares its bytes", zip.Members);
    }

    private static ZipMember[] Members(int count, long length, long compressed) => [.. Enumerable.Range(0, count).Select(i => new ZipMember
    {
        Name = "m" + i,
        Length = length,
        CompressedLength = compressed,
        IsEncrypted = false,
        IsStronglyEncrypted = false,
        Method = 8,
        Crc = 0,
        PasswordCheck = 0,
        Aes = null,
        HeaderAt = i * (compressed + 30),
        DataAt = (i * (compressed + 30)) + 30,
    })];

    private static void AssertRefused(string says, IReadOnlyList<ZipMember> members)
        => Assert.Contains(says, Assert.Throws<InvalidDataException>(() => ZipLimits.Check(members)).Message, StringComparison.Ordinal);
}
