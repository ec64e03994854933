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

    public static Law Analytic { get; } = new("the loss with its derivative in tensor operations is the automatic one's", LawBatches.All, trial =>
    {
        if (!trial.HasLoss)
        {
            return null;
        }

        LossValue automatic = LawTrial.Tensor.Loss(trial.Objective, trial.Batch), analytic = LawTrial.Analytic.Loss(trial.Objective, trial.Batch);
        return LawText.Differ("the loss", LawTrial.Tensor.Name, automatic.Value, LawTrial.Analytic.Name, analytic.Value, LawTrial.Tolerance)
            ?? LawText.Differ("autograd", automatic.Gradient!, "the derivative in tensor operations", analytic.Gradient!, LawTrial.Tolerance);
    });

    public static Law Gradient { get; } = new("the symbolic derivative is the automatic one", LawBatches.All, trial =>
        trial.HasLoss
            ? LawText.Differ("autograd", LawTrial.Tensor.Loss(trial.Objective, trial.Batch).Gradient!, "the symbolic derivative", LawTrial.Graph.Loss(trial.Objective, trial.Batch).Gradient!, LawTrial.Tolerance)
            : null);
}
