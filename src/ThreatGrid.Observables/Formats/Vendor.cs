namespace ThreatGrid.Observables.Formats;

/// <summary>How outputs name the service.</summary>
internal static class Vendor
{
    public const string Source = "Cisco Threat Grid";

    /// <summary>The name of an event that no indicator belongs to.</summary>
    public const string EventName = "Threat Grid observable";

    /// <summary>The kind of event, for example <c>tg-ioc-domain</c>.</summary>
    public static string Signature(Observable item) => "tg-" + (item.Feed ?? "observable");
}
