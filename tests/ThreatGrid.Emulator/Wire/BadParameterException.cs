using System;

namespace ThreatGrid.Emulator.Wire;

/// <summary>A parameter that makes no sense: the answer is 400.</summary>
internal sealed class BadParameterException(string message) : Exception(message);
