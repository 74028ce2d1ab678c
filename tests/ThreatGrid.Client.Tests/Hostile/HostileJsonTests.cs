using System;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Tests.Testing;
using ThreatGrid.Testing;
using Xunit;

namespace ThreatGrid.Client.Tests.Hostile;

/// <summary>Whatever a server answers, it becomes objects or one of the module's own errors.</summary>
public sealed class HostileJsonTests : IDisposable
{
    private const int BodiesOfEach = 70;

    private readonly WireServer _server = new();

    public static TheoryData<string> Names => [.. Readings.All.Select(r => r.Name)];

    public void Dispose() => _server.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_as_it_should_be_is_read(string name)
    {
        Reading reading = Readings.Of(name);
        _server.Answer = (_, answer) => WireServer.Send(answer, reading.Body);
        object? read = await reading.ReadAsync(Client(), CancellationToken.None);
        Toucher.Touch(read);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Whatever_the_answer_it_is_objects_or_an_error_of_the_module(string name)
    {
        Reading reading = Readings.Of(name);
        var mutator = new JsonMutator(reading.Body);
        for (int seed = 0; seed < BodiesOfEach; seed++)
        {
            byte[] body = mutator.Mutate(new Random((seed * 7919) + Readings.All.ToList().IndexOf(reading)));
            _server.Answer = (_, answer) => WireServer.Send(answer, body);
            await AssertCivilAsync(reading, $"{name}, seed {seed}", body);
        }
    }

    private Task AssertCivilAsync(Reading reading, string what, byte[] body)
        => Expect.OnlyAsync<ThreatGridException>(
            what + "\n" + Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 2000)) + "\n",
            async () => Toucher.Touch(await reading.ReadAsync(Client(), CancellationToken.None)));

    private ApiClient Client() => new(
        TestData.Connect(new ConnectionSettings { Server = _server.Uri, NoProxy = true, TimeoutSec = 10, MaximumRetryCount = 0, RetryInterval = TimeSpan.FromMilliseconds(1) }),
        SilentObserver.Instance);
}
