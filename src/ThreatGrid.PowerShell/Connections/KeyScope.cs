namespace ThreatGrid.PowerShell.Connections;

/// <summary>For whom Windows protects a saved key.</summary>
public enum KeyScope
{
    /// <summary>Only this user on this computer can use it.</summary>
    CurrentUser,

    /// <summary>Every account on this computer can use it.</summary>
    LocalMachine,
}
