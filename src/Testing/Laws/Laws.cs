namespace Paragon.Testing;

/// <summary>The laws that every objective keeps, as one call of a test.</summary>
/// <example>
/// <code>
/// [Fact] public void Laws_hold() => Laws.Check(new MyMethod());
///
/// [Fact] public void Derivatives_are_right() => Laws.Of(new MyMethod { Beta = 2 }).Column("token", "my_column", Gen.Double[0, 1]).Derivatives();
///
/// [Fact] public void At_alpha_0_it_is_dpo() => Laws.ReducesTo(new MyMethod { Alpha = 0 }, new Dpo());
/// </code>
/// </example>
public static class Laws
{
    /// <summary>Tries all laws on an objective: its meanings agree, its derivative is right, and order, packing and splitting of rows change nothing.</summary>
    /// <exception cref="LawException">Some law is broken; the message says which, where, on what batch, and its seed.</exception>
    public static void Check(IObjective objective) => Of(objective).Check();

    /// <summary>The laws of an objective, one by one or with batches of its own.</summary>
    public static LawSuite Of(IObjective objective) => new(objective);

    /// <summary>Two objectives are the same: the same loss and gradient on every batch.</summary>
    /// <param name="special">A method with options at special values.</param>
    /// <param name="other">The method that it then is.</param>
    /// <param name="batches">How many random batches are tried.</param>
    /// <exception cref="LawException">They differ.</exception>
    public static void ReducesTo(IObjective special, IObjective other, int batches = 20)
    {
        Identity identity = new($"{special} is {other}", special, other);
        if (IdentityLaw.Failure(identity, batches, null) is { } failure)
        {
            throw new LawException(failure);
        }
    }
}
