namespace ThreatGrid.Client.Http;

/// <summary>What the engine keeps for a connection: its gate, its redactor, the server's clock. Lives as long as the connection.</summary>
internal sealed class ConnectionEngine
{
    private ConnectionEngine(Connection connection)
    {
        Connection = connection;
        Redactor = new Redactor(connection.RevealKey());
        Retry = new RetryPolicy(connection.Settings, Gate);
    }

    public Connection Connection { get; }

    public RateGate Gate { get; } = new();

    public Redactor Redactor { get; }

    public RetryPolicy Retry { get; }

    public ServerClock Clock { get; } = new();

    public FreshSamples Fresh { get; } = new();

    /// <summary>Who the key belongs to; null until the server was asked.</summary>
    public Identity? Owner { get; set; }

    public static ConnectionEngine Of(Connection connection)
    {
        lock (connection.Origin)
        {
            return (ConnectionEngine)(connection.EngineState ??= new ConnectionEngine(connection));
        }
    }
}
