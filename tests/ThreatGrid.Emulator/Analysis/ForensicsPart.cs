using System.Text.Json.Nodes;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The member <c>forensics</c> of an artifact, which differs by kind of file, is null, or is not there.</summary>
internal static class ForensicsPart
{
    /// <summary>A link time far in the future, beyond what 32 bits hold.</summary>
    public const long FarFuture = 2_871_763_200;

    public static void AddTo(JsonObject element, AnalysisPlan plan, PlannedArtifact artifact, Chance chance)
    {
        if (artifact.Origin == "memory")
        {
            return;
        }

        element["forensics"] = artifact switch
        {
            { Kind.IsPortableExecutable: true } => Program(artifact, chance),
            { Kind.Type: "url" } => Shortcut(plan, artifact),
            { Kind.Type: "html" } => Page(plan),
            { Kind.Type: "ps1" or "js" or "vbs" or "bat" } => new JsonObject { ["powershell"] = new JsonObject() },
            { Origin: "disk" } => null,
            _ => new JsonObject(),
        };
    }

    private static JsonObject Shortcut(AnalysisPlan plan, PlannedArtifact artifact) => new()
    {
        ["sections"] = new JsonObject
        {
            ["InternetShortcut"] = new JsonObject
            {
                ["properties"] = new JsonObject { ["URL"] = artifact.Id == 1 ? plan.Facts.Url ?? plan.MainUrl : plan.SecondUrl },
            },
        },
    };

    private static JsonObject Page(AnalysisPlan plan) => new()
    {
        ["tags"] = new JsonObject { ["a"] = 2, ["script"] = 1, ["form"] = 1 },
        ["tag_attrs"] = new JsonObject { ["form"] = Node.Texts("action", "method") },
        ["urls"] = Node.Texts(plan.MainUrl, "http://" + plan.Domains[2] + ":80/"),
    };

    private static JsonObject Program(PlannedArtifact artifact, Chance chance) => new()
    {
        ["file_info"] = new JsonObject
        {
            ["company_name"] = "Example Software",
            ["copyright"] = "\u00a9 Example Software. All rights reserved.",
            ["file_description"] = "Invented program",
            ["file_version"] = "1.2.3.4",
            ["internal_name"] = "INVENTED",
            ["original_file_name"] = artifact.Name.ToUpperInvariant(),
            ["product_name"] = "Example\u00ae Tools",
            ["product_version"] = "1.2.3.4",
        },
        ["headers"] = new JsonObject { ["dos"] = DosHeader(), ["pe"] = PeHeader(artifact, chance) },
        ["imports"] = new JsonArray(Import("KERNEL32.dll", ("CreateFileW", 203), ("WriteFile", 1_556)), Import("WS2_32.dll", ("connect", 4))),
        ["exports"] = artifact.Kind.Type == "dll" ? new JsonArray(new JsonArray("DllMain", 1, "0x1000")) : [],
        ["resources"] = new JsonArray(Resource("RT_ICON", "IDI_ICON1", chance), Resource("RT_MANIFEST", null, chance)),
        ["sections"] = new JsonArray(Section(".text", 4_096, chance, "IMAGE_SCN_CNT_CODE", "IMAGE_SCN_MEM_EXECUTE", "IMAGE_SCN_MEM_READ"), Section(".rdata", 8_192, chance, "IMAGE_SCN_CNT_INITIALIZED_DATA", "IMAGE_SCN_MEM_READ")),
        ["signatures"] = new JsonArray(),
        ["internal_checksum_match"] = true,
    };

    private static JsonObject DosHeader() => new()
    {
        ["checksum"] = 0,
        ["header_relocations"] = 0,
        ["initial_code_segment"] = 0,
        ["initial_instruction_pointer"] = 0,
        ["initial_stack_pointer"] = 184,
        ["initial_stack_segment"] = 0,
        ["pages"] = 3,
        ["size_in_paragraphs"] = 4,
    };

    private static JsonObject PeHeader(PlannedArtifact artifact, Chance chance) => new()
    {
        ["signed"] = false,
        ["certificate"] = null,
        ["tls_callback_addr"] = null,
        ["tls_callback_rva"] = null,
        ["timestamp"] = artifact.Id == 1 ? FarFuture : 1_700_000_000 + chance.Below(1_000_000),
        ["machine"] = artifact.Kind.Type == "dll" ? "amd64" : "i386",
        ["import_hash"] = chance.Hex(32),
        ["vt_import_hash"] = chance.Hex(32),
        ["number_of_symbols"] = 0,
        ["optional_header"] = new JsonObject
        {
            ["type"] = 267,
            ["size"] = 224,
            ["subsystem"] = 2,
            ["entrypoint_address"] = chance.Between(4_096, 9_000),
            ["file_alignment"] = 512,
            ["section_alignment"] = 4_096,
            ["linker_major_version"] = 14,
            ["linker_minor_version"] = 16,
            ["claimed_checksum"] = 65_432,
            ["actual_checksum"] = 65_432,
            ["number_of_rva_and_sizes"] = 16,
            ["loader_flag"] = 0,
            ["reserved_field"] = 0,
        },
    };

    private static JsonObject Import(string library, params (string Name, int Hint)[] entries)
    {
        JsonArray list = [];
        foreach ((string name, int hint) in entries)
        {
            list.Add((JsonNode)new JsonArray(name, hint));
        }

        return new JsonObject { ["dll"] = library, ["entries"] = list };
    }

    private static JsonObject Resource(string type, string? name, Chance chance) => new()
    {
        ["type"] = type,
        ["name"] = name,
        ["path"] = "#3#1#1033",
        ["offset"] = 16_384 + chance.Below(4_096),
        ["size"] = chance.Between(100, 2_000),
        ["codepage"] = 0,
        ["language"] = "LANG_ENGLISH",
        ["sublanguage"] = "SUBLANG_ENGLISH_US",
        ["locale"] = "en_US",
        ["magic"] = null,
        ["mime"] = null,
        ["resource_sha256"] = chance.Hex(64),
    };

    private static JsonObject Section(string name, int address, Chance chance, params string[] characteristics) => new()
    {
        ["section"] = name,
        ["address"] = address,
        ["virtual_size"] = chance.Between(1_000, 4_000),
        ["size"] = 4_096,
        ["data_pointer"] = 1_024,
        ["entropy"] = 4 + (chance.Fraction() * 4),
        ["entropy_type"] = Node.Texts("native"),
        ["characteristics"] = Node.Texts(characteristics),
        ["section_hash"] = chance.Hex(64),
    };
}
