using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace ThreatGrid.Emulator.Wire;

/// <summary><c>GET /cloud.json</c>. No source shows its shape; this one is made up.</summary>
internal static class CloudEndpoint
{
    public static void Map(WebApplication app)
        => app.MapGet("/cloud.json", () => Results.Text("""{"clouds":[{"name":"US","host":"panacea.threatgrid.com"},{"name":"EU","host":"panacea.threatgrid.eu"}]}""", "application/json"));
}
