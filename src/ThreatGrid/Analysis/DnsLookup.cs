using System.Linq;

namespace ThreatGrid;

/// <summary>The look-up of a name on a network stream.</summary>
public sealed class DnsLookup
{
    internal DnsLookup(MemberDictionary decoded)
    {
        MemberDictionary? query = decoded.Object("query");
        Query = query.Text("query_data");
        Type = query.Text("query_type");
        QueryId = query.Integer("query_id");
        MemberDictionary[] answers = [.. Members.Objects(decoded["answers"])];
        Answers = new TextList(answers.Select(a => a.Text("answer_data")).OfType<string>());
        AnswerTypes = new TextList(answers.Select(a => a.Text("answer_type")).OfType<string>());
    }

    /// <summary>The name that was asked for.</summary>
    public string? Query { get; }

    /// <summary>The type that was asked for, for example <c>A</c>.</summary>
    public string? Type { get; }

    /// <summary>The number of the query.</summary>
    public long? QueryId { get; }

    /// <summary>What was answered.</summary>
    public TextList Answers { get; }

    /// <summary>The types of the answers, in the same order.</summary>
    public TextList AnswerTypes { get; }

    /// <summary>Name, type and answers in one line.</summary>
    /// <returns>For example <c>evil.example A 192.0.2.10</c>.</returns>
    public override string ToString() => string.Join(" ", new[] { Query, Type, string.Join(",", Answers) }.Where(t => !string.IsNullOrEmpty(t)));

    internal static bool Is(MemberDictionary? decoded) => decoded?["query"] is MemberDictionary;
}
