namespace Paragon.Formulas;

/// <summary>What the analyses of one graph share: signs, ranges and normal forms are worked out once for each node.</summary>
/// <param name="b">Builder of the graph.</param>
internal sealed class Proofs(GraphBuilder b)
{
    /// <summary>Builder of the graph.</summary>
    public GraphBuilder Builder => b;

    /// <summary>Signs of all values.</summary>
    public Signs Signs { get; } = new();

    /// <summary>Signs where no set is empty: where one is, nothing moves.</summary>
    public Signs FilledSigns { get; } = new(withEmptySets: false);

    /// <summary>Normal forms.</summary>
    public NormalForms Forms { get; } = new(b);

    /// <summary>The signs of a value, as it stands and with all that cancels gone.</summary>
    public Sign SignOf(Node node)
    {
        Sign sign = Signs.Of(node);
        return sign is Sign.Zero or Sign.Positive or Sign.Negative ? sign : sign & Signs.Of(Forms.Of(node).ToNode(b));
    }
}
