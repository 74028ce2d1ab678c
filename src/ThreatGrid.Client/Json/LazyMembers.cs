using System;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace ThreatGrid.Client.Json;

/// <summary>The text of members that no property models, parsed when somebody asks.</summary>
internal sealed class LazyMembers(byte[] json) : IMemberSource
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = JsonText.MaxDepth };

    public MemberDictionary Read()
    {
        try
        {
            return Read(json);
        }
        catch (InvalidOperationException)
        {
            // A text in it is no Unicode: once more, leniently.
            return Read(JsonText.Repair(json));
        }
    }

    private static MemberDictionary Read(byte[] text)
    {
        using JsonDocument document = JsonDocument.Parse(text, Options);
        return (MemberDictionary)SecretMembers.WithoutKeys(JsonValues.From(document.RootElement))!;
    }

    /// <summary>Collects <c>"name":value</c> texts.</summary>
    internal sealed class Builder
    {
        private byte[] _json = new byte[128];
        private int _length;

        [MethodImpl(HotPath.Optimized)]
        public void Add(ReadOnlySpan<byte> member)
        {
            // Room for the separator before and the brace at the end.
            if (_length + member.Length + 2 > _json.Length)
            {
                Array.Resize(ref _json, Math.Max(_json.Length * 2, _length + member.Length + 2));
            }

            _json[_length] = _length == 0 ? (byte)'{' : (byte)',';
            member.CopyTo(_json.AsSpan(_length + 1));
            _length += member.Length + 1;
        }

        public LazyMembers Build()
        {
            _json[_length] = (byte)'}';
            return new LazyMembers(_json.AsSpan(0, _length + 1).ToArray());
        }
    }
}
