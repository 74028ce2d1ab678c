using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.Client.Tags;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Entities;

/// <summary>Base of the cmdlets that look entities up. Several are asked for at once; what is found comes in the order of the input.</summary>
public abstract class EntityCmdlet : WindowCmdlet
{
    private readonly Dictionary<string, TimeWindow> _windows = new(StringComparer.OrdinalIgnoreCase);
    private OrderedWork<LookUp>? _work;

    /// <summary>Whether what the service does not know gives a row with <c>IsKnown</c> false, and not an error.</summary>
    [Parameter]
    public SwitchParameter IncludeUnknown { get; set; }

    /// <summary>How many look-ups are under way at once.</summary>
    [Parameter]
    [ValidateRange(1, 16)]
    public int ThrottleLimit { get; set; } = 4;

    private protected abstract EntityType Type { get; }

    private protected abstract string[] Values { get; }

    private protected abstract EntityRelation[]? Relations { get; }

    /// <summary>Of registry keys, the value that is meant.</summary>
    private protected virtual string? NameOfValue => null;

    private bool HasWindow => After is not null || Before is not null || Last is not null;

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        RefuseContradictions();
        if (HasWindow && Relations?.Contains(EntityRelation.Samples) != true)
        {
            ThrowTerminatingError(ErrorRecords.InvalidArgument("A window of time applies only to samples.", Type, "Add -Related Samples, or leave -After, -Before and -Last out."));
        }
    }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        _work ??= WorkInOrder<LookUp>(ThrottleLimit, Give);
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            TimeWindow? window = HasWindow ? WindowOf(client) : null;
            foreach (string value in Values)
            {
                if (EntityInput.IsBlank(Type, value))
                {
                    continue;
                }

                if (EntityKeys.Of(Type, value, NameOfValue) is { } key)
                {
                    _work.Start(token => LookUpAsync(client, key, window, token));
                }
                else
                {
                    WriteError(ErrorRecords.NotAnEntity(Type, value));
                }
            }
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        _work?.Finish();
        base.EndProcessing();
    }

    private TimeWindow WindowOf(ApiClient client)
    {
        if (!_windows.TryGetValue(client.Connection.Name, out TimeWindow? window))
        {
            window = ReadWindow(client);
            _windows[client.Connection.Name] = window;
        }

        return window;
    }

    private async Task<LookUp> LookUpAsync(ApiClient client, EntityKey key, TimeWindow? window, CancellationToken cancellationToken)
    {
        var result = new LookUp(client, key);
        try
        {
            foreach (EntityKey resolved in await new EntityClient(client).KeysOfAsync(key, cancellationToken).ConfigureAwait(false))
            {
                await ReadAsync(client, resolved, window, result, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ThreatGridException e)
        {
            result.Failure = e;
        }

        return result;
    }

    private async Task ReadAsync(ApiClient client, EntityKey key, TimeWindow? window, LookUp result, CancellationToken cancellationToken)
    {
        var entities = new EntityClient(client);
        if (Relations is not { Length: > 0 } relations)
        {
            if (await entities.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } entity)
            {
                result.IsKnown = true;
                result.Found.Add(entity);
            }

            return;
        }

        foreach (EntityRelation relation in relations.Distinct())
        {
            try
            {
                await ReadRelatedAsync(client, key, relation, window, result, cancellationToken).ConfigureAwait(false);
                result.IsKnown = true;
            }
            catch (NotFoundException)
            {
                // One relation may have nothing where another has.
            }
        }
    }

    private static async Task ReadRelatedAsync(ApiClient client, EntityKey key, EntityRelation relation, TimeWindow? window, LookUp result, CancellationToken cancellationToken)
    {
        switch (relation)
        {
            case EntityRelation.Samples:
                await foreach (RowBatch<RelatedSample> batch in new EntityClient(client).SamplesAsync(key, window, cancellationToken).ConfigureAwait(false))
                {
                    result.Found.AddRange(batch.Rows);
                    result.Errors.AddRange(batch.Failures.Select(f => ErrorRecords.UnreadableRow($"the samples of {key.Value}", f.Position, f.Text)));
                }

                break;
            case EntityRelation.Tags:
                result.Found.AddRange(await new TagClient(client).ListAsync(key, cancellationToken).ConfigureAwait(false));
                break;
            default:
                result.Found.AddRange(await new EntityClient(client).RelatedAsync(key, relation, cancellationToken).ConfigureAwait(false));
                break;
        }
    }

    private void Give(LookUp result)
    {
        WriteObject(result.Found, enumerateCollection: true);
        result.Errors.ForEach(WriteError);
        switch (result.Failure)
        {
            case AuthenticationFailedException fatal:
                Fail(fatal, result.Key.Value);
                break;
            case { } failure:
                failure.Context ??= $"It happened at '{result.Key.Value}'.";
                WriteError(ErrorRecords.Of(failure, result.Key.Value));
                break;
            case null when !result.IsKnown && !IncludeUnknown:
                WriteError(ErrorRecords.UnknownEntity(Type, result.Key.Value, result.Client.Connection.Server.Host));
                break;
            case null when !result.IsKnown && Relations is not { Length: > 0 }:
                WriteObject(EntityReader.Unknown(result.Key, result.Client.Connection.Origin));
                break;
        }
    }

    private sealed class LookUp(ApiClient client, EntityKey key)
    {
        public ApiClient Client => client;

        public EntityKey Key => key;

        public bool IsKnown { get; set; }

        public List<object> Found { get; } = [];

        public List<ErrorRecord> Errors { get; } = [];

        public ThreatGridException? Failure { get; set; }
    }
}
