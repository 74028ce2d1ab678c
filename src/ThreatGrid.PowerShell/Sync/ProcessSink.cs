using System;
using System.Collections.Generic;
using System.Management.Automation;
using ThreatGrid.Sync;

namespace ThreatGrid.PowerShell.Sync;

/// <summary>
/// Gives each batch to the user's script block, as <c>$_</c>. The batch is delivered when the block ends well: an error record, an exception or an exit code other than 0 of a program means that it is not.
/// </summary>
internal sealed class ProcessSink : IBatchSink
{
    /// <summary>The id of what a program wrote to its error output.</summary>
    private const string NativeOutput = "NativeCommandError";

    private const string ExitCode = "global:LASTEXITCODE";

    /// <summary>Runs the block where its own variables are, and keeps its errors apart from its output.</summary>
    private const string Wrapper = ". $args[0] 2>&1";

    private readonly PSCmdlet _cmdlet;
    private readonly ScriptBlock _block;
    private readonly ScriptBlock _wrapper;

    public ProcessSink(PSCmdlet cmdlet, ScriptBlock block)
    {
        _cmdlet = cmdlet;
        _block = block;
        var wrapper = ScriptBlock.Create(Wrapper);
        _wrapper = block.Module is { } module ? module.NewBoundScriptBlock(wrapper) : wrapper;
    }

    public SinkState? State => null;

    public bool DeliversAtEnd => false;

    public void Deliver(IReadOnlyList<FeedItem> rows)
    {
        _cmdlet.SessionState.PSVariable.Set(ExitCode, 0);
        var output = new List<object?>();
        try
        {
            var variables = new List<PSVariable> { new("_", rows), new("ErrorActionPreference", ActionPreference.Stop) };
            foreach (PSObject? item in _wrapper.InvokeWithContext(null, variables, _block))
            {
                if (item?.BaseObject is not ErrorRecord error)
                {
                    output.Add(item);
                }
                else if (error.FullyQualifiedErrorId.StartsWith(NativeOutput, StringComparison.Ordinal))
                {
                    // Programs talk about their progress there; whether they failed is in their exit code.
                    _cmdlet.WriteVerbose(error.ToString());
                }
                else
                {
                    throw new BatchRefusedException(error.ToString(), error.Exception);
                }
            }
        }
        catch (RuntimeException e) when (e is not PipelineStoppedException)
        {
            throw new BatchRefusedException(e.ErrorRecord?.ToString() ?? e.Message, e);
        }

        output.ForEach(_cmdlet.WriteObject);
        object? code = _cmdlet.SessionState.PSVariable.GetValue(ExitCode);
        if (code is int number && number != 0)
        {
            throw new BatchRefusedException($"A program ended with exit code {number}.", null);
        }
    }

    public void Finish()
    {
    }

    public void Dispose()
    {
    }
}
