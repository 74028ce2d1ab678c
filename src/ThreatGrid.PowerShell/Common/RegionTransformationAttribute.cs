using System;
using System.Linq;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Reads a region. Its message does not repeat what was typed, which may be a key in the wrong place.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RegionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        string[] names = Enum.GetNames(typeof(Region));
        return value switch
        {
            Region region => region,
            string text when names.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase) => Enum.Parse(typeof(Region), text.Trim(), ignoreCase: true),
            _ => throw new ArgumentTransformationMetadataException($"There is no such region. The regions are {string.Join(", ", names)}."),
        };
    }
}
