using System;
using System.Management.Automation;
using System.Security;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Takes a key as SecureString, as text or as the password of a credential. Its messages never hold the value.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ApiKeyTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            ApiKey key => key,
            SecureString { Length: > 0 } secure => new ApiKey(secure),
            PSCredential credential => new ApiKey(credential.Password),
            string { Length: > 0 } text => new ApiKey(Protect(text)),
            null or string or SecureString => throw new ArgumentTransformationMetadataException("The key is empty."),
            _ => throw new ArgumentTransformationMetadataException("The key must be a SecureString, a text or a credential."),
        };
    }

    internal static SecureString Protect(string text) => SecureText.Protect(text.Trim());
}
