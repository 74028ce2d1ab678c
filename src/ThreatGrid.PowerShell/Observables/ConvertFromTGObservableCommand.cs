using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Observables.Formats;

namespace ThreatGrid.PowerShell.Observables;

/// <summary><para type="synopsis">Writes observables as the text that a SIEM, a firewall or another tool takes.</para></summary>
[Cmdlet(VerbsData.ConvertFrom, "TGObservable")]
[OutputType(typeof(string))]
public sealed class ConvertFromTGObservableCommand : OutputCmdlet
{
    private readonly List<Observable> _items = [];

    /// <inheritdoc />
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        if (Format is LineFormat { Header: { } header })
        {
            WriteObject(header);
        }
    }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        switch (Format)
        {
            case ListFormat list:
                ListContent content = list.Content(_items, path: null);
                FormatOptions.Sids?.Save();
                WriteObject(content.Lines, enumerateCollection: true);
                break;
            case DocumentFormat document:
                var history = new ValueHistory();
                _items.ForEach(o => history.See(o, FormatOptions.NowUtc.Ticks));
                foreach (IEnumerable<string> text in document.Render(_items, history))
                {
                    WriteObject(string.Concat(text).TrimEnd('\n'));
                }

                break;
        }

        base.EndProcessing();
    }

    private protected override void Take(Observable observable)
    {
        if (Format is LineFormat lines)
        {
            WriteObject(lines.Render(observable));
        }
        else
        {
            _items.Add(observable);
        }
    }
}
