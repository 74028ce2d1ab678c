using System.Linq;
using System.Net;
using System.Text;

namespace ThreatGrid.Emulator.Analysis;

/// <summary>The report as a page of its own, without links to other files.</summary>
internal static class ReportPage
{
    public static byte[] Of(StoredAnalysis analysis)
    {
        AnalysisPlan plan = analysis.Plan;
        string rows = string.Concat(plan.Indicators.Select(i => $"<tr><td>{WebUtility.HtmlEncode(i.Title)}</td><td>{i.Severity}</td><td>{i.Confidence}</td></tr>\n"));
        return Encoding.UTF8.GetBytes($$"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Analysis Report {{plan.Facts.Id}}</title><style>table { border-collapse: collapse } td, th { border: 1px solid; padding: 2px 6px }</style></head>
            <body>
            <h1>Analysis Report</h1>
            <p>{{WebUtility.HtmlEncode(plan.Facts.FileName)}}, SHA-256 {{plan.Facts.Sha256}}, run on {{WebUtility.HtmlEncode(Machine.Of(plan.Facts.Vm).DisplayName)}} at {{Node.Iso(plan.Facts.StartedAt)}}.</p>
            <h2>Threat score {{analysis.ThreatScore}}</h2>
            <table>
            <tr><th>Behavioral indicator</th><th>Severity</th><th>Confidence</th></tr>
            {{rows}}</table>
            </body>
            </html>

            """);
    }
}
