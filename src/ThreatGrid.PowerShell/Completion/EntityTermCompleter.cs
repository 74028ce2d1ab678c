using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ThreatGrid.PowerShell.Completion;

/// <summary>Completes the terms of the entity search that are on record for a type (sections 4.6 and 6.5 of the API reference); others are taken too.</summary>
public sealed class EntityTermCompleter : IArgumentCompleter
{
    private static readonly Dictionary<EntityType, string[]> Terms = new()
    {
        [EntityType.Ip] = ["network_dst", "network_src", "artifact", "domain", "url", "asn", "geo_location", "cidr", "ioc", "tag"],
        [EntityType.Domain] = ["name", "ip"],
        [EntityType.Artifact] = ["md5", "sha1", "sha256"],
        [EntityType.Url] = ["url", "sibling", "neighbor", "sha256", "md5", "sha1", "protocol", "host", "port", "path", "query", "reference", "ip", "artifact", "tag"],
        [EntityType.Sample] =
        [
            "checksum", "checksum_sample", "path", "path_sample", "path_artifact", "path_deleted", "url", "registry_key", "domain", "domain_dns_lookup",
            "domain_http_request", "ip", "ip_dns_lookup", "ip_src", "ip_dst", "ioc", "tag",
        ],
    };

    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        IEnumerable<string> terms = Enum.TryParse(fakeBoundParameters?["Type"]?.ToString(), ignoreCase: true, out EntityType type)
            ? Terms.TryGetValue(type, out string[]? known) ? known : []
            : Terms.Values.SelectMany(t => t).Distinct().OrderBy(t => t, StringComparer.Ordinal);
        return Candidates.Matching(wordToComplete, terms.Select(t => (t, string.Empty)));
    }
}
