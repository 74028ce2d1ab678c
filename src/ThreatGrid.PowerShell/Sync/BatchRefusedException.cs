using System;

namespace ThreatGrid.PowerShell.Sync;

/// <summary>The user's script block did not take a batch.</summary>
internal sealed class BatchRefusedException(string message, Exception? inner) : Exception("The script block did not take a batch: " + message, inner);
