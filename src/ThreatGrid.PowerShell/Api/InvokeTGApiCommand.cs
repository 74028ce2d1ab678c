using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using ThreatGrid.Client.Api;
using ThreatGrid.Client.Files;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Json;
using ThreatGrid.Client.Paging;
using ThreatGrid.Files;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Api;

/// <summary><para type="synopsis">Calls any operation of the API that has no command of its own.</para></summary>
[Cmdlet(VerbsLifecycle.Invoke, "TGApi", SupportsShouldProcess = true, DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(PSObject), typeof(string), typeof(FileInfo))]
public sealed class InvokeTGApiCommand : ConnectedCmdlet
{
    private const string ObjectSet = "Object";
    private const string AllSet = "All";
    private const string RawSet = "Raw";
    private const string FileSet = "File";

    private static readonly string[] ListPath = ["data", "items"];

    private const int PageSize = 100;

    /// <summary>The path below the host, for example <c>/api/v3/session/whoami</c>.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The method.</summary>
    [Parameter(Position = 1)]
    [ValidateSet("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")]
    public string Method { get; set; } = "GET";

    /// <summary>Parameters for the query.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Query { get; set; }

    /// <summary>The body: text is sent as JSON as it is, a hashtable or an object is made into JSON.</summary>
    [Parameter]
    [ValidateNotNull]
    public object? Body { get; set; }

    /// <summary>Fields for a form body.</summary>
    [Parameter]
    [ValidateNotNull]
    public IDictionary? Form { get; set; }

    /// <summary>Whether all pages of a list are read.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AllSet)]
    public SwitchParameter All { get; set; }

    /// <summary>Whether the answer is given as text, as the server wrote it.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RawSet)]
    public SwitchParameter Raw { get; set; }

    /// <summary>The file to write the answer to.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    [Parameter(ParameterSetName = FileSet)]
    public SwitchParameter Force { get; set; }

    /// <summary>Whether objects come as case-sensitive hashtables.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = AllSet)]
    public SwitchParameter AsHashtable { get; set; }

    private bool IsRead => Method.ToUpperInvariant() is "GET" or "HEAD";

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        if (Path.IndexOf("://", StringComparison.Ordinal) >= 0)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument(
                "-Path is a whole address. The key goes to the connection's own server only.", null, "Give the part after the host, for example /api/v3/session/whoami."));
        }

        if (Body is not null && Form is not null)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument("-Body and -Form cannot be combined.", null, "Use one of them."));
        }

        if (All && !IsRead)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument("-All reads lists; it goes with GET only.", Method, "Leave -All or -Method out."));
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            if (!IsRead && !ShouldProcess($"{connection.Server.Host}{CreateRequest().Path}", Method.ToUpperInvariant()))
            {
                continue;
            }

            try
            {
                Call(client);
            }
            catch (ThreatGridException e)
            {
                ErrorRecord error = ErrorRecords.Of(e, Path);
                if (e is AuthenticationFailedException)
                {
                    ThrowTerminatingError(error);
                }

                WriteError(error);
            }
        }
    }

    private void Call(ApiClient client)
    {
        switch (ParameterSetName)
        {
            case AllSet:
                var list = new UntimedPages<ApiRow>(client, CreateRequest().Path, CreateRequest, ApiRow.Contract, ListPath);
                foreach (RowBatch<ApiRow> batch in Pull(token => list.ReadAsync(new PagingOptions { PageSize = PageSize }, token)))
                {
                    foreach (ApiRow row in batch.Rows)
                    {
                        WriteObject(PSValues.From(row.AdditionalProperties, AsHashtable));
                    }
                }

                break;
            case FileSet:
                Save(client);
                break;
            case RawSet:
                WriteObject(ReadText(client));
                break;
            default:
                Emit(ReadText(client), client);
                break;
        }
    }

    private void Emit(string text, ApiClient client)
    {
        if (text.Length == 0)
        {
            return;
        }

        object? value;
        try
        {
            byte[] json = JsonText.Repair(Encoding.UTF8.GetBytes(text));
            using JsonDocument document = JsonDocument.Parse(json);
            value = JsonValues.From(document.RootElement);
        }
        catch (JsonException)
        {
            throw new UnexpectedAnswerException("The answer is no JSON.")
            {
                ServerMessage = client.Redactor.Excerpt(text, 200),
                RecommendedAction = "Use -Raw to see it as text, or -OutFile to save it.",
            };
        }

        // The envelope says nothing that a user asked for.
        if (value is MemberDictionary envelope && envelope.ContainsKey("api_version") && envelope.TryGetValue("data", out object? data))
        {
            value = data;
        }

        WriteObject(PSValues.From(value, AsHashtable), enumerateCollection: true);
    }

    private string ReadText(ApiClient client) => Await(token => client.SendAsync(
        CreateRequest(),
        async (answer, stop) =>
        {
            byte[] body = await ValueReader.ReadAsync(answer.Body, AnswerLimits.Text, stop).ConfigureAwait(false);
            ErrorPage.Refuse(answer, body.AsSpan(0, Math.Min(body.Length, BodyCopy.InspectedLength)).ToArray(), BodyCopy.PageAction, refuseMarkup: false);
            return Encoding.UTF8.GetString(body).TrimStart('\uFEFF');
        },
        token));

    private void Save(ApiClient client)
    {
        string path = GetUnresolvedProviderPathFromPSPath(OutFile!);
        if (!Force && File.Exists(path))
        {
            WriteError(ErrorRecords.FileExists(path));
            return;
        }

        if (IsRead && !ShouldProcess(path, "Save the answer"))
        {
            return;
        }

        try
        {
            using AtomicFile file = AtomicFile.Create(path, Force);
            Await(token => client.SendAsync(
                CreateRequest(),
                (answer, stop) => BodyCopy.ToAsync(answer, file.Restart(), refuseMarkup: false, stop),
                token));
            file.Commit();
            WriteObject(new FileInfo(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            WriteError(ErrorRecords.File(e, path));
        }
    }

    private ApiRequest CreateRequest()
    {
        var request = new ApiRequest(new HttpMethod(Method.ToUpperInvariant()), Path.StartsWith("/", StringComparison.Ordinal) ? Path : "/" + Path)
        {
            Content = Form is not null ? () => new FormUrlEncodedContent(Pairs(Form)) : Body is not null ? JsonContent : null,
        };
        foreach (KeyValuePair<string, string> parameter in Pairs(Query ?? new Hashtable()))
        {
            request.With(parameter.Key, parameter.Value);
        }

        return request;
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IDictionary values)
    {
        foreach (DictionaryEntry entry in values)
        {
            yield return new KeyValuePair<string, string>(Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!, QueryText.Of(entry.Value));
        }
    }

    private StringContent JsonContent()
    {
        object body = Body is PSObject { BaseObject: string } wrapped ? wrapped.BaseObject : Body!;
        string json = body as string ?? JsonWriting.Write(body);
        return new StringContent(json, Encoding.UTF8, "application/json");
    }
}
