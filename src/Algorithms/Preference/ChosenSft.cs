using static Paragon.Algorithms.LogProbs;

namespace Paragon.Algorithms;

/// <summary>Supervised fine-tuning on the chosen completions: the part that RPO (Pang et al. 2024) and MPO (Wang et al. 2024) add to a preference loss.</summary>
/// <remarks>Mean over all chosen tokens of the batch, as TRL's <c>sft</c>; not the mean of per-completion means.</remarks>
[Objective("chosen-sft", Source = "Pang et al. 2024, arXiv:2404.19733; Wang et al. 2024, arXiv:2411.10442")]
public sealed partial record ChosenSft
{
    [Loss]
    private static Real Loss(Batch b) => ChosenNegativeLogLikelihood(b);
}
