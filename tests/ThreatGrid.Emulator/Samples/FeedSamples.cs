using System;
using System.Globalization;
using ThreatGrid.Emulator.Feeds;

namespace ThreatGrid.Emulator.Samples;

/// <summary>The samples that the endless feeds speak of: found again from their id alone, so that none has to be stored.</summary>
internal static class FeedSamples
{
    private const ulong Scramble = 0x5A5A;
    private const int IdWord = 20;

    public static StoredSample? Find(EmulatorOptions options, IocRows rows, string id)
    {
        if (id.Length != 32
            || !ulong.TryParse(id.AsSpan(0, 16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong first)
            || !ulong.TryParse(id.AsSpan(16), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong second))
        {
            return null;
        }

        ulong number = Unmix(first, options.Seed, IdWord);
        if (Mix.Of(options.Seed, number, IdWord + 1) != second || (number ^ Scramble) > long.MaxValue / 4)
        {
            return null;
        }

        ulong sample = number ^ Scramble;
        long row = (long)sample * 3;
        DateTime time = DateTime.UnixEpoch.AddSeconds(rows.TimeOf(row));
        return new StoredSample
        {
            Id = id,
            SubmissionId = 500_000_000 + (long)(sample % 100_000_000),
            FileName = Names.Words[sample % (ulong)Names.Words.Length] + ".exe",
            Size = 1000 + (long)(sample % 100_000),
            Sha256 = Hex(options.Seed, sample, 4),
            Sha1 = Hex(options.Seed, sample + 1, 3)[..40],
            Md5 = Hex(options.Seed, sample + 2, 2),
            SubmittedAt = time.AddMinutes(-6),
            Duration = TimeSpan.FromMinutes(6),
            Login = IocRows.IsOwn(row) ? SampleStore.OwnLogin : "analyst2",
            OrganizationId = IocRows.IsOwnOrganization(row) ? Accounts.UserStore.OwnOrganization : Accounts.UserStore.OtherOrganization,
            IsPrivate = false,
        };
    }

    private static string Hex(ulong seed, ulong number, int words)
    {
        string text = string.Empty;
        for (int i = 0; i < words; i++)
        {
            text += Mix.Of(seed, number, (ulong)(IdWord + i)).ToString("x16", CultureInfo.InvariantCulture);
        }

        return text;
    }

    /// <summary>The way back through <see cref="Mix"/>.</summary>
    private static ulong Unmix(ulong mixed, ulong seed, ulong b)
    {
        ulong x = mixed ^ (mixed >> 31) ^ (mixed >> 62);
        x *= Inverse(0x94D049BB133111EB);
        x = x ^ (x >> 27) ^ (x >> 54);
        x *= Inverse(0xBF58476D1CE4E5B9);
        x = x ^ (x >> 30) ^ (x >> 60);
        return (x - seed - (b * 0xBF58476D1CE4E5B9)) * Inverse(0x9E3779B97F4A7C15);
    }

    private static ulong Inverse(ulong odd)
    {
        ulong inverse = odd;
        for (int i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse;
    }
}
