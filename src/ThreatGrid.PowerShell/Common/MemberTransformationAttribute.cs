using System;
using System.Collections;
using System.Collections.Generic;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>
/// Takes texts, and objects that have one of some members, whose values are taken. Left to itself, PowerShell may take an object's
/// <c>ToString</c> instead, and ask the server for a sample by the name of a class.
/// </summary>
/// <param name="members">The members, the first that an object has wins.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MemberTransformationAttribute(params string[] members) : ArgumentTransformationAttribute
{
    /// <summary>The members, the first that an object has wins.</summary>
    public IReadOnlyList<string> Members => members;

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var values = new List<string?>();
        Add(inputData, values);
        return values.ToArray();
    }

    private void Add(object? input, List<string?> values)
    {
        switch (input is PSObject wrapped ? wrapped.BaseObject : input)
        {
            case null:
                values.Add(null);
                break;
            case string or ValueType:
                values.Add(LanguagePrimitives.ConvertTo<string>(input));
                break;
            case IDictionary map:
                Add(FindIn(map) ?? throw Unfit("This table"), values);
                break;
            case IEnumerable list and not PSCustomObject:
                foreach (object? item in list)
                {
                    Add(item, values);
                }

                break;
            case var other:
                Add(FindIn(PSObject.AsPSObject(input!)) ?? throw Unfit($"A '{other.GetType().Name}'"), values);
                break;
        }
    }

    private object? FindIn(IDictionary map)
    {
        foreach (string member in members)
        {
            if (map[member] is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private object? FindIn(PSObject item)
    {
        foreach (string member in members)
        {
            if (item.Properties[member]?.Value is { } value)
            {
                return value;
            }
        }

        return null;
    }

    private ArgumentTransformationMetadataException Unfit(string what)
        => new($"{what} has no member {string.Join(" or ", members)}. Give the value as text.");
}
