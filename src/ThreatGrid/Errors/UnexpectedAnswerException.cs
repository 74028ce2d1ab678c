using System;

namespace ThreatGrid;

/// <summary>The answer is not what the API gives: HTML, an empty body, JSON that is cut or broken.</summary>
public sealed class UnexpectedAnswerException : ThreatGridException
{
    internal UnexpectedAnswerException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
