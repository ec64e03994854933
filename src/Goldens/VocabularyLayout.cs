using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>The vocabulary under every token of a batch, from arrays of logits [.., V], and the entry that each token is.</summary>
internal sealed class VocabularyLayout
{
    private readonly GoldenLayout _layout;
    private readonly GoldenReader _golden;
    private readonly int _size;
    private readonly GoldenAxis _choices;
    private readonly int[] _chosen;

    /// <summary>Adds the level.</summary>
    /// <param name="layout">The packing; it has all its tokens.</param>
    /// <param name="golden">The case.</param>
    /// <param name="size">V.</param>
    /// <param name="tokens">The axes of the tokens, which together cover them.</param>
    public VocabularyLayout(GoldenLayout layout, GoldenReader golden, int size, params GoldenAxis[] tokens)
    {
        (_layout, _golden, _size) = (layout, golden, size);
        int rows = tokens.Sum(axis => axis.Rows.Count(row => row >= 0));
        _choices = layout.Under(Tokens(rows), "choice", GoldenArray.Filled(1, rows, size));
        _chosen = new int[rows];
    }

    /// <summary>Adds the logits of some tokens and the entries that they are.</summary>
    /// <param name="tokens">The tokens, [B, T].</param>
    /// <param name="logits">Name of the input with the policy's logits, [B, T, V].</param>
    /// <param name="referenceLogits">Name of the input with the reference's.</param>
    /// <param name="ids">Name of the input with the tokens' numbers, [B, T].</param>
    /// <returns>Where the logits lie, [B, T, V].</returns>
    public GoldenAxis Add(GoldenAxis tokens, string logits, string referenceLogits, string ids)
    {
        // The level's rows follow its parents': the v-th choice of token row r is row r V + v.
        GoldenAxis axis = new("choice", [.. tokens.Shape, _size], [.. tokens.Rows.SelectMany(row => Enumerable.Range(0, _size).Select(v => row < 0 ? -1 : (row * _size) + v))]);
        _layout.Column(axis, "logit", logits).Column(axis, "ref_logit", referenceLogits);
        GoldenArray numbers = _golden.Input(ids);
        for (int place = 0; place < tokens.Rows.Length; place++)
        {
            if (tokens.Rows[place] >= 0)
            {
                _chosen[tokens.Rows[place]] = (tokens.Rows[place] * _size) + (int)numbers.Values[place];
            }
        }

        return axis;
    }

    /// <summary>Links every token to its entry. To be called once, when all are added.</summary>
    public void Link() => _layout.Link(Tokens(_chosen.Length), "chosen", _choices, _chosen);

    private static GoldenAxis Tokens(int rows) => new("token", [rows], [.. Enumerable.Range(0, rows)]);
}
