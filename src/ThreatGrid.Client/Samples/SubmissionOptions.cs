using System.Collections.Generic;
using System.Globalization;

namespace ThreatGrid.Client.Samples;

/// <summary>How samples are submitted (section 4.1 of the API reference).</summary>
internal sealed class SubmissionOptions
{
    public bool IsPublic { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? VirtualMachine { get; init; }

    public string? Playbook { get; init; }

    public string? NetworkExit { get; init; }

    /// <summary>The password of an archive or document, in plain text for the form.</summary>
    public string? Password { get; init; }

    public bool? Classify { get; init; }

    public int? RuntimeMinutes { get; init; }

    public string? CallbackUrl { get; init; }

    public bool EmailNotification { get; init; }

    public string? Source { get; init; }

    /// <summary>The fields of the form, those of one source included. Whether it is private is always said.</summary>
    public IEnumerable<KeyValuePair<string, string>> FieldsFor(UploadSource source)
    {
        yield return Field("private", IsPublic ? "false" : "true");
        if (source.Url is { } url)
        {
            yield return Field("url", url);
        }
        else
        {
            // Said apart from the part's header, in which a name cannot hold everything.
            yield return Field("sample_filename", SubmissionForm.SafeName(source.FileName));
        }

        if (Tags.Count > 0)
        {
            yield return Field("tags", string.Join(",", Tags));
        }

        foreach ((string name, string? value) in new[]
        {
            ("vm", VirtualMachine),
            ("playbook", Playbook),
            ("network_exit", NetworkExit),
            ("sample_password", Password),
            ("classify", Classify is { } c ? (c ? "true" : "false") : null),
            ("vm_runtime", RuntimeMinutes?.ToString(CultureInfo.InvariantCulture)),
            ("callback_url", CallbackUrl),
            ("email_notification", EmailNotification ? "true" : null),
            ("source", Source),
        })
        {
            if (value is not null)
            {
                yield return Field(name, value);
            }
        }
    }

    private static KeyValuePair<string, string> Field(string name, string value) => new(name, value);
}
