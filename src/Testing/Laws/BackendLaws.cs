namespace Paragon.Testing;

/// <summary>One formula, several meanings: they agree.</summary>
internal static class BackendLaws
{
    public static Law Batched { get; } = new("the batched tensor code computes what the formula says one sample at a time", LawBatches.All, trial =>
        trial.ValuesDiffer(LawTrial.Scalar, LawTrial.Tensor));

    public static Law Graph { get; } = new("the expression graph computes what the formula says one sample at a time", LawBatches.All, trial =>
        trial.ValuesDiffer(LawTrial.Scalar, LawTrial.Graph));

    public static Law Fused { get; } = new("the fused kernels compute what the formula says one sample at a time, and its derivative", LawBatches.All, trial =>
        trial.ValuesDiffer(LawTrial.Scalar, LawTrial.Fused) ?? (trial.HasLoss
            ? LawText.Differ("the symbolic derivative", LawTrial.Graph.Loss(trial.Objective, trial.Batch).Gradient!, "its kernel", LawTrial.Fused.Loss(trial.Objective, trial.Batch).Gradient!, LawTrial.Tolerance)
            : null));

    public static Law Gradient { get; } = new("the symbolic derivative is the automatic one", LawBatches.All, trial =>
        trial.HasLoss
            ? LawText.Differ("autograd", LawTrial.Tensor.Loss(trial.Objective, trial.Batch).Gradient!, "the symbolic derivative", LawTrial.Graph.Loss(trial.Objective, trial.Batch).Gradient!, LawTrial.Tolerance)
            : null);
}
