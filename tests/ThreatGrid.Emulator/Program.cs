using System;
using System.Diagnostics;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ThreatGrid.Emulator;
using ThreatGrid.Emulator.Accounts;
using ThreatGrid.Emulator.Analysis;
using ThreatGrid.Emulator.Control;
using ThreatGrid.Emulator.Entities;
using ThreatGrid.Emulator.Faults;
using ThreatGrid.Emulator.Feeds;
using ThreatGrid.Emulator.Indicators;
using ThreatGrid.Emulator.Network;
using ThreatGrid.Emulator.Samples;
using ThreatGrid.Emulator.Wire;

EmulatorOptions options = EmulatorOptions.Parse(args);
var state = new EmulatorState(options);
using TestCertificates? certificates = options.Tls ? TestCertificates.Create() : null;

WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
builder.Logging.ClearProviders();
builder.WebHost.UseKestrelHttpsConfiguration();
builder.WebHost.ConfigureKestrel(kestrel =>
{
    kestrel.AddServerHeader = false;
    kestrel.Limits.MaxRequestBodySize = null;
    kestrel.Listen(IPAddress.Parse(options.Address), options.Port);
    foreach (TestCertificate certificate in certificates?.All ?? [])
    {
        kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate.Certificate));
    }
});
await using WebApplication app = builder.Build();

app.UseMiddleware<ControlMiddleware>(state);
app.UseMiddleware<LogMiddleware>(state);
app.UseMiddleware<LatencyMiddleware>(state);
app.UseMiddleware<FaultMiddleware>(state);
app.UseMiddleware<KeyMiddleware>(state);
app.UseMiddleware<GzipMiddleware>(state);
app.UseMiddleware<BadParameterMiddleware>();
WhoAmIEndpoint.Map(app, state);
IocFeedEndpoint.Map(app, state);
SampleFeedEndpoint.Map(app, state);
CuratedFeedEndpoint.Map(app, state);
SubmitEndpoint.Map(app, state);
SampleEndpoints.Map(app, state);
SearchEndpoint.Map(app, state);
ConfigurationEndpoints.Map(app, state);
Quota.Map(app, state);
UserEndpoints.Map(app, state);
OrganizationEndpoints.Map(app, state);
MetricEndpoints.Map(app, state);
EntityEndpoints.Map(app, state);
IndicatorEndpoints.Map(app, state);
AnalysisEndpoints.Map(app, state, state.Samples.FinishedFacts, state.Samples.ContentOf);
CloudEndpoint.Map(app);
app.MapFallback(context => ApiAnswer.WriteErrorAsync(context, 404, "The requested resource was not found."));

await app.StartAsync();
string[] addresses = [.. app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses];
Console.WriteLine($"Listening: {addresses[0]}");
for (int i = 0; i < (certificates?.All.Count ?? 0); i++)
{
    string port = addresses[i + 1][(addresses[i + 1].LastIndexOf(':') + 1)..];
    Console.WriteLine($"{certificates!.All[i].Name}: https://localhost:{port}");
}

if (certificates is not null)
{
    Console.WriteLine($"TlsCa: {certificates.AuthorityFile}");
    Console.WriteLine($"TlsThumbprint: {certificates.All[0].Certificate.Thumbprint}");
    Console.WriteLine($"TlsSelfSignedThumbprint: {certificates.All[1].Certificate.Thumbprint}");
}

using ForwardProxy? proxy = options.Proxy ? ForwardProxy.Start(state) : null;
if (proxy is not null)
{
    Console.WriteLine($"Proxy: {proxy.Address}");
}

Console.WriteLine("Ready");
if (options.Parent is { } parent)
{
    _ = Task.Run(async () =>
    {
        using var process = Process.GetProcessById(parent);
        await process.WaitForExitAsync(CancellationToken.None);
        await app.StopAsync();
    });
}

await ((IHost)app).WaitForShutdownAsync();
