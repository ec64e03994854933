namespace Paragon.Formulas.Tests;

/// <summary>Graphs as the generator writes them.</summary>
internal static class Methods
{
    /// <summary>The loss of a pair.</summary>
    public const string Dpo =
        "option Beta|column token logp gradient NaN|column token ref_logp fixed NaN|subtract 1 2|reduce Sum token.completion>completion 3"
        + "|gather pair.chosen>completion 4|gather pair.rejected>completion 4|subtract 5 6|multiply 0 7|logsigmoid 8|negate 9";

    /// <summary>The clipped loss of a completion.</summary>
    public const string Grpo =
        "column token logp gradient NaN|column token old_logp fixed NaN|subtract 0 1|exp 2|column token advantage fixed NaN|multiply 3 4"
        + "|number 1|option ClipLow|subtract 6 7|option ClipHigh|add 6 9|clamp 3 8 10|multiply 11 4|min 5 12|negate 13"
        + "|reduce Mean token.completion>completion 14";

    /// <summary>The advantage of a token: generalised, not whitened.</summary>
    public const string Gae =
        "column token reward fixed 0|exists next(token;token.completion>completion)|number 0|column completion reward fixed NaN"
        + "|gather token.completion>completion 3|select 1 2 4|add 0 5|option Discount|column token old_value fixed NaN"
        + "|gather next(token;token.completion>completion) 8|multiply 7 9|select 1 10 2|add 6 11|subtract 12 8|option Lambda|multiply 7 14"
        + "|scan Sum next(token;token.completion>completion) 13 15";
}
