using CsCheck;

namespace Paragon.Testing;

/// <summary>What a method claims with <see cref="ReducesToAttribute{TOther}"/>, as a trial of its mutants.</summary>
internal sealed class IdentityTrial(Identity identity) : IMutantTrial
{
    private const uint Stream = 54;

    private const int Batches = 6;

    /// <inheritdoc/>
    public IEnumerable<(Mutant Mutant, string Notice)> Notice(IReadOnlyList<Mutant> mutants)
    {
        SharedGraph special = new(identity.Special);
        SharedGraph other = new(identity.Other);
        BatchGenerator generator = BatchGenerator.For(identity.Special, identity.Other);
        PackedBatch[] batches = [.. Enumerable.Range(1, Batches).Select(i => generator.Generate(new PCG(Stream, (ulong)i), null, out _))];
        string? Violation(Identity claim) => batches.Select(batch => IdentityLaw.Violation(claim, batch, special, other)).FirstOrDefault(violation => violation is not null);
        if (Violation(identity) is { } wrong)
        {
            throw new MutantException($"The claim that {identity.Claim} is false, which must hold before mutants are tried: {wrong}");
        }

        foreach (Mutant mutant in mutants.Where(special.Sees))
        {
            if (Breaks(identity with { Special = mutant.Of(identity.Special) }))
            {
                yield return (mutant, $"the law that {identity.Claim}");
            }
        }

        bool Breaks(Identity claim)
        {
            try
            {
                return Violation(claim) is not null;
            }
            catch (Exception error) when (error is BatchException or Formulas.EvaluationException)
            {
                return true;
            }
        }
    }
}
