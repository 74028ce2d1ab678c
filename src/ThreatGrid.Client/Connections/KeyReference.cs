namespace ThreatGrid.Client.Connections;

/// <summary>Where the key of a saved connection is.</summary>
/// <param name="Store">The kind of place.</param>
/// <param name="Value">The protected key in Base64, the name of the secret, or the name of the variable.</param>
/// <param name="Vault">The vault of the secret; null for the default one.</param>
internal sealed record KeyReference(KeyStore Store, string Value, string? Vault = null)
{
    public string Describe() => Store switch
    {
        KeyStore.ProtectedForUser => "Protected by Windows for this user",
        KeyStore.ProtectedForMachine => "Protected by Windows for this computer",
        KeyStore.Secret => Vault is null ? $"Secret '{Value}'" : $"Secret '{Value}' in vault '{Vault}'",
        _ => $"Environment variable {Value}",
    };
}
