using System;
using System.Collections.Generic;
using System.Globalization;

namespace ThreatGrid.Emulator;

/// <summary>The command line.</summary>
internal sealed class EmulatorOptions
{
    public const string DemoKey = "demo0key0for0the0emulator0";
    public const string TestKey = "k3yF0rTests0nly7qz9mw2v5xa";
    public const string UserKey = "us3r0key0for0the0emulator0";
    public const string OutsiderKey = "0uts1der0key0for0emulator0";

    /// <summary>Where to listen; a name of the machine that is not loopback is for proxy tests.</summary>
    public string Address { get; private set; } = "127.0.0.1";

    public int Port { get; private set; }

    public ulong Seed { get; private set; } = 1;

    /// <summary>Rows of each IOC feed in an hour; a multiple of ten.</summary>
    public int RowsPerHour { get; private set; } = 240;

    /// <summary>Whether all rows score at least 80.</summary>
    public bool Dense { get; private set; }

    public int LatencyMs { get; private set; }

    public DateTime? Now { get; private set; }

    public bool Frozen { get; private set; }

    public bool Tls { get; private set; }

    public bool Proxy { get; private set; }

    public bool NoLog { get; private set; }

    public int? Parent { get; private set; }

    public List<string> Keys { get; } = [DemoKey, TestKey];

    public static EmulatorOptions Parse(string[] args)
    {
        var options = new EmulatorOptions();
        for (int i = 0; i < args.Length; i++)
        {
            string Next() => ++i < args.Length ? args[i] : throw new ArgumentException($"{args[i - 1]} needs a value.");
            switch (args[i])
            {
                case "--address": options.Address = Next(); break;
                case "--port": options.Port = int.Parse(Next(), CultureInfo.InvariantCulture); break;
                case "--seed": options.Seed = ulong.Parse(Next(), CultureInfo.InvariantCulture); break;
                case "--rows-per-hour": options.RowsPerHour = Math.Max(10, int.Parse(Next(), CultureInfo.InvariantCulture) / 10 * 10); break;
                case "--dense": options.Dense = true; break;
                case "--latency": options.LatencyMs = int.Parse(Next(), CultureInfo.InvariantCulture); break;
                case "--now": options.Now = DateTime.Parse(Next(), CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal); break;
                case "--frozen": options.Frozen = true; break;
                case "--tls": options.Tls = true; break;
                case "--proxy": options.Proxy = true; break;
                case "--no-log": options.NoLog = true; break;
                case "--parent": options.Parent = int.Parse(Next(), CultureInfo.InvariantCulture); break;
                case "--key": options.Keys.Add(Next()); break;
                default: throw new ArgumentException($"Unknown option {args[i]}.");
            }
        }

        return options;
    }
}
