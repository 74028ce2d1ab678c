using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using ThreatGrid.Client.Feeds;
using ThreatGrid.Client.Http;
using ThreatGrid.Client.Paging;
using ThreatGrid.Files;
using ThreatGrid.PowerShell.Common;

namespace ThreatGrid.PowerShell.Feeds;

/// <summary><para type="synopsis">Saves curated feeds as the server has them: JSON, CSV, STIX, Snort or text.</para></summary>
[Cmdlet(VerbsData.Save, "TGCuratedFeed", SupportsShouldProcess = true, DefaultParameterSetName = HourlySet)]
[OutputType(typeof(SavedFeed))]
public sealed class SaveTGCuratedFeedCommand : CuratedFeedCmdlet
{
    /// <summary>The formats to save.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public CuratedFeedFormat[] Format { get; set; } = [CuratedFeedFormat.Json];

    /// <summary>The folder to save to; it is made where it is not there. The current one where none is given.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [Alias("OutputPath")]
    public string Destination { get; set; } = ".";

    /// <summary>Whether files that are there may be replaced.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        string folder = GetUnresolvedProviderPathFromPSPath(Destination);
        List<string> names = [.. KnownNames()];
        if (names.Count == 0)
        {
            return;
        }

        IReadOnlyList<Connection> targets = Targets();
        foreach (Connection connection in targets)
        {
            ApiClient client = ClientOf(connection);
            string prefix = targets.Count > 1 ? connection.Server.Host + "_" : string.Empty;
            try
            {
                foreach ((DateTime? day, TimeWindow? _) in Files(client))
                {
                    foreach (string name in names)
                    {
                        foreach (CuratedFeedFormat format in Format.Distinct())
                        {
                            Save(client, name, day, format, Path.Combine(folder, prefix + FileNameOf(name, day, format)));
                        }
                    }
                }
            }
            catch (ThreatGridException e)
            {
                Fail(e, connection.Name);
            }
        }
    }

    private static string FileNameOf(string name, DateTime? day, CuratedFeedFormat format)
    {
        string date = day is { } d ? "_" + d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : string.Empty;
        string extension = format switch
        {
            CuratedFeedFormat.Csv => "csv",
            CuratedFeedFormat.Stix => "stix.xml",
            CuratedFeedFormat.Snort => "rules",
            CuratedFeedFormat.Txt => "txt",
            _ => "json",
        };
        return $"{name}{date}.{extension}";
    }

    private void Save(ApiClient client, string feed, DateTime? day, CuratedFeedFormat format, string path)
    {
        if (!Force && File.Exists(path))
        {
            WriteError(ErrorRecords.FileExists(path));
            return;
        }

        if (!ShouldProcess(path, $"Save curated feed {feed} as {format}"))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using AtomicFile file = AtomicFile.Create(path, Force);
            (long length, string sha256) = Await(token => new FeedClient(client).SaveCuratedAsync(feed, day, format, file.Restart, token));
            file.Commit();
            WriteObject(new SavedFeed(client.Connection.Name, feed, day, format, path, length, sha256));
        }
        catch (ThreatGridException e) when (e is not AuthenticationFailedException)
        {
            WriteError(ErrorRecords.Of(e, path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            WriteError(ErrorRecords.File(e, path));
        }
    }
}
