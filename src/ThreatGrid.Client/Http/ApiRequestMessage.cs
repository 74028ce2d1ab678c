using System;
using System.Net.Http;

namespace ThreatGrid.Client.Http;

/// <summary>A message that knows its connection, so that the handlers do.</summary>
internal sealed class ApiRequestMessage(HttpMethod method, Uri uri, Connection connection) : HttpRequestMessage(method, uri)
{
    public Connection Connection { get; } = connection;
}
