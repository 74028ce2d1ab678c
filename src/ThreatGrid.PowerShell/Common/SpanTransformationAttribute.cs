using System;
using System.Management.Automation;
using System.Xml;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Turns a duration in any of the module's forms into the one of ISO 8601; text of that form stays as it is.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SpanTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly DurationTransformationAttribute Duration = new();

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
        => (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string { Length: > 2 } text && text[0] is 'P' or 'p'
            ? text.ToUpperInvariant()
            : XmlConvert.ToString((TimeSpan)Duration.Transform(engineIntrinsics, inputData));
}
