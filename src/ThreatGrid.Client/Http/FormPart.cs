using System.Net.Http;
using System.Text;

namespace ThreatGrid.Client.Http;

/// <summary>A field of a multipart form, its name quoted: not every server takes a bare one.</summary>
internal static class FormPart
{
    public static HttpContent Text(string name, string value)
    {
        var part = new ByteArrayContent(Encoding.UTF8.GetBytes(value));
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"{name}\"");
        return part;
    }
}
