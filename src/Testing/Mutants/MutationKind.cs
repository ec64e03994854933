namespace Paragon.Testing;

/// <summary>What is wrong with a mutant.</summary>
public enum MutationKind
{
    /// <summary>A sign: of the formula, a minus dropped, a difference turned round, an absolute value without its bars.</summary>
    Sign,

    /// <summary>Another operation: a difference for a sum, a quotient for a product, a maximum for a minimum, or for and.</summary>
    Operator,

    /// <summary>A sum for a mean, or a mean for a sum.</summary>
    MeanOrSum,

    /// <summary>A variance divided by n for one divided by n − 1, or the other way round.</summary>
    Variance,

    /// <summary>A stop-gradient dropped, or one added.</summary>
    StopGradient,

    /// <summary>A bound of a clip moved or dropped, or both swapped.</summary>
    Clip,

    /// <summary>A reduction over more or less than the elements that are meant: the batch for the completion, the others with the element itself.</summary>
    Level,

    /// <summary>A range, a neighbour or a sorting in the other direction; a discount dropped.</summary>
    Order,

    /// <summary>A small number that guards a divisor: larger, absent, or on the other side of a root.</summary>
    Epsilon,

    /// <summary>Another number.</summary>
    Constant,

    /// <summary>The branches of a choice swapped, one always taken, a condition turned round, dropped, or also held at equality.</summary>
    Branch,

    /// <summary>Another element by a link between the same levels: the rejected completion for the chosen one.</summary>
    Link,
}
