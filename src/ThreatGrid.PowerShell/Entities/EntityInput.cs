namespace ThreatGrid.PowerShell.Entities;

/// <summary>What lists of values hold beside values.</summary>
internal static class EntityInput
{
    /// <summary>Empty lines, and those that begin with #; a path or a key may begin with anything.</summary>
    public static bool IsBlank(EntityType type, string? line)
    {
        string text = line?.Trim() ?? string.Empty;
        return text.Length == 0 || (text[0] == '#' && type is not (EntityType.Path or EntityType.RegistryKey));
    }
}
