using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Takes paths as text and files from <c>Get-ChildItem</c>, and nothing else: an object that merely has something to do with a path, as
/// a row of a feed has, must not make a file of this computer leave it.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PathTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var paths = new List<string>();
        Add(inputData, paths);
        return paths.ToArray();
    }

    private static void Add(object? input, List<string> paths)
    {
        switch (input is PSObject wrapped ? wrapped.BaseObject : input)
        {
            case string text:
                paths.Add(text);
                break;
            case FileSystemInfo file:
                paths.Add(file.FullName);
                break;
            case IEnumerable list:
                foreach (object? item in list)
                {
                    Add(item, paths);
                }

                break;
            case var other:
                throw new ArgumentTransformationMetadataException($"A '{other?.GetType().Name}' is no path. Give paths as text, or files from Get-ChildItem.");
        }
    }
}
