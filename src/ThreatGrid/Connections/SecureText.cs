using System;
using System.Runtime.InteropServices;
using System.Security;

namespace ThreatGrid;

/// <summary>The one place where a protected text becomes plain, and a plain one protected.</summary>
internal static class SecureText
{
    public static SecureString Protect(string text)
    {
        var secure = new SecureString();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        secure.MakeReadOnly();
        return secure;
    }

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
