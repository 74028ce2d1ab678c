using System;
using System.Collections.Generic;
using System.Globalization;
using System.Management.Automation;
using ThreatGrid.Client.Entities;
using ThreatGrid.Client.Http;
using ThreatGrid.PowerShell.Common;
using ThreatGrid.PowerShell.Entities;

namespace ThreatGrid.PowerShell.Tags;

/// <summary>Base of the cmdlets for tags: finds out what the tag is on, by a parameter or from the pipeline.</summary>
public abstract class TagCmdlet : ConnectedCmdlet
{
    private protected const string InputSet = "InputObject";

    private static readonly (EntityType Type, string[] Members)[] Names =
    [
        (EntityType.Sample, ["SampleId", "Sample", "Id"]),
        (EntityType.Ip, ["Ip", "Value"]),
        (EntityType.Domain, ["Domain", "Value"]),
        (EntityType.Url, ["Url", "Value"]),
        (EntityType.Artifact, ["ArtifactSha256", "Sha256", "Hash", "Value"]),
        (EntityType.Path, ["Path", "Value"]),
        (EntityType.RegistryKey, ["RegistryKey", "Value"]),
    ];

    /// <summary>What the value of the pipeline, or its property, is.</summary>
    [Parameter(ParameterSetName = InputSet)]
    public EntityType? Type { get; set; }

    /// <summary>The ids of samples.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.Sample))]
    [ValidateNotNullOrEmpty]
    public string[]? SampleId { get; set; }

    /// <summary>Addresses, defanged ones too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.Ip))]
    [ValidateNotNullOrEmpty]
    public string[]? Ip { get; set; }

    /// <summary>Domains, defanged ones too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.Domain))]
    [ValidateNotNullOrEmpty]
    public string[]? Domain { get; set; }

    /// <summary>URLs, defanged ones too.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.Url))]
    [ValidateNotNullOrEmpty]
    public string[]? Url { get; set; }

    /// <summary>The SHA-256 of files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.Artifact))]
    [ValidateNotNullOrEmpty]
    [Alias("Sha256")]
    public string[]? Artifact { get; set; }

    /// <summary>Paths of files.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.Path))]
    [ValidateNotNullOrEmpty]
    public string[]? Path { get; set; }

    /// <summary>Registry keys.</summary>
    [Parameter(Mandatory = true, ParameterSetName = nameof(EntityType.RegistryKey))]
    [ValidateNotNullOrEmpty]
    public string[]? RegistryKey { get; set; }

    /// <summary>The name of a value of the registry keys, which is then what the tag is on.</summary>
    [Parameter(ParameterSetName = nameof(EntityType.RegistryKey))]
    [ValidateNotNullOrEmpty]
    public string? ValueName { get; set; }

    private protected abstract PSObject[]? Inputs { get; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        IReadOnlyList<EntityKey> keys = Keys();
        foreach (Connection connection in Targets())
        {
            ApiClient client = ClientOf(connection);
            foreach (EntityKey key in keys)
            {
                Try(key.Value, () => Process(client, key), $"It happened at '{key.Value}'.");
            }
        }
    }

    /// <summary>Does what there is to do for one thing.</summary>
    private protected abstract void Process(ApiClient client, EntityKey key);

    private List<EntityKey> Keys()
    {
        var keys = new List<EntityKey>();
        if (ParameterSetName == InputSet)
        {
            foreach (PSObject input in Inputs ?? [])
            {
                Add(keys, input);
            }

            return keys;
        }

        EntityType type = (EntityType)Enum.Parse(typeof(EntityType), ParameterSetName);
        foreach (string value in SampleId ?? Ip ?? Domain ?? Url ?? Artifact ?? Path ?? RegistryKey ?? [])
        {
            Add(keys, type, value, ValueName);
        }

        return keys;
    }

    private void Add(List<EntityKey> keys, PSObject input)
    {
        switch (input.BaseObject)
        {
            case Entity entity when Type is null || Type == entity.EntityType:
                Add(keys, entity.EntityType, entity.Value, (entity as RegistryKeyEntity)?.ValueName);
                break;
            case EntityReference reference when Type is null || Type == reference.EntityType:
                Add(keys, reference.EntityType, reference.Value, null);
                break;
            case EntityTag { RelatedType: { } type } tag when Type is null || Type == type:
                Add(keys, type, tag.RelatedTo, tag.ValueName);
                break;
            case string text when EntityInput.IsBlank(Type ?? EntityType.Sample, text):
                break;
            case string text when Type is { } type:
                Add(keys, type, text, null);
                break;
            case string text when EntityKeys.Of(EntityType.Sample, text) is { } sample:
                keys.Add(sample);
                break;
            case string text:
                WriteError(ErrorRecords.TagTargetUnclear($"The text '{text}'", text));
                break;
            case IocFeedItem or SampleFeedItem when Type is null:
                // A row of a feed has a sample and a value of its own.
                WriteError(ErrorRecords.TagTargetUnclear("A row of a feed", input));
                break;
            default:
                AddMember(keys, input);
                break;
        }
    }

    private void AddMember(List<EntityKey> keys, PSObject input)
    {
        EntityType type = Type ?? EntityType.Sample;
        foreach (string name in Array.Find(Names, n => n.Type == type).Members)
        {
            if (input.Properties[name]?.Value is { } value)
            {
                Add(keys, type, Convert.ToString(value, CultureInfo.InvariantCulture), null);
                return;
            }
        }

        WriteError(ErrorRecords.TagTargetUnclear($"A '{input.BaseObject.GetType().Name}'", input));
    }

    private void Add(List<EntityKey> keys, EntityType type, string? value, string? valueName)
    {
        if (EntityKeys.Of(type, value ?? string.Empty, valueName) is { } key && (type != EntityType.Artifact || key.Id.Length == 64))
        {
            keys.Add(key);
        }
        else
        {
            WriteError(ErrorRecords.NotAnEntity(type, value ?? string.Empty));
        }
    }
}
