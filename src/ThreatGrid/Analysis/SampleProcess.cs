using System;
using System.Linq;

namespace ThreatGrid;

/// <summary>A process of a run (section 5.6 and appendix C of the API reference). What is not a property here stands in <c>AdditionalProperties</c>.</summary>
public sealed class SampleProcess : SampleDetail, IKeyed
{
    /// <summary>The number of the record, as indicators, artifacts and streams name it. Not the process id of the operating system.</summary>
    public string? RecordId { get; internal set; }

    /// <summary>The name of the process, two blanks further in for each process above it.</summary>
    public string TreeName => new string(' ', 2 * Depth) + Name;

    /// <summary>How many processes are above it.</summary>
    public int Depth { get; internal set; }

    /// <summary>The name of the process.</summary>
    public string? Name { get; internal set; }

    /// <summary>The process id of the operating system.</summary>
    public long? ProcessId { get; internal set; }

    /// <summary>The record of the process that started it; null for a root.</summary>
    public string? ParentRecordId { get; internal set; }

    /// <summary>The process id of the process that started it.</summary>
    public long? ParentProcessId { get; internal set; }

    /// <summary>The name of the process that started it.</summary>
    public string? ParentName { get; internal set; }

    /// <summary>The command line; may hold control characters.</summary>
    public string? CommandLine { get; internal set; }

    /// <summary>The file it runs from.</summary>
    public string? ImagePath { get; internal set; }

    /// <summary>The folder it started in.</summary>
    public string? CurrentDirectory { get; internal set; }

    /// <summary>When it started, in local time. Servers are known to be off by whole hours here.</summary>
    public DateTime? StartedAt => UtcTime.Local(StartedTicks);

    /// <summary>When it started, in UTC.</summary>
    public DateTime? StartedAtUtc => UtcTime.Utc(StartedTicks);

    /// <summary>When it ended, in local time; null where it did not or nobody knows.</summary>
    public DateTime? ExitedAt => UtcTime.Local(ExitedTicks);

    /// <summary>When it ended, in UTC.</summary>
    public DateTime? ExitedAtUtc => UtcTime.Utc(ExitedTicks);

    /// <summary>Whether its doings were recorded.</summary>
    public bool? IsMonitored { get; internal set; }

    /// <summary>Whether it came up during the run.</summary>
    public bool? IsNew { get; internal set; }

    /// <summary>Why it was recorded.</summary>
    public string? AnalyzedBecause { get; internal set; }

    /// <summary>Files it made.</summary>
    public TextList FilesCreated { get; internal set; } = TextList.Empty;

    /// <summary>Files it changed.</summary>
    public TextList FilesModified { get; internal set; } = TextList.Empty;

    /// <summary>Files it deleted.</summary>
    public TextList FilesDeleted { get; internal set; } = TextList.Empty;

    /// <summary>Files it read.</summary>
    public TextList FilesRead { get; internal set; } = TextList.Empty;

    /// <summary>Registry keys it made.</summary>
    public TextList RegistryKeysCreated => Keys("registry_keys_created");

    /// <summary>Registry values it changed: the key, a back-slash and the value's name. The data stands in <c>AdditionalProperties</c>.</summary>
    public TextList RegistryKeysModified => Keys("registry_keys_modified");

    /// <summary>Registry keys it deleted.</summary>
    public TextList RegistryKeysDeleted => Keys("registry_keys_deleted");

    /// <summary>Mutexes it made.</summary>
    public TextList MutantsCreated { get; internal set; } = TextList.Empty;

    string? IKeyed.Key
    {
        get => RecordId;
        set => RecordId = value;
    }

    internal long? StartedTicks { get; set; }

    internal long? ExitedTicks { get; set; }

    /// <summary>Keys come as texts, or as objects with a name and perhaps the name of a value.</summary>
    private TextList Keys(string member)
    {
        object? value = AdditionalProperties[member];
        TextList texts = new(Members.Objects(value)
            .Select(k => k.Text("value_name") is { Length: > 0 } name ? k.Text("name") + "\\" + name : k.Text("name"))
            .OfType<string>());
        return texts.Count > 0 ? texts : Members.Texts(value);
    }

    /// <summary>Whether its place in the tree is known.</summary>
    internal bool IsPlaced { get; set; }
}
