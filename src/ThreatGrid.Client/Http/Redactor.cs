using System;
using System.Text;

namespace ThreatGrid.Client.Http;

/// <summary>
/// The one place that makes texts safe to show: the key, the forms it takes in transit and any longer piece of it become <c>****</c>.
/// Texts are masked first and shortened afterwards, since half a key left by a cut would not be found.
/// </summary>
internal sealed class Redactor
{
    private const string Mask = "****";

    /// <summary>The shortest piece of a key that is masked on its own; shorter ones are in every text.</summary>
    private const int ShortestPiece = 8;

    private readonly string _key;
    private readonly string[] _forms;

    public Redactor(string key)
    {
        _key = key;
        byte[] utf8 = Encoding.UTF8.GetBytes(key);
        _forms = key.Length == 0
            ? []
            : [UriText.Escape(key), Convert.ToBase64String(utf8), Hex(Encoding.Unicode.GetBytes(key)), Hex(utf8)];
    }

    /// <summary>The text with everything masked that belongs to the key.</summary>
    public string Clean(string text)
    {
        if (_key.Length == 0 || text.Length == 0)
        {
            return text;
        }

        foreach (string form in _forms)
        {
            text = ReplaceIgnoringCase(text, form);
        }

        return MaskPieces(text);
    }

    /// <summary>The text masked, on one line, and not longer than asked.</summary>
    public string Excerpt(string text, int length)
    {
        string clean = Clean(text);
        var line = new StringBuilder(Math.Min(clean.Length, length) + 1);
        bool gap = false;
        foreach (char c in clean)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c))
            {
                gap = line.Length > 0;
                continue;
            }

            if (line.Length + (gap ? 1 : 0) >= length)
            {
                return line.Append('…').ToString();
            }

            if (gap)
            {
                line.Append(' ');
                gap = false;
            }

            line.Append(c);
        }

        return line.ToString();
    }

    private static string Hex(byte[] bytes) => BitConverter.ToString(bytes).Replace("-", string.Empty);

    private static string ReplaceIgnoringCase(string text, string secret)
    {
        for (int at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
             at >= 0;
             at = text.IndexOf(secret, at + Mask.Length, StringComparison.OrdinalIgnoreCase))
        {
            text = text.Substring(0, at) + Mask + text.Substring(at + secret.Length);
            if (at + Mask.Length >= text.Length)
            {
                break;
            }
        }

        return text;
    }

    private string MaskPieces(string text)
    {
        int shortest = Math.Min(ShortestPiece, _key.Length);
        StringBuilder? masked = null;
        int copied = 0;
        int at = 0;
        while (at + shortest <= text.Length)
        {
            int length = LongestPieceAt(text, at);
            if (length < shortest)
            {
                at++;
                continue;
            }

            masked ??= new StringBuilder(text.Length);
            masked.Append(text, copied, at - copied).Append(Mask);
            at += length;
            copied = at;
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }

    private int LongestPieceAt(string text, int at)
    {
        int longest = 0;
        for (int start = 0; start < _key.Length; start++)
        {
            int length = 0;
            while (start + length < _key.Length
                && at + length < text.Length
                && char.ToUpperInvariant(text[at + length]) == char.ToUpperInvariant(_key[start + length]))
            {
                length++;
            }

            longest = Math.Max(longest, length);
        }

        return longest;
    }
}
