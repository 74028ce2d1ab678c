using System.Collections.Generic;
using System.Linq;
using ThreatGrid.Observables.Formats;

namespace ThreatGrid.Observables.Tests.Testing;

/// <summary>What a format makes of observables, as the text of its file.</summary>
internal static class Rendering
{
    public static FormatOptions Options { get; } = new() { NowUtc = Items.Now };

    public static string Of(OutputFormat format, params Observable[] items) => Of(FormatCatalog.Create(format, Options), items);

    public static string Of(OutputFormat format, FormatOptions options, params Observable[] items) => Of(FormatCatalog.Create(format, options), items);

    public static string Of(ObservableFormat format, IEnumerable<Observable> items, ValueHistory? history = null)
    {
        List<Observable> taken = [.. items.Where(i => format.Refusal(i) is null)];
        switch (format)
        {
            case LineFormat lines:
                return (lines.Header is { } header ? header + "\n" : string.Empty) + string.Concat(taken.Select(i => lines.Render(i) + "\n"));
            case ListFormat list:
                return string.Concat(list.Content(taken, path: null).Lines.Select(l => l + "\n"));
            default:
                ValueHistory seen = history ?? new ValueHistory();
                taken.ForEach(i => seen.See(i, Items.Now.Ticks));
                return string.Concat(((DocumentFormat)format).Render(taken, seen).SelectMany(d => d));
        }
    }
}
