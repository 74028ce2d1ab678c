using System;
using System.Collections.Generic;
using System.Text.Json;

namespace ThreatGrid.Client.Accounts;

/// <summary>What is to be changed of an account, or given to a new one. Null leaves a member as it is.</summary>
internal sealed class UserChanges
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Title { get; set; }

    /// <summary>The names of what would be written.</summary>
    public IReadOnlyList<string> Members
    {
        get
        {
            var members = new List<string>();
            Each((name, _) => members.Add(name));
            return members;
        }
    }

    /// <summary>Only what differs from the account as it is.</summary>
    public UserChanges Against(User user) => new()
    {
        Name = Differing(Name, user.Name),
        Email = Differing(Email, user.Email),
        Title = Differing(Title, user.Title),
    };

    public void Write(Utf8JsonWriter json) => Each(json.WriteString);

    private static string? Differing(string? wanted, string? present)
        => wanted is null || string.Equals(wanted, present ?? string.Empty, StringComparison.Ordinal) ? null : wanted;

    private void Each(Action<string, string> take)
    {
        if (Name is not null)
        {
            take("name", Name);
        }

        if (Email is not null)
        {
            take("email", Email);
        }

        if (Title is not null)
        {
            take("title", Title);
        }
    }
}
