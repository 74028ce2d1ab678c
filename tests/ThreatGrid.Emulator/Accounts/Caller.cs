using Microsoft.AspNetCore.Http;
using ThreatGrid.Emulator.Samples;

namespace ThreatGrid.Emulator.Accounts;

/// <summary>Who asks, and what is visible to them.</summary>
internal static class Caller
{
    public static EmulatorUser Of(HttpContext context) => (EmulatorUser)context.Items["user"]!;

    public static bool Owns(HttpContext context, StoredSample sample) => sample.OrganizationId == Of(context).OrganizationId;

    /// <summary>Private samples are seen by the submitter's organisation only.</summary>
    public static bool Sees(HttpContext context, StoredSample sample) => !sample.IsPrivate || Owns(context, sample);

    public static bool Submitted(HttpContext context, StoredSample sample) => Owns(context, sample) && sample.Login == Of(context).Login;
}
