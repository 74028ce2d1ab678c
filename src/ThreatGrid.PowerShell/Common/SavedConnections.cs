using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Security;
using ThreatGrid.Client.Connections;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Opens saved connections: finds their key where it is kept.</summary>
internal static class SavedConnections
{
    /// <summary>The record for a failure with their file: it was not read, or not written.</summary>
    public static ErrorRecord Failure(Exception failure) => failure is InvalidDataException
        ? ErrorRecords.FileNotRead(failure, SavedConnectionFile.Path)
        : ErrorRecords.File(failure, SavedConnectionFile.Path);

    /// <summary>The saved connection of that name, put among the session's; null where there is none.</summary>
    /// <exception cref="NotConnectedException">Its key cannot be had.</exception>
    public static Connection? Open(string name, CommandInvocationIntrinsics commands)
    {
        SavedConnectionEntry? entry;
        try
        {
            entry = SavedConnectionFile.Read().FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new NotConnectedException(e.Message, e);
        }

        if (entry is null)
        {
            return null;
        }

        var connection = new Connection(entry.Name, entry.Settings, ReadKey(entry, commands));
        ConnectionStore.Current.Add(connection, makeDefault: false);
        return connection;
    }

    private static SecureString ReadKey(SavedConnectionEntry entry, CommandInvocationIntrinsics commands) => entry.Key.Store switch
    {
        KeyStore.Secret => ReadSecret(entry, commands),
        KeyStore.Environment => ReadVariable(entry),
        _ => ApiKeyTransformationAttribute.Protect(KeyProtection.Unprotect(entry.Key.Value, entry.Key.Store == KeyStore.ProtectedForMachine)),
    };

    private static SecureString ReadVariable(SavedConnectionEntry entry)
    {
        string? key = Environment.GetEnvironmentVariable(entry.Key.Value);
        return !string.IsNullOrWhiteSpace(key)
            ? ApiKeyTransformationAttribute.Protect(key!)
            : throw new NotConnectedException($"The connection '{entry.Name}' takes its key from the environment variable {entry.Key.Value}, which is not set.")
            {
                RecommendedAction = $"Set {entry.Key.Value} for the account that runs the script.",
            };
    }

    private static SecureString ReadSecret(SavedConnectionEntry entry, CommandInvocationIntrinsics commands)
    {
        try
        {
            // The user's own vault module; it is not needed by anybody who keeps the key elsewhere.
            foreach (PSObject result in commands.InvokeScript(
                "param($name, $vault) $more = @{}; if ($vault) { $more.Vault = $vault }; Microsoft.PowerShell.SecretManagement\\Get-Secret -Name $name -ErrorAction Stop @more",
                entry.Key.Value,
                entry.Key.Vault))
            {
                return ((ApiKey)new ApiKeyTransformationAttribute().Transform(null!, result)).Value;
            }

            throw SecretMissing(entry, "the vault gave nothing", null);
        }
        catch (RuntimeException e)
        {
            throw SecretMissing(entry, e.ErrorRecord.Exception.Message, e);
        }
    }

    private static NotConnectedException SecretMissing(SavedConnectionEntry entry, string why, Exception? inner) => new(
        $"The key of the connection '{entry.Name}' ({entry.Key.Describe()}) cannot be read: {why}",
        inner)
    {
        RecommendedAction = "Unlock the vault first, in a script by Unlock-SecretStore with a password that only the account can read; or install Microsoft.PowerShell.SecretManagement; or register the connection with -EnvironmentVariable.",
    };
}
