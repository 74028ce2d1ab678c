using System;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace ThreatGrid.Client.Connections;

/// <summary>Protects keys by DPAPI. Only Windows has it.</summary>
internal static class KeyProtection
{
    private static readonly byte[] Purpose = Encoding.UTF8.GetBytes("ThreatGrid connection key");

    public static bool IsSupported => RuntimeInformation.IsOSPlatform(OSPlatform.Windows);

    public static string Protect(string key, bool forMachine)
    {
#pragma warning disable CA1416 // Callers ask IsSupported.
        byte[] data = ProtectedData.Protect(Encoding.UTF8.GetBytes(key), Purpose, forMachine ? DataProtectionScope.LocalMachine : DataProtectionScope.CurrentUser);
#pragma warning restore CA1416
        return Convert.ToBase64String(data);
    }

    /// <summary>The key again.</summary>
    /// <exception cref="NotConnectedException">It was protected for another account or on another computer.</exception>
    public static string Unprotect(string protectedKey, bool forMachine)
    {
        try
        {
#pragma warning disable CA1416 // The call itself says where it cannot work; that is explained below.
            byte[] data = ProtectedData.Unprotect(Convert.FromBase64String(protectedKey), Purpose, forMachine ? DataProtectionScope.LocalMachine : DataProtectionScope.CurrentUser);
#pragma warning restore CA1416
            return Encoding.UTF8.GetString(data);
        }
        catch (Exception e) when (e is CryptographicException or PlatformNotSupportedException or FormatException)
        {
            throw new NotConnectedException("The saved key cannot be decrypted for this account: it was protected for another account or on another computer.", e)
            {
                RecommendedAction = "Register the connection again as the account that uses it, or with -Scope LocalMachine.",
            };
        }
    }
}
