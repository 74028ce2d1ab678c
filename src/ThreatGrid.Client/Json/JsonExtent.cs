using System;

namespace ThreatGrid.Client.Json;

/// <summary>Follows JSON only as far as it takes to know whether it came to its end. What stands in it is not judged: files are kept as the server has them.</summary>
internal struct JsonExtent
{
    private int _depth;
    private bool _inText;
    private bool _isEscaped;
    private bool _hasBegun;

    /// <summary>Whether everything that was opened is closed, and something came at all.</summary>
    public readonly bool IsWhole => _hasBegun && _depth <= 0 && !_inText;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length; at++)
        {
            byte current = bytes[at];
            if (_isEscaped)
            {
                _isEscaped = false;
            }
            else if (_inText)
            {
                int end = bytes.Slice(at).IndexOfAny((byte)'"', (byte)'\\');
                if (end < 0)
                {
                    return;
                }

                at += end;
                _isEscaped = bytes[at] == (byte)'\\';
                _inText = _isEscaped;
            }
            else if (current > (byte)' ')
            {
                _hasBegun = true;
                _inText = current == (byte)'"';
                _depth += current switch
                {
                    (byte)'{' or (byte)'[' => 1,
                    (byte)'}' or (byte)']' => -1,
                    _ => 0,
                };
            }
        }
    }
}
