using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.RegularExpressions;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Connections;

/// <summary>The parameters that describe a server, for the cmdlets that connect to one or save one.</summary>
public abstract class ServerSettingsCmdlet : TGCmdlet
{
    private protected const string ServerSet = "Server";
    private protected const string RegionSet = "Region";

    private const int UsualKeyLength = 26;

    private static readonly Regex Separators = new("[:\\s-]", RegexOptions.CultureInvariant);

    /// <summary>The server: a host, a host with port, or a URI.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = ServerSet)]
    [ValidateNotNullOrEmpty]
    [Alias("Host", "Uri")]
    public string? Server { get; set; }

    /// <summary>The regional cloud.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RegionSet)]
    [RegionTransformation]
    public Region Region { get; set; }

    /// <summary>Where the key goes in a request.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    public KeyPlacement KeyIn { get; set; }

    /// <summary>The proxy to use.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    public Uri? Proxy { get; set; }

    /// <summary>The log-on for the proxy.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [Credential]
    public PSCredential? ProxyCredential { get; set; }

    /// <summary>Whether the proxy gets the log-on of Windows.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    public SwitchParameter ProxyUseDefaultCredentials { get; set; }

    /// <summary>Whether the system's proxy is passed by.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    public SwitchParameter NoProxy { get; set; }

    /// <summary>The SHA-1 or SHA-256 thumbprint of the one certificate to trust.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateThumbprint { get; set; }

    /// <summary>A PEM file with the authorities to trust.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [ValidateNotNullOrEmpty]
    public string? CertificateAuthority { get; set; }

    /// <summary>Whether the server's certificate goes unchecked.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    public SwitchParameter SkipCertificateCheck { get; set; }

    /// <summary>Seconds to connect, and seconds without a byte, before a request is given up.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [ValidateRange(1, 86400)]
    public int TimeoutSec { get; set; } = 60;

    /// <summary>How often a failed request is tried again.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [ValidateRange(0, 100)]
    public int MaximumRetryCount { get; set; } = 5;

    /// <summary>The wait before the first retry; it doubles with each.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [DurationTransformation]
    public TimeSpan RetryInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait that is sat through when the server asks for one.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RegionSet)]
    [DurationTransformation]
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The settings as given. Ends the command where one makes no sense.</summary>
    private protected ConnectionSettings ReadSettings()
    {
        Uri address = ReadServer();
        return new ConnectionSettings
        {
            Server = address,
            KeyIn = KeyIn,
            Proxy = Proxy,
            ProxyCredential = ProxyCredential?.GetNetworkCredential(),
            ProxyUseDefaultCredentials = ProxyUseDefaultCredentials,
            NoProxy = NoProxy,
            CertificateThumbprint = ReadThumbprint(),
            CertificateAuthority = ReadAuthority(),
            SkipCertificateCheck = SkipCertificateCheck,
            TimeoutSec = TimeoutSec,
            MaximumRetryCount = MaximumRetryCount,
            RetryInterval = RetryInterval,
            MaxWait = MaxWait,
        };
    }

    /// <summary>Says what is odd about a key; the call is made all the same.</summary>
    private protected void WarnOfKey(ApiKey key)
    {
        if (key.Value.Length != UsualKeyLength)
        {
            WriteWarning($"The key has {key.Value.Length} characters, keys usually have {UsualKeyLength}. It is used as it is.");
        }

        string plain = SecureText.Reveal(key.Value);
        if (plain.Length > 0 && MyInvocation.Line?.IndexOf(plain, StringComparison.Ordinal) >= 0)
        {
            WriteWarning("The key was typed in plain text and is now in the command history. Use -ApiKey (Read-Host -AsSecureString), a vault, or TG_API_KEY.");
        }
    }

    private Uri ReadServer()
    {
        if (ParameterSetName == RegionSet)
        {
            return ServerAddress.Of(Region);
        }

        if (!ServerAddress.TryParse(Server!, out Uri? address, out string? problem))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(problem!, null, "Correct -Server, or use -Region US, EU, CA or AU."));
        }

        return address!;
    }

    private string? ReadThumbprint()
    {
        if (CertificateThumbprint is null)
        {
            return null;
        }

        string plain = Separators.Replace(CertificateThumbprint, string.Empty).ToUpperInvariant();
        if (plain.Length is not (40 or 64) || plain.Any(c => c is not ((>= '0' and <= '9') or (>= 'A' and <= 'F'))))
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                $"'{CertificateThumbprint}' is no thumbprint.", CertificateThumbprint, "A thumbprint has 40 (SHA-1) or 64 (SHA-256) hexadecimal digits."));
        }

        return plain;
    }

    private string? ReadAuthority()
    {
        if (CertificateAuthority is null)
        {
            return null;
        }

        string path = GetUnresolvedProviderPathFromPSPath(CertificateAuthority);
        try
        {
            CertificateCheck.ReadAuthorities(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or System.Security.Cryptography.CryptographicException)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                $"The certificates in '{path}' cannot be read: {e.Message}", path, "Give a PEM file with the certificate of the authority."));
        }

        return path;
    }
}
