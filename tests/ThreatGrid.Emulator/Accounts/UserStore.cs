using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>All accounts, the organisations they belong to, and what was done with them.</summary>
internal sealed class UserStore(EmulatorOptions options)
{
    public const int OwnOrganization = 77;
    public const int OtherOrganization = 88;
    public const string Device = "01_0123456789abcdef0123456789abcdef0123456789abcdef_0000000000000";
    private const int Students = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, EmulatorOrganization> _organizations = [];
    private readonly List<EmulatorUser> _users = [];
    private readonly List<ActivityEntry> _activity = [];

    public IReadOnlyList<EmulatorUser> All()
    {
        lock (_lock)
        {
            Seed();
            return [.. _users];
        }
    }

    public EmulatorUser? ByKey(string key)
        => options.Keys.Contains(key) ? Find("analyst1") : All().FirstOrDefault(u => u.Key == key);

    public EmulatorUser? Find(string login) => All().FirstOrDefault(u => u.Login.Equals(login, StringComparison.OrdinalIgnoreCase));

    public EmulatorOrganization? Organization(int id)
    {
        lock (_lock)
        {
            Seed();
            return _organizations.GetValueOrDefault(id);
        }
    }

    public void Add(EmulatorUser user)
    {
        lock (_lock)
        {
            Seed();
            _users.Add(user);
        }
    }

    public void Remove(EmulatorUser user)
    {
        lock (_lock)
        {
            _users.Remove(user);
        }
    }

    public void Note(DateTime time, EmulatorUser who, string action)
    {
        lock (_lock)
        {
            _activity.Add(new ActivityEntry(time, who.Login, who.OrganizationId, action));
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<ActivityEntry> Activity()
    {
        lock (_lock)
        {
            return [.. Enumerable.Reverse(_activity)];
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _users.Clear();
            _organizations.Clear();
            _activity.Clear();
        }
    }

    public static string NewKey() => string.Concat(Enumerable.Range(0, 26).Select(_ => "abcdefghijklmnopqrstuvwxyz0123456789"[Random.Shared.Next(36)]));

    private void Seed()
    {
        if (_users.Count > 0)
        {
            return;
        }

        _organizations[OwnOrganization] = new EmulatorOrganization(OwnOrganization, "Example Corporation", "Accounting");
        _organizations[OtherOrganization] = new EmulatorOrganization(OtherOrganization, "Another Corporation", "Unknown");
        _users.AddRange(
        [
            new() { Login = "analyst1", Name = "Analyst One", Email = "analyst@example.com", Role = "org-admin", Key = EmulatorOptions.DemoKey },
            new() { Login = "analyst2", Name = "Analyst Two", Email = "analyst2@example.com", Title = "Analyst", Key = EmulatorOptions.UserKey },
            new() { Login = "analyst3", Name = "Analyst Three", Email = "analyst3@example.com", Title = "Analyst", Key = NewKey() },
            new() { Login = "chief", Name = "The Chief", Email = "chief@example.com", Role = "org-admin", Key = NewKey() },
            new() { Login = "mailgate", Name = "Mail Gateway", Email = "mailgate@example.com", IsDevice = true, Key = NewKey() },
            new() { Login = Device, Name = "Mail Appliance", Role = "device", IsDevice = true, IsActive = false, Key = NewKey() },
            new() { Login = "outsider1", Name = "Outsider One", Email = "one@other.example", OrganizationId = OtherOrganization, Key = EmulatorOptions.OutsiderKey },
        ]);
        for (int i = 1; i <= Students; i++)
        {
            string number = i.ToString("D2", CultureInfo.InvariantCulture);
            _users.Add(new() { Login = "student" + number, Name = "Student " + number, Email = $"class+{number}@example.com", Title = "Student", IsActive = false, Key = NewKey() });
        }
    }
}
