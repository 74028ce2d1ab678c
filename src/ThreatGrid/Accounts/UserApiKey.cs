namespace ThreatGrid;

/// <summary>The new key of an account: the only object of the module that carries a key.</summary>
public sealed class UserApiKey
{
    internal UserApiKey(Origin origin, User user, object apiKey)
    {
        Connection = origin.Name;
        Login = user.Login;
        Name = user.Name;
        Email = user.Email;
        ApiKey = apiKey;
    }

    /// <summary>The account.</summary>
    public string? Login { get; }

    /// <summary>The name of the person.</summary>
    public string? Name { get; }

    /// <summary>The mail address.</summary>
    public string? Email { get; }

    /// <summary>The key: a <see cref="System.Security.SecureString"/>, or plain text where that was asked for.</summary>
    public object ApiKey { get; }

    /// <summary>The name of the connection.</summary>
    public string Connection { get; }
}
