namespace ThreatGrid;

/// <summary>Why a value is not in the output.</summary>
public enum RejectionKind
{
    /// <summary>It is none of its kind: nothing that could be an address, a domain, a URL, a hash.</summary>
    Invalid,

    /// <summary>An address or name that belongs to no network outside: private, local, reserved.</summary>
    Reserved,

    /// <summary>It stands on the user's allow-list.</summary>
    AllowList,

    /// <summary>It stands on the built-in list of what must never be blocked.</summary>
    NeverBlock,

    /// <summary>It is a public suffix: an entry for it would cover everybody's names below it.</summary>
    PublicSuffix,

    /// <summary>The server marks the file as harmless.</summary>
    Whitelisted,

    /// <summary>It has no score, or one too low for a list that blocks.</summary>
    Unscored,

    /// <summary>The output cannot take it.</summary>
    NotForFormat,

    /// <summary>It is there already.</summary>
    Duplicate,

    /// <summary>The list is full, or the value has not been seen for too long.</summary>
    Aged,
}
