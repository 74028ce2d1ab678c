using System;
using System.Runtime.InteropServices;
using System.Security;

namespace ThreatGrid;

/// <summary>The one place where a protected text becomes plain.</summary>
internal static class SecureText
{
    public static string Reveal(SecureString secret)
    {
        IntPtr text = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            return Marshal.PtrToStringUni(text) ?? string.Empty;
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(text);
        }
    }
}
