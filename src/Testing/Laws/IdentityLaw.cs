using CsCheck;

namespace Paragon.Testing;

/// <summary>Two objectives that are claimed to be the same.</summary>
internal static class IdentityLaw
{
    private const uint Stream = 52;

    public static string? Failure(Identity identity, int batches, string? seed)
    {
        BatchGenerator generator = BatchGenerator.For(identity.Special, identity.Other);
        IEnumerable<string> seeds = seed is null ? Enumerable.Range(1, batches).Select(i => new PCG(Stream, (ulong)i).ToString()) : [seed];
        foreach (string each in seeds)
        {
            PackedBatch batch = generator.Generate(PCG.Parse(each), null, out _);
            if (Violation(identity, batch, LawTrial.Tensor, LawTrial.Tensor, LawTrial.Scalar) is { } violation)
            {
                return $"""
                    The claim that {identity.Claim} is false: {identity.Special} and {identity.Other} differ.
                      {violation}
                    On the batch
                    {BatchText.Of(batch)}
                    Its seed is "{each}".
                    """;
            }
        }

        return null;
    }

    /// <summary>Where the two differ on a batch, or null.</summary>
    /// <param name="identity">The claim.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="ofSpecial">What computes the special case's loss.</param>
    /// <param name="ofOther">What computes the other method's.</param>
    /// <param name="stages">What computes rewards and advantages; the backends of the losses when null.</param>
    public static string? Violation(Identity identity, PackedBatch batch, IBackend ofSpecial, IBackend ofOther, IBackend? stages = null)
    {
        (string one, string other) = (identity.Special.Descriptor.Name, identity.Other.Descriptor.Name);
        PackedBatch first = (stages ?? ofSpecial).Prepare(identity.Special, batch);
        PackedBatch second = (stages ?? ofOther).Prepare(identity.Other, batch);
        foreach (Stage stage in identity.Special.Stages.Where(stage => stage.Kind is StageKind.Reward or StageKind.Advantage))
        {
            // The same column of the same level is the same quantity; a stage that the other method lacks is its own affair.
            if (identity.Other.Stages.Any(match => match.Kind == stage.Kind && match.Level == stage.Level && match.Column == stage.Column)
                && LawText.Differ(stage, one, first.Column(stage.Level, stage.Column), other, second.Column(stage.Level, stage.Column), LawTrial.Tolerance) is { } difference)
            {
                return difference;
            }
        }

        if (identity.Special.Stages.All(stage => stage.Kind != StageKind.Loss) && identity.Other.Stages.All(stage => stage.Kind != StageKind.Loss))
        {
            return null;
        }

        LossValue special = ofSpecial.Loss(identity.Special, first);
        LossValue general = ofOther.Loss(identity.Other, second);
        return LawText.Differ("the loss", one, special.Value, other, general.Value, LawTrial.Tolerance)
            ?? LawText.Differ(one, special.Gradient!, other, general.Gradient!, LawTrial.Tolerance);
    }
}
