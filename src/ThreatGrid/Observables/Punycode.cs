using System;
using System.Collections.Generic;
using System.Text;

namespace ThreatGrid.Observables;

/// <summary>
/// The ASCII form of a label with other letters (RFC 3492). .NET's own class gives other answers on other platforms, for example
/// for the German sharp s, and one domain must not have two spellings.
/// </summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int TMin = 1;
    private const int TMax = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int InitialBias = 72;
    private const int InitialN = 128;

    /// <summary>The label without the prefix <c>xn--</c>.</summary>
    public static string Encode(string label)
    {
        List<int> points = CodePoints(label);
        var output = new StringBuilder();
        foreach (int point in points)
        {
            if (point < InitialN)
            {
                output.Append((char)point);
            }
        }

        int basic = output.Length;
        int handled = basic;
        if (basic > 0)
        {
            output.Append('-');
        }

        int n = InitialN;
        int delta = 0;
        int bias = InitialBias;
        while (handled < points.Count)
        {
            int next = int.MaxValue;
            foreach (int point in points)
            {
                next = point >= n && point < next ? point : next;
            }

            delta = checked(delta + ((next - n) * (handled + 1)));
            n = next;
            foreach (int point in points)
            {
                if (point < n)
                {
                    delta++;
                }

                if (point == n)
                {
                    AppendDelta(output, delta, bias);
                    bias = Adapt(delta, handled + 1, handled == basic);
                    delta = 0;
                    handled++;
                }
            }

            delta++;
            n++;
        }

        return output.ToString();
    }

    /// <summary>The label behind the prefix <c>xn--</c> in its own letters; null where it is no such form.</summary>
    public static string? Decode(string ascii)
    {
        int basic = ascii.LastIndexOf('-');
        var points = new List<int>();
        for (int i = 0; i < basic; i++)
        {
            points.Add(ascii[i]);
        }

        long n = InitialN;
        long at = 0;
        int bias = InitialBias;
        for (int next = basic + 1; next < ascii.Length;)
        {
            long before = at;
            long weight = 1;
            for (int k = Base; ; k += Base)
            {
                int digit = next < ascii.Length ? Value(ascii[next++]) : -1;
                if (digit < 0 || weight > int.MaxValue)
                {
                    return null;
                }

                at += digit * weight;
                int threshold = Math.Max(TMin, Math.Min(TMax, k - bias));
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
            }

            bias = Adapt((int)Math.Min(int.MaxValue, at - before), points.Count + 1, before == 0);
            n += at / (points.Count + 1);
            at %= points.Count + 1;
            if (n is > 0x10FFFF or (>= 0xD800 and <= 0xDFFF))
            {
                return null;
            }

            points.Insert((int)at++, (int)n);
        }

        return points.Count == 0 ? null : string.Concat(points.ConvertAll(char.ConvertFromUtf32));
    }

    private static void AppendDelta(StringBuilder output, int delta, int bias)
    {
        int rest = delta;
        for (int k = Base; ; k += Base)
        {
            int threshold = Math.Max(TMin, Math.Min(TMax, k - bias));
            if (rest < threshold)
            {
                output.Append(Digit(rest));
                return;
            }

            output.Append(Digit(threshold + ((rest - threshold) % (Base - threshold))));
            rest = (rest - threshold) / (Base - threshold);
        }
    }

    private static int Adapt(int delta, int count, bool isFirst)
    {
        int value = isFirst ? delta / Damp : delta / 2;
        value += value / count;
        int k = 0;
        while (value > (Base - TMin) * TMax / 2)
        {
            value /= Base - TMin;
            k += Base;
        }

        return k + ((Base - TMin + 1) * value / (value + Skew));
    }

    private static int Value(char digit) => digit switch
    {
        >= 'a' and <= 'z' => digit - 'a',
        >= '0' and <= '9' => digit - '0' + 26,
        _ => -1,
    };

    private static char Digit(int value) => (char)(value < 26 ? 'a' + value : '0' + value - 26);

    private static List<int> CodePoints(string text)
    {
        var points = new List<int>(text.Length);
        for (int i = 0; i < text.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            points.Add(isPair ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i]);
            i += isPair ? 1 : 0;
        }

        return points;
    }
}
