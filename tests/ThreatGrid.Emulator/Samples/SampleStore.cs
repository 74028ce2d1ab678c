using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Feeds;

namespace ThreatGrid.Emulator.Samples;

/// <summary>All samples: those submitted, some older ones to look at, and those of the feeds.</summary>
internal sealed class SampleStore(EmulatorState state)
{
    public const string OwnLogin = "analyst1";
    private const int SeededCount = 240;

    private static readonly string[] Logins = [OwnLogin, OwnLogin, "analyst2", "analyst3", OwnLogin, "mailgate"];
    private static readonly string[] Extensions = ["exe", "docm", "pdf", "js", "xlsx", "dll", "url", "zip"];

    private readonly Lock _lock = new();
    private readonly IocRows _rows = new(state.Options);
    private Dictionary<string, StoredSample> _byId = [];
    private List<StoredSample> _inOrder = [];
    private readonly Dictionary<string, int> _refusals = [];
    private bool _isSeeded;
    private long _nextSubmission = 1_200_000_000;

    public void Clear()
    {
        lock (_lock)
        {
            _byId = [];
            _inOrder = [];
            _refusals.Clear();
            _isSeeded = false;
            _nextSubmission = 1_200_000_000;
        }
    }

    public long NextSubmissionId() => Interlocked.Increment(ref _nextSubmission);

    /// <summary>How often a file of this name came to a server that had no time for it.</summary>
    public int CountRefusal(string name)
    {
        lock (_lock)
        {
            return _refusals[name] = _refusals.GetValueOrDefault(name) + 1;
        }
    }

    public void Add(StoredSample sample)
    {
        lock (_lock)
        {
            Seed();
            _byId[sample.Id] = sample;
            _inOrder.Add(sample);
        }
    }

    public bool Remove(string id)
    {
        lock (_lock)
        {
            Seed();
            return _byId.Remove(id, out StoredSample? sample) && _inOrder.Remove(sample);
        }
    }

    /// <summary>All but those of the feeds, oldest first.</summary>
    public IReadOnlyList<StoredSample> All()
    {
        lock (_lock)
        {
            Seed();
            return [.. _inOrder];
        }
    }

    public StoredSample? Find(string id)
    {
        lock (_lock)
        {
            Seed();
            if (_byId.TryGetValue(id, out StoredSample? sample))
            {
                return sample;
            }
        }

        return FeedSamples.Find(state.Options, _rows, id);
    }

    /// <summary>The facts of a sample whose run has ended well; null where there is no analysis.</summary>
    public SampleFacts? FinishedFacts(HttpContext context, string id)
        => Find(id) is { } sample && Caller.Sees(context, sample) && sample.StateAt(state.Clock.UtcNow).State == "succ" ? sample.ToFacts(Caller.Owns(context, sample)) : null;

    public byte[]? ContentOf(string sha256)
    {
        lock (_lock)
        {
            return _inOrder.Find(s => s.Sha256 == sha256 && s.Content is not null)?.Content;
        }
    }

    private void Seed()
    {
        if (_isSeeded)
        {
            return;
        }

        _isSeeded = true;
        DateTime now = state.Clock.UtcNow;
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        long count = state.Settings.Number("seededSamples") ?? SeededCount;
        for (int i = (int)count; i >= 1; i--)
        {
            string name = $"seed {i} {state.Options.Seed}";
            string sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(i % 7 == 3 ? $"twin {i / 14}" : name)));
            string extension = Extensions[i % Extensions.Length];
            string word = Names.Words[i % Names.Words.Length];
            bool own = i % 5 != 3;
#pragma warning disable CA5350, CA5351 // An analysis names a file by MD5 and SHA-1 too.
            var sample = new StoredSample
            {
                Id = Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes("id " + name))),
                SubmissionId = 900_000_000 + (count - i),
                FileName = $"{word}-{i.ToString(CultureInfo.InvariantCulture)}.{extension}",
                Size = 2048 + (i * 97),
                Md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.ASCII.GetBytes(sha256))),
                Sha1 = Convert.ToHexStringLower(SHA1.HashData(Encoding.ASCII.GetBytes(sha256))),
                Sha256 = sha256,
                SubmittedAt = now.AddMinutes(-17 - (i * 163)),
                Duration = TimeSpan.FromSeconds(372),
                Login = Logins[i % Logins.Length],
                OrganizationId = own ? UserStore.OwnOrganization : UserStore.OtherOrganization,
                IsPrivate = own && i % 2 == 0,
                Vm = i % 5 == 0 ? "win7-x64" : "win10",
                RuntimeSeconds = i % 3 == 0 ? 120 : 300,
                Tags = i % 6 == 0 ? [word, "phishing"] : [],
                Url = extension == "url" ? $"http://{word}-{i}.example:80/" : null,
                Failure = extension == "zip" ? (i % 16 == 7 ? "archive_unknown_password" : "filetype_not_supported") : null,
            };
#pragma warning restore CA5350, CA5351
            _byId[sample.Id] = sample;
            _inOrder.Add(sample);
        }
    }
}
