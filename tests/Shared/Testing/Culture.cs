using System;
using System.Globalization;

namespace ThreatGrid.Testing;

/// <summary>Runs something as if in another country.</summary>
internal static class Culture
{
    public static T In<T>(string name, Func<T> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(name);
        try
        {
            return action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
