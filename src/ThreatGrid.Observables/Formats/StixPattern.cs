using System.Globalization;

namespace ThreatGrid.Observables.Formats;

/// <summary>STIX patterns. Inside the quotation marks a backslash and a quotation mark are escaped, nothing else.</summary>
internal static class StixPattern
{
    public static string Of(Observable item) => item.Type switch
    {
        ObservableType.Ip when item.Port is { } port => OfSocket(item.Value, port),
        ObservableType.Ip when item.Value.IndexOf('/') >= 0 => $"[{AddressType(item.Value)}:value ISSUBSET {Quote(item.Value)}]",
        ObservableType.Ip => $"[{AddressType(item.Value)}:value = {Quote(item.Value)}]",
        ObservableType.Domain => $"[domain-name:value = {Quote(item.Value)}]",
        ObservableType.Url => $"[url:value = {Quote(item.Value)}]",
        ObservableType.Sha256 => $"[file:hashes.'SHA-256' = {Quote(item.Value)}]",
        ObservableType.Sha1 => $"[file:hashes.'SHA-1' = {Quote(item.Value)}]",
        ObservableType.Md5 => $"[file:hashes.MD5 = {Quote(item.Value)}]",
        ObservableType.RegistryKey => $"[windows-registry-key:key = {Quote(item.Value)}]",
        _ => OfPath(item.Value),
    };

    private static string OfSocket(string address, int port) => string.Format(
        CultureInfo.InvariantCulture,
        "[network-traffic:dst_ref.type = '{0}' AND network-traffic:dst_ref.value = {1} AND network-traffic:dst_port = {2}]",
        AddressType(address),
        Quote(address),
        port);

    private static string OfPath(string path)
    {
        int end = path.LastIndexOfAny(['\\', '/']);
        if (end <= 0 || end == path.Length - 1)
        {
            return $"[file:name = {Quote(path)}]";
        }

        // C: is where the user is on that drive; C:\ is its root.
        string folder = path.Substring(0, path[end - 1] == ':' ? end + 1 : end);
        return $"[file:name = {Quote(path.Substring(end + 1))} AND file:parent_directory_ref.path = {Quote(folder)}]";
    }

    private static string AddressType(string address) => address.IndexOf(':') >= 0 ? "ipv6-addr" : "ipv4-addr";

    private static string Quote(string text) => "'" + text.Replace("\\", "\\\\").Replace("'", "\\'") + "'";
}
