using CsCheck;

namespace Paragon.Testing;

/// <summary>The laws of one objective, tried on random and on extreme batches. Made by <see cref="Laws.Of"/>.</summary>
/// <remarks>The batches are the same in every run. A failure prints the seed of the smallest batch that was found.</remarks>
public sealed class LawSuite
{
    private static readonly Law[] All =
    [
        BackendLaws.Batched, BackendLaws.Graph, BackendLaws.Fused, BackendLaws.Analytic, BackendLaws.Gradient, DifferenceLaw.Differences, RowLaws.Permutation, RowLaws.Packing, RowLaws.Splitting,
    ];

    private readonly IObjective _objective;
    private readonly BatchGenerator _generator;
    private readonly Lazy<LawRunner> _runner;
    private int _batches = 20;
    private string? _seed;

    internal LawSuite(IObjective objective)
    {
        _objective = objective;
        _generator = BatchGenerator.For(objective);
        _runner = new Lazy<LawRunner>(() => new LawRunner(_objective, _generator, _batches, _seed));
    }

    /// <summary>Declares the values of a column; without it they come from the column's name.</summary>
    /// <param name="level">Name of the level.</param>
    /// <param name="column">Name of the column.</param>
    /// <param name="values">Its values. They are not made extreme.</param>
    public LawSuite Column(string level, string column, Gen<double> values)
    {
        _generator.Column(level, column, values);
        return this;
    }

    /// <inheritdoc cref="BatchGenerator.Family"/>
    public LawSuite Family(string level, int min, int max)
    {
        _generator.Family(level, min, max);
        return this;
    }

    /// <inheritdoc cref="BatchGenerator.Parent"/>
    public LawSuite Parent(string level, string parent)
    {
        _generator.Parent(level, parent);
        return this;
    }

    /// <summary>Declares how many random batches each law is tried on; 20 when it is not declared.</summary>
    public LawSuite Batches(int count)
    {
        _batches = count;
        return this;
    }

    /// <summary>Tries the one batch whose seed a failure printed.</summary>
    public LawSuite Seed(string seed)
    {
        _seed = seed;
        return this;
    }

    /// <summary>The batched tensor code computes what the formula says one sample at a time.</summary>
    /// <exception cref="LawException">It does not.</exception>
    public void BatchedIsScalar() => Check(BackendLaws.Batched);

    /// <summary>The expression graph computes what the formula says one sample at a time.</summary>
    /// <exception cref="LawException">It does not.</exception>
    public void GraphIsScalar() => Check(BackendLaws.Graph);

    /// <summary>The fused kernels compute what the formula says one sample at a time, and its derivative.</summary>
    /// <exception cref="LawException">They do not.</exception>
    public void FusedIsScalar() => Check(BackendLaws.Fused);

    /// <summary>The symbolic derivative is the automatic one, as a graph and in tensor operations, and all are the limit of differences.</summary>
    /// <exception cref="LawException">They are not.</exception>
    public void Derivatives() => Check(BackendLaws.Gradient, BackendLaws.Analytic, DifferenceLaw.Differences);

    /// <summary>The order of rows changes nothing, at any level; where a formula looks at neighbours, the order within a parent is kept.</summary>
    /// <exception cref="LawException">It does.</exception>
    public void Permutations() => Check(RowLaws.Permutation);

    /// <summary>A batch is its connected components, computed apart and put together.</summary>
    /// <exception cref="LawException">It is not.</exception>
    public void Packing() => Check(RowLaws.Packing);

    /// <summary>Every split into micro-batches has the same loss and gradient, up to rounding.</summary>
    /// <exception cref="LawException">Some split has another.</exception>
    public void MicroBatches() => Check(RowLaws.Splitting);

    /// <summary>What the method claims about itself with <see cref="ReducesToAttribute{TOther}"/> is true.</summary>
    /// <exception cref="LawException">It is not.</exception>
    public void Identities() => Throw(_objective.Identities.Select(IdentityFailure));

    /// <summary>All laws. Everything that fails is reported together.</summary>
    /// <exception cref="LawException">Some law is broken.</exception>
    public void Check() => Throw(All.Select(_runner.Value.Failure).Concat(_objective.Identities.Select(IdentityFailure)));

    private void Check(params Law[] laws) => Throw(laws.Select(_runner.Value.Failure));

    private string? IdentityFailure(Identity identity) => IdentityLaw.Failure(identity, _batches, _seed);

    private static void Throw(IEnumerable<string?> failures)
    {
        string[] found = [.. failures.OfType<string>()];
        if (found.Length > 0)
        {
            throw new LawException(string.Join("\n\n", found));
        }
    }
}
