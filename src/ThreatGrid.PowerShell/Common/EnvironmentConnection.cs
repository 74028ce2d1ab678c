using System;

namespace ThreatGrid.PowerShell.Common;

/// <summary>The connection that <c>TG_SERVER</c> and <c>TG_API_KEY</c> describe.</summary>
internal static class EnvironmentConnection
{
    public const string KeyVariable = "TG_API_KEY";
    public const string ServerVariable = "TG_SERVER";

    /// <summary>The connection; null where the variables are not set, or the name asked for is another one.</summary>
    /// <exception cref="NotConnectedException">Only one of the two is set, or the server's name makes no sense.</exception>
    public static Connection? Open(string? name = null)
    {
        string? key = Read(KeyVariable);
        string? server = Read(ServerVariable);
        if (key is null || server is null)
        {
            if (key is null && server is null || name is not null)
            {
                return null;
            }

            throw new NotConnectedException($"Of {KeyVariable} and {ServerVariable} only {(key is null ? ServerVariable : KeyVariable)} is set.")
            {
                RecommendedAction = $"Set {(key is null ? KeyVariable : ServerVariable)} too, or use Connect-TGServer.",
            };
        }

        Uri address = Parse(server);
        if (name is not null && !string.Equals(name, address.Host, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var connection = new Connection(address.Host, new ConnectionSettings { Server = address }, ApiKeyTransformationAttribute.Protect(key));
        ConnectionStore.Current.Add(connection, makeDefault: false);
        return connection;
    }

    /// <summary>The server of <c>TG_SERVER</c>; null where it is not set.</summary>
    /// <exception cref="NotConnectedException">The server's name makes no sense.</exception>
    public static Uri? ReadServer() => Read(ServerVariable) is { } server ? Parse(server) : null;

    private static Uri Parse(string server)
        => ServerAddress.TryParse(server, out Uri? address, out string? problem)
            ? address!
            : throw new NotConnectedException($"{ServerVariable}: {problem}") { RecommendedAction = $"Correct {ServerVariable}." };

    private static string? Read(string variable)
    {
        string? value = Environment.GetEnvironmentVariable(variable);
        return string.IsNullOrWhiteSpace(value) ? null : value!.Trim();
    }
}
