namespace Paragon.Formulas;

/// <summary>
/// The second principle of PAR, "rapid growth, then slowing": a reward never falls in its own learned score, grows fastest
/// at the centre, and ever slower away from it, down to no growth at all. Source: "Reward Shaping to Mitigate Reward
/// Hacking in RLHF" (2025), section 3.
/// </summary>
/// <remarks>
/// The centre is where the own score equals all learned scores that the reward compares it with; a reward that compares
/// it with none has its centre at 0, which by itself means nothing (that is what the question of the centre is about).
/// Between the smallest and the largest of several references the growth may be greatest anywhere.
/// </remarks>
public static class Saturation
{
    /// <summary>The verdict, or null where the reward uses no learned score of its own.</summary>
    /// <param name="reward">The reward.</param>
    public static Verdict? Of(Node reward)
    {
        GraphBuilder b = new();
        Node formula = Importing.Into(b, reward);
        Proofs proofs = new(b);
        Verdict? proved = null, unknown = null;
        foreach (LearnedScores scores in LearnedScores.Of(formula))
        {
            SaturationProof proof = new(proofs, scores);
            if (proof.Holds(formula))
            {
                proved = new Verdict.Proved($"It grows fastest where {Centre(scores)} and levels off on both sides.");
            }
            else if (new SaturationTrial(proofs, formula, scores).Witness() is { } witness)
            {
                return new Verdict.Refuted(witness);
            }
            else
            {
                unknown = Unknown(proofs, formula, proof.Culprit ?? formula, scores);
            }
        }

        return unknown ?? proved;
    }

    private static Verdict Unknown(Proofs proofs, Node formula, Node culprit, LearnedScores scores)
    {
        OptionNode? loose = null;
        Node tightened = Rewriting.Replace(proofs.Builder, formula, (node, _) =>
        {
            if (node is not OptionNode { IsBoolean: false } option || option.Range.Low > 0)
            {
                return null;
            }

            loose ??= option;
            return proofs.Builder.Option(option.Name, range: new Interval(double.Epsilon, double.PositiveInfinity));
        });
        return loose is not null && new SaturationProof(proofs, scores).Holds(tightened)
            ? new Verdict.Unknown(loose, $"Declare a [Range] for {loose.Name} that begins above 0.")
            : new Verdict.Unknown(culprit, $"Write it as a sigmoid, tanh or arctan of a positive multiple of the score's difference from {(scores.Others.Count == 0 ? "its centre" : string.Join(", ", scores.Others.Select(Name)))}.");
    }

    private static string Centre(LearnedScores scores) =>
        scores.Others.Count == 0 ? $"{scores.Own.Name} is 0, or the others'" : $"{scores.Own.Name} equals {string.Join(", ", scores.Others.Select(Name))}";

    private static string Name(ColumnNode column) => $"{column.Domain}.{column.Name}";
}
