using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace ThreatGrid.PowerShell.Common;

/// <summary>The connections of one runspace. Runspaces share none, so that parallel work cannot change another's default.</summary>
internal sealed class ConnectionStore
{
    private static readonly ConditionalWeakTable<object, ConnectionStore> Stores = new();
    private static readonly object NoRunspace = new();

    private readonly Dictionary<string, Connection> _connections = new(StringComparer.OrdinalIgnoreCase);
    private Connection? _default;

    public static ConnectionStore Current => Stores.GetValue((object?)Runspace.DefaultRunspace ?? NoRunspace, static _ => new ConnectionStore());

    public IReadOnlyList<Connection> All => [.. _connections.Values.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase)];

    public Connection? Default => _default;

    public Connection? Find(string name) => _connections.TryGetValue(name, out Connection? found) ? found : null;

    public void Add(Connection connection, bool makeDefault)
    {
        _connections[connection.Name] = connection;
        if (makeDefault || _default is null || string.Equals(_default.Name, connection.Name, StringComparison.OrdinalIgnoreCase))
        {
            SetDefault(connection);
        }
    }

    public void Remove(Connection connection)
    {
        if (_connections.TryGetValue(connection.Name, out Connection? found) && ReferenceEquals(found, connection))
        {
            _connections.Remove(connection.Name);
        }

        if (ReferenceEquals(_default, connection))
        {
            SetDefault(null);
        }
    }

    private void SetDefault(Connection? connection)
    {
        if (_default is not null)
        {
            _default.IsDefault = false;
        }

        _default = connection;
        if (connection is not null)
        {
            connection.IsDefault = true;
        }
    }
}
