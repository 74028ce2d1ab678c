using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Connections;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Connections;

/// <summary><para type="synopsis">Saves a connection by name; the key is never plain text on disk.</para></summary>
[Cmdlet(VerbsLifecycle.Register, "TGConnection", SupportsShouldProcess = true, DefaultParameterSetName = ServerSet)]
[OutputType(typeof(SavedConnection))]
public sealed class RegisterTGConnectionCommand : ServerSettingsCmdlet
{
    /// <summary>The name to save it under.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Name { get; set; } = string.Empty;

    /// <summary>The API key, to be protected by Windows.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ApiKeyTransformation]
    [Alias("Key", "Credential")]
    public ApiKey? ApiKey { get; set; }

    /// <summary>For whom Windows protects the key.</summary>
    [Parameter]
    public KeyScope Scope { get; set; }

    /// <summary>The name of a SecretManagement secret with the key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? SecretName { get; set; }

    /// <summary>The vault of the secret; the default one where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Vault { get; set; }

    /// <summary>The name of an environment variable with the key.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? EnvironmentVariable { get; set; }

    /// <summary>Whether a saved connection of that name may be replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        ConnectionSettings settings = ReadSettings();
        KeyReference key = ReadKeyReference();
        if (settings.ProxyCredential is not null)
        {
            WriteWarning("The log-on for the proxy is not saved. Use -ProxyUseDefaultCredentials, or give -ProxyCredential to Connect-TGServer.");
        }

        try
        {
            if (!Force && SavedConnectionFile.Read().Any(IsOfThatName))
            {
                ThrowTerminatingError(ErrorRecords.InvalidArgument(
                    $"A connection '{Name}' is saved already.", Name, "Replace it with -Force, or choose another name."));
            }

            if (!ShouldProcess($"{Name} ({settings.Server}, key: {key.Describe()})", "Save connection"))
            {
                return;
            }

            SavedConnectionFile.Change(saved =>
            {
                saved.RemoveAll(IsOfThatName);
                saved.Add(new SavedConnectionEntry(Name, settings, key));
            });
            WriteObject(new SavedConnection(Name, settings.Server, key.Describe()));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(SavedConnections.Failure(e));
        }
    }

    private bool IsOfThatName(SavedConnectionEntry entry) => string.Equals(entry.Name, Name, StringComparison.OrdinalIgnoreCase);

    private KeyReference ReadKeyReference()
    {
        int ways = (ApiKey is null ? 0 : 1) + (SecretName is null ? 0 : 1) + (EnvironmentVariable is null ? 0 : 1);
        if (ways != 1)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                ways == 0 ? "It is not said where the key is." : "The key can be in one place only.",
                null,
                "Give one of -ApiKey (Windows protects it), -SecretName (a vault) and -EnvironmentVariable."));
        }

        if (SecretName is { } secret)
        {
            return new KeyReference(KeyStore.Secret, secret, Vault);
        }

        if (EnvironmentVariable is { } variable)
        {
            return new KeyReference(KeyStore.Environment, variable);
        }

        if (!KeyProtection.IsSupported)
        {
            ThrowTerminatingError(ErrorRecords.KeyCannotBeProtected());
        }

        WarnOfKey(ApiKey!);
        bool forMachine = Scope == KeyScope.LocalMachine;
        string plain = SecureText.Reveal(ApiKey!.Value);
        return new KeyReference(forMachine ? KeyStore.ProtectedForMachine : KeyStore.ProtectedForUser, KeyProtection.Protect(plain, forMachine));
    }
}
