using System.Text;

namespace ThreatGrid.Observables.Formats;

/// <summary>
/// A line of the Common Event Format. In the header a bar and a backslash are escaped and an equals sign is not; in the extension an equals sign and a backslash are, and a bar is not.
/// </summary>
internal sealed class CefLine
{
    private readonly StringBuilder _line = new("CEF:0");
    private bool _hasExtension;

    public CefLine(string vendor, string product, string version, string signature, string name, int severity)
    {
        foreach (string field in (string[])[vendor, product, version, signature, name])
        {
            _line.Append('|').Append(Header(field));
        }

        _line.Append('|').Append(severity.ToString(System.Globalization.CultureInfo.InvariantCulture)).Append('|');
    }

    /// <summary>Adds a field of the extension; one without a value is left out.</summary>
    public CefLine With(string key, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return this;
        }

        _line.Append(_hasExtension ? " " : string.Empty).Append(key).Append('=').Append(Extension(value!));
        _hasExtension = true;
        return this;
    }

    /// <summary>Adds a field of one's own with the label it needs; both are left out where there is no value.</summary>
    public CefLine WithCustom(string key, string label, string? value)
        => string.IsNullOrEmpty(value) ? this : With(key + "Label", label).With(key, value);

    public override string ToString() => _line.ToString();

    private static string Header(string text) => text.Replace("\\", "\\\\").Replace("|", "\\|").Replace("\r\n", " ").Replace('\n', ' ').Replace('\r', ' ');

    private static string Extension(string text) => text.Replace("\\", "\\\\").Replace("=", "\\=").Replace("\r\n", "\\n").Replace("\n", "\\n").Replace("\r", "\\n");
}
