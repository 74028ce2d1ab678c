#if NET
using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace ThreatGrid.Loading;

/// <summary>
/// Holds the cmdlets, the client and their packages apart from everything else in a PowerShell 7 process, so that another
/// module may load other versions of the same packages. This assembly itself, with the public types, stays in the default context.
/// </summary>
public sealed class LoadContext : AssemblyLoadContext
{
    private static readonly Lazy<LoadContext> Instance = new(() => new LoadContext(), LazyThreadSafetyMode.ExecutionAndPublication);

    private readonly Assembly _publicTypes = typeof(LoadContext).Assembly;
    private readonly string _folder;
    private readonly Dictionary<string, string> _platform;
    private readonly Assembly _cmdlets;

    private LoadContext()
        : base("ThreatGrid", isCollectible: false)
    {
        _folder = Path.GetDirectoryName(_publicTypes.Location)!;
        _platform = ReadPlatformAssemblies();
        _cmdlets = LoadFromAssemblyPath(Path.Combine(_folder, "ThreatGrid.PowerShell.dll"));
    }

    /// <summary>Loads the cmdlet assembly once per process and gives it back.</summary>
    public static Assembly LoadCmdlets() => Instance.Value._cmdlets;

    /// <inheritdoc />
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        string name = assemblyName.Name!;
        if (string.Equals(name, _publicTypes.GetName().Name, StringComparison.OrdinalIgnoreCase))
        {
            return _publicTypes;
        }

        // The runtime's own copy wins where it is new enough: a second DiagnosticSource, for one, breaks SocketsHttpHandler.
        if (_platform.TryGetValue(name, out string? platformPath)
            && AssemblyName.GetAssemblyName(platformPath).Version >= assemblyName.Version)
        {
            return null;
        }

        string path = Path.Combine(_folder, name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }

    private static Dictionary<string, string> ReadPlatformAssemblies()
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") is string list)
        {
            foreach (string path in list.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            {
                found[Path.GetFileNameWithoutExtension(path)] = path;
            }
        }

        return found;
    }
}
#endif
