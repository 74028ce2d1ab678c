using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace ThreatGrid.Observables.Tests.Readers;

/// <summary>Reads the part of the STIX 2.1 pattern grammar that one observation expression needs: comparisons with AND between them.</summary>
internal sealed class StixPatternReader
{
    private static readonly Regex ObjectType = new(@"\G[a-zA-Z_][a-zA-Z0-9_-]*", RegexOptions.CultureInvariant);

    /// <summary>A step of a path has no hyphen unless it is quoted.</summary>
    private static readonly Regex Step = new(@"\G[a-zA-Z_][a-zA-Z0-9_]*", RegexOptions.CultureInvariant);

    private static readonly Regex Integer = new(@"\G(0|-?[1-9][0-9]*)", RegexOptions.CultureInvariant);

    private readonly string _text;
    private int _at;

    private StixPatternReader(string text) => _text = text;

    /// <summary>The comparisons, with the kind of object that all of them are about.</summary>
    public static (string Type, IReadOnlyList<(string Path, object Value)> Comparisons) Read(string pattern)
    {
        var reader = new StixPatternReader(pattern);
        reader.Take("[");
        var comparisons = new List<(string, object)>();
        string? common = null;
        do
        {
            string type = reader.Match(ObjectType);
            common ??= type;
            if (common != type)
            {
                throw new FormatException("Comparisons joined by AND are about one object, not about a " + common + " and a " + type);
            }

            reader.Take(":");
            comparisons.Add((reader.Path(), reader.Literal()));
        }
        while (reader.TryTake(" AND "));

        reader.Take("]");
        return reader._at == pattern.Length ? (common, comparisons) : throw new FormatException("Something stands behind the pattern: " + pattern);
    }

    private string Path()
    {
        var path = new StringBuilder(PathStep());
        while (TryTake("."))
        {
            path.Append('.').Append(PathStep());
        }

        return path.ToString();
    }

    private string PathStep() => _text[_at] == '\'' ? Quoted() : Match(Step);

    private object Literal()
    {
        if (TryTake(" ISSUBSET "))
        {
            string network = Quoted();
            return network.IndexOf('/') >= 0 ? network : throw new FormatException("Nothing but a network has addresses in it: " + network);
        }

        Take(" = ");
        return _text[_at] == '\'' ? Quoted() : long.Parse(Match(Integer), CultureInfo.InvariantCulture);
    }

    private string Quoted()
    {
        Take("'");
        var plain = new StringBuilder();
        while (_text[_at] != '\'')
        {
            if (_text[_at] == '\\' && _text[++_at] is not ('\\' or '\''))
            {
                throw new FormatException("A pattern has no escape \\" + _text[_at]);
            }

            plain.Append(_text[_at++]);
        }

        _at++;
        return plain.ToString();
    }

    private string Match(Regex regex)
    {
        Match match = regex.Match(_text, _at);
        _at += match.Success ? match.Length : throw new FormatException($"At {_at} of {_text}: {regex} expected.");
        return match.Value;
    }

    private void Take(string token)
    {
        if (!TryTake(token))
        {
            throw new FormatException($"At {_at} of {_text}: {token} expected.");
        }
    }

    private bool TryTake(string token)
    {
        if (string.CompareOrdinal(_text, _at, token, 0, token.Length) != 0)
        {
            return false;
        }

        _at += token.Length;
        return true;
    }
}
