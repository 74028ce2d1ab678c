using System;
using System.Management.Automation;

namespace ThreatGrid.PowerShell.Common;

/// <summary>Takes a connection, its name, or an object that knows the connection it came from; one or several.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConnectionTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is object[] several)
        {
            return Array.ConvertAll(several, one => Find(one, engineIntrinsics));
        }

        return new[] { Find(inputData, engineIntrinsics) };
    }

    private static Connection Find(object? input, EngineIntrinsics engine)
    {
        object? value = input is PSObject wrapped ? wrapped.BaseObject : input;
        switch (value)
        {
            case Connection connection:
                return connection;
            case string name when name.Length > 0:
                try
                {
                    return ConnectionStore.Current.Find(name)
                        ?? SavedConnections.Open(name, engine.InvokeCommand)
                        ?? EnvironmentConnection.Open(name)
                        ?? throw new ArgumentTransformationMetadataException(
                            $"There is no connection '{KeyText.Show(name)}'. Get-TGConnection shows the connections of this session, Connect-TGServer -Name {KeyText.Show(name)} makes one.");
                }
                catch (NotConnectedException e)
                {
                    throw new ArgumentTransformationMetadataException($"{e.Message} {e.RecommendedAction}", e);
                }

            default:
                throw new ArgumentTransformationMetadataException("A connection is given by its name or as the object that Connect-TGServer returned.");
        }
    }
}
