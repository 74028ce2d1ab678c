using System;
using System.Management.Automation;
using ThreatGrid.Client.Accounts;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Completion;

namespace ThreatGrid.PowerShell.Connections;

/// <summary><para type="synopsis">Makes a connection to a Threat Grid server.</para></summary>
[Cmdlet(VerbsCommunications.Connect, "TGServer", DefaultParameterSetName = SavedSet)]
[OutputType(typeof(Connection))]
public sealed class ConnectTGServerCommand : ServerSettingsCmdlet
{
    private const string SavedSet = "Saved";

    /// <summary>The API key: SecureString, text or credential; <c>TG_API_KEY</c> where none is given.</summary>
    [Parameter(ValueFromPipeline = true, ParameterSetName = ServerSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = RegionSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = SavedSet)]
    [ApiKeyTransformation]
    [Alias("Key", "Credential")]
    public ApiKey? ApiKey { get; set; }

    /// <summary>The name of the connection; the host where none is given. Alone it opens the saved connection of that name.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ConnectionNameCompleter))]
    public string? Name { get; set; }

    /// <summary>Whether the default of the session stays as it is.</summary>
    [Parameter]
    public SwitchParameter NotDefault { get; set; }

    /// <summary>Whether the server is not asked who the key belongs to.</summary>
    [Parameter]
    public SwitchParameter SkipConnectionCheck { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        Connection connection = Open();
        WarnOfRisks(connection);
        if (!SkipConnectionCheck)
        {
            Check(connection);
        }

        ConnectionStore.Current.Add(connection, makeDefault: !NotDefault);
        WriteObject(connection);
    }

    private Connection Open()
    {
        if (ParameterSetName != SavedSet)
        {
            ConnectionSettings settings = ReadSettings();
            return new Connection(Name ?? settings.Server.Host, settings, ReadKey().Value);
        }

        try
        {
            if (ApiKey is { } piped && Name is null && EnvironmentConnection.ReadServer() is { } server)
            {
                WarnOfKey(piped);
                return new Connection(server.Host, new ConnectionSettings { Server = server }, piped.Value);
            }

            Connection? found = Name is null ? EnvironmentConnection.Open() : SavedConnections.Open(Name, InvokeCommand);
            if (found is null)
            {
                ThrowTerminatingError(Name is null
                    ? ErrorRecords.Of(
                        new NotConnectedException("No server is given.")
                        {
                            RecommendedAction = $"Say -Region US, EU, CA or AU, or -Server; or set {EnvironmentConnection.ServerVariable} and {EnvironmentConnection.KeyVariable}; or -Name for a saved connection.",
                        },
                        null)
                    : ErrorRecords.SavedConnectionNotFound(Name));
            }

            return ApiKey is null ? found! : new Connection(found!.Name, found.Settings, ApiKey.Value);
        }
        catch (NotConnectedException e)
        {
            Fail(e, Name);
            throw;
        }
    }

    private ApiKey ReadKey()
    {
        if (ApiKey is { } given)
        {
            WarnOfKey(given);
            return given;
        }

        string? key = Environment.GetEnvironmentVariable(EnvironmentConnection.KeyVariable);
        if (string.IsNullOrWhiteSpace(key))
        {
            ThrowTerminatingError(ErrorRecords.Of(
                new NotConnectedException("No key is given.")
                {
                    RecommendedAction = $"Add -ApiKey (Read-Host -AsSecureString), pipe the key in (Get-Secret tg | Connect-TGServer …), or set {EnvironmentConnection.KeyVariable}.",
                },
                null));
        }

        return new ApiKey(ApiKeyTransformationAttribute.Protect(key!));
    }

    private void Check(Connection connection)
    {
        try
        {
            Identity identity = Await(token => new AccountClient(ClientOf(connection)).WhoAmIAsync(token));
            connection.Login = identity.Login;
            connection.Role = identity.Role;
            connection.OrganizationId = identity.OrganizationId;
        }
        catch (ThreatGridException e)
        {
            Fail(e, connection.Server);
        }
    }
}
