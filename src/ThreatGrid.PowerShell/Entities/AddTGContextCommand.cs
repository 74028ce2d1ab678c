using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary><para type="synopsis">Adds columns to any objects: what the service knows of the address, domain, URL, hash, path or key in one of theirs.</para></summary>
[Cmdlet(VerbsCommon.Add, "TGContext")]
[OutputType(typeof(PSObject))]
public sealed class AddTGContextCommand : ConnectedCmdlet
{
    private readonly Dictionary<string, Task<LookUp>> _known = new(StringComparer.Ordinal);
    private readonly HashSet<string> _complained = new(StringComparer.Ordinal);
    private OrderedWork<(PSObject Row, LookUp? Found)>? _work;
    private ApiClient? _client;

    /// <summary>The objects. They come out again with all that they have, and the new columns. A text becomes an object with a column Value.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>What the values are.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateSet("Ip", "Domain", "Url", "Artifact", "Path", "RegistryKey")]
    public EntityType Type { get; set; }

    /// <summary>The property that holds the value; not needed for texts and for the module's own objects of the type.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? Property { get; set; }

    /// <summary>What the names of the new columns begin with, so that two runs over the same objects do not meet.</summary>
    [Parameter]
    [ValidateNotNull]
    [AllowEmptyString]
    public string Prefix { get; set; } = "TG";

    /// <summary>How many look-ups are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>The connection to use. Of rows it is not taken: a column of that name may mean anything. The module's own objects remember theirs.</summary>
    [Parameter]
    [ConnectionTransformation]
    [ArgumentCompleter(typeof(Completion.ConnectionNameCompleter))]
    [ValidateNotNullOrEmpty]
    public override Connection[]? Connection { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        if (InputObject is null)
        {
            return;
        }

        IReadOnlyList<Connection> targets = Connection is null && (InputObject.BaseObject as ApiObject)?.Connection is { } name && ConnectionStore.Current.Find(name) is { } own
            ? [own]
            : Targets();
        if (targets.Count != 1)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument("Several connections would have to share the columns.", null, "Give one connection; run it again with another -Prefix for the next."));
        }

        if (_client?.Connection != targets[0])
        {
            _work?.Finish();
            _known.Clear();
            _client = ClientOf(targets[0]);
            _work = WorkInOrder<(PSObject, LookUp?)>(ThrottleLimit, Give);
        }

        PSObject row = InputObject.BaseObject is string text ? RowOf(text) : InputObject;
        string? value = ValueOf(row);
        if (EntityInput.IsBlank(Type, value))
        {
            _work!.Start(_ => Task.FromResult<(PSObject, LookUp?)>((row, null)));
            return;
        }

        if (EntityKeys.Of(Type, value!) is not { } key)
        {
            if (_complained.Add(value!))
            {
                WriteError(ErrorRecords.NotAnEntity(Type, value!));
            }

            _work!.Start(_ => Task.FromResult<(PSObject, LookUp?)>((row, null)));
            return;
        }

        ApiClient client = _client!;
        if (_known.TryGetValue(key.Id, out Task<LookUp>? known))
        {
            _work!.Start(async _ => (row, await known.ConfigureAwait(false)));
            return;
        }

        var first = new TaskCompletionSource<LookUp>(TaskCreationOptions.RunContinuationsAsynchronously);
        _known[key.Id] = first.Task;
        _work!.Start(async token =>
        {
            LookUp found = await LookUpAsync(client, key, token).ConfigureAwait(false);
            first.TrySetResult(found);
            return (row, found);
        });
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _work?.Finish();
        base.EndProcessing();
    }

    private static PSObject RowOf(string text)
    {
        var row = new PSObject();
        row.Properties.Add(new PSNoteProperty("Value", text));
        return row;
    }

    private string? ValueOf(PSObject row)
    {
        string[] names = Property is not null ? [Property] : [.. NamesOf(Type), "Value"];
        foreach (string name in names)
        {
            if (row.Properties[name] is { } property)
            {
                return property.Value is null ? null : Convert.ToString(property.Value, CultureInfo.InvariantCulture);
            }
        }

        ThrowTerminatingError(ErrorRecords.InvalidArgument(
            $"The objects have no property '{string.Join("' or '", names)}'. They have {string.Join(", ", row.Properties.Select(p => p.Name))}.",
            row,
            "-Property names the one that holds the value."));
        return null;
    }

    private static string[] NamesOf(EntityType type) => type switch
    {
        EntityType.Artifact => ["ArtifactSha256", "Sha256", "Hash"],
        _ => [type.ToString()],
    };

    private static async Task<LookUp> LookUpAsync(ApiClient client, EntityKey key, CancellationToken cancellationToken)
    {
        try
        {
            return new LookUp(key, await new ContextReader(client).ReadAsync(key, cancellationToken).ConfigureAwait(false), null);
        }
        catch (ThreatGridException e)
        {
            return new LookUp(key, null, e);
        }
    }

    private void Give((PSObject Row, LookUp? Found) result)
    {
        if (result.Found?.Failure is AuthenticationFailedException fatal)
        {
            Fail(fatal, result.Found.Key.Value);
        }

        if (result.Found?.Failure is { } failure && _complained.Add(result.Found.Key.Id))
        {
            failure.Context ??= $"It happened at '{result.Found.Key.Value}'.";
            WriteError(ErrorRecords.Of(failure, result.Found.Key.Value));
        }

        EntityContext? context = result.Found?.Context;
        Put(result.Row, "Known", context?.IsKnown);
        Put(result.Row, "SampleCount", context?.SampleCount);
        Put(result.Row, "LastSeen", UtcTime.Local(context?.LastSeenTicks));
        Put(result.Row, "LastSeenUtc", UtcTime.Utc(context?.LastSeenTicks));
        Put(result.Row, "HighestScore", context?.HighestScore);
        Put(result.Row, "HighestSeverity", context?.HighestSeverity);
        Put(result.Row, "Indicators", context?.Indicators);
        Put(result.Row, "Asn", context?.Asn);
        Put(result.Row, "AsnOrganization", context?.AsnOrganization);
        Put(result.Row, "SampleLink", context?.SampleLink);
        WriteObject(result.Row);
    }

    private void Put(PSObject row, string name, object? value)
    {
        string column = Prefix + name;
        if (row.Properties[column] is { IsSettable: true } present)
        {
            present.Value = value;
        }
        else
        {
            row.Properties.Add(new PSNoteProperty(column, value));
        }
    }

    private sealed record LookUp(EntityKey Key, EntityContext? Context, ThreatGridException? Failure);
}
