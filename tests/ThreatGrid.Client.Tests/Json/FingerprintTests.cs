using System;
using System.Text;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using Xunit;

namespace ThreatGrid.Client.Tests.Json;

public sealed class FingerprintTests
{
    [Fact]
    public void Two_hundred_thousand_keys_stay_different()
    {
        var set = new KeySet();
        for (int i = 0; i < 200_000; i++)
        {
            Assert.True(set.Add(Identity64.Of(Encoding.UTF8.GetBytes("row " + i), 0)));
        }

        Assert.Equal(200_000, set.Count);
        for (int i = 0; i < 200_000; i++)
        {
            Assert.False(set.Add(Identity64.Of(Encoding.UTF8.GetBytes("row " + i), 0)));
        }

        Assert.Equal(200_000, set.Count);
    }

    [Fact]
    public void Keys_that_fall_on_one_place_stay_different()
    {
        var set = new KeySet(4);
        for (ulong i = 1; i <= 2000; i++)
        {
            Assert.True(set.Add(i << 40));
            Assert.False(set.Add(i << 40));
        }

        for (ulong i = 1; i <= 2000; i++)
        {
            Assert.True(set.Contains(i << 40));
            Assert.False(set.Contains((i << 40) + 1));
        }
    }

    [Fact]
    public void Zero_is_a_key_like_any_other()
    {
        var set = new KeySet();
        Assert.False(set.Contains(0));
        Assert.True(set.Add(0));
        Assert.False(set.Add(0));
        Assert.True(set.Contains(0));
        Assert.Equal(1, set.Count);
        var copy = new KeySet();
        copy.Add(5);
        set.Add(7);
        set.CopyTo(copy);
        Assert.True(copy.Contains(0) && copy.Contains(5) && copy.Contains(7));
        Assert.Equal(3, copy.Count);
    }

    [Fact]
    public void Every_byte_the_length_and_the_member_count()
    {
        byte[] text = Encoding.UTF8.GetBytes("0123456789abcdefghij");
        ulong whole = Identity64.Of(text, 3);
        Assert.Equal(whole, Identity64.Of((byte[])text.Clone(), 3));
        Assert.NotEqual(whole, Identity64.Of(text, 4));
        for (int i = 0; i < text.Length; i++)
        {
            var other = (byte[])text.Clone();
            other[i] ^= 1;
            Assert.NotEqual(whole, Identity64.Of(other, 3));
            Assert.NotEqual(whole, Identity64.Of(text.AsSpan(0, i), 3));
        }

        Assert.NotEqual(Identity64.Of(new byte[1], 0), Identity64.Of(new byte[2], 0));
    }

    [Fact]
    public void The_text_cache_gives_only_what_was_kept_for_the_same_bytes()
    {
        var cache = new TextCache();
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 2000; i++)
            {
                string text = "name " + (i % 700);
                byte[] utf8 = Encoding.UTF8.GetBytes(text);
                int slot = TextCache.SlotOf(utf8);
                string? found = cache.Find(utf8, slot);
                Assert.True(found is null || found == text);
                cache.Keep(utf8, slot, text);
                Assert.Same(text, cache.Find(utf8, slot));
            }
        }
    }

    [Fact]
    public void The_text_cache_takes_texts_of_every_length()
    {
        for (int length = 0; length < 100; length++)
        {
            Assert.InRange(TextCache.SlotOf(new byte[length]), 0, 255);
        }
    }
}
