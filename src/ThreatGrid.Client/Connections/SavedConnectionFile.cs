using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using ThreatGrid.Files;

namespace ThreatGrid.Client.Connections;

/// <summary>The file with the saved connections, in the user's configuration folder.</summary>
internal static class SavedConnectionFile
{
    private const string FileName = "connections.json";

    /// <summary>The file.</summary>
    public static string Path => UserFolder.File(FileName);

    /// <summary>All saved connections.</summary>
    /// <exception cref="InvalidDataException">The file is not one of ours any more.</exception>
    public static IReadOnlyList<SavedConnectionEntry> Read()
    {
        if (!File.Exists(Path))
        {
            return [];
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(Path));
            return [.. document.RootElement.GetProperty("connections").EnumerateArray().Select(ReadEntry)];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidDataException($"The file with the saved connections is damaged: {Path}. Delete it and register the connections again.", e);
        }
    }

    /// <summary>All saved connections, or none where they cannot be read: for completion, which must not fail.</summary>
    public static IReadOnlyList<SavedConnectionEntry> ReadOrEmpty()
    {
        try
        {
            return Read();
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>Changes what is saved. Nobody else does meanwhile: of two that read and then write, one would lose its connection.</summary>
    /// <exception cref="InvalidDataException">The file is not one of ours any more.</exception>
    public static void Change(Action<List<SavedConnectionEntry>> change)
    {
        using FileStream held = FileLock.Take(Path + ".lock");
        List<SavedConnectionEntry> entries = [.. Read()];
        change(entries);
        Write(entries);
    }

    private static void Write(IEnumerable<SavedConnectionEntry> entries)
    {
        using AtomicFile file = AtomicFile.Create(Path, overwrite: true);
        using (var json = new Utf8JsonWriter(file.Stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", 1);
            json.WriteStartArray("connections");
            foreach (SavedConnectionEntry entry in entries)
            {
                WriteEntry(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        file.Commit();
    }

    private static void WriteEntry(Utf8JsonWriter json, SavedConnectionEntry entry)
    {
        ConnectionSettings settings = entry.Settings;
        json.WriteStartObject();
        json.WriteString("name", entry.Name);
        json.WriteString("server", settings.Server.AbsoluteUri);
        json.WriteString("keyIn", settings.KeyIn.ToString());
        json.WriteNumber("timeoutSec", settings.TimeoutSec);
        json.WriteNumber("maximumRetryCount", settings.MaximumRetryCount);
        json.WriteString("retryInterval", settings.RetryInterval.ToString("c", CultureInfo.InvariantCulture));
        json.WriteString("maxWait", settings.MaxWait.ToString("c", CultureInfo.InvariantCulture));
        json.WriteString("proxy", settings.Proxy?.AbsoluteUri);
        json.WriteBoolean("proxyUseDefaultCredentials", settings.ProxyUseDefaultCredentials);
        json.WriteBoolean("noProxy", settings.NoProxy);
        json.WriteBoolean("skipCertificateCheck", settings.SkipCertificateCheck);
        json.WriteString("certificateThumbprint", settings.CertificateThumbprint);
        json.WriteString("certificateAuthority", settings.CertificateAuthority);
        json.WriteString("keyStore", entry.Key.Store.ToString());
        json.WriteString("key", entry.Key.Value);
        json.WriteString("vault", entry.Key.Vault);
        json.WriteEndObject();
    }

    private static SavedConnectionEntry ReadEntry(JsonElement json) => new(
        json.GetProperty("name").GetString()!,
        new ConnectionSettings
        {
            Server = new Uri(json.GetProperty("server").GetString()!),
            KeyIn = ReadEnum<KeyPlacement>(json, "keyIn"),
            TimeoutSec = json.GetProperty("timeoutSec").GetInt32(),
            MaximumRetryCount = json.GetProperty("maximumRetryCount").GetInt32(),
            RetryInterval = ReadSpan(json, "retryInterval"),
            MaxWait = ReadSpan(json, "maxWait"),
            Proxy = json.GetProperty("proxy").GetString() is { } proxy ? new Uri(proxy) : null,
            ProxyUseDefaultCredentials = json.GetProperty("proxyUseDefaultCredentials").GetBoolean(),
            NoProxy = json.GetProperty("noProxy").GetBoolean(),
            SkipCertificateCheck = json.GetProperty("skipCertificateCheck").GetBoolean(),
            CertificateThumbprint = json.GetProperty("certificateThumbprint").GetString(),
            CertificateAuthority = json.GetProperty("certificateAuthority").GetString(),
        },
        new KeyReference(ReadEnum<KeyStore>(json, "keyStore"), json.GetProperty("key").GetString()!, json.GetProperty("vault").GetString()));

    private static TEnum ReadEnum<TEnum>(JsonElement json, string name)
        where TEnum : struct
        => (TEnum)Enum.Parse(typeof(TEnum), json.GetProperty(name).GetString()!);

    private static TimeSpan ReadSpan(JsonElement json, string name)
        => TimeSpan.ParseExact(json.GetProperty(name).GetString()!, "c", CultureInfo.InvariantCulture);
}
