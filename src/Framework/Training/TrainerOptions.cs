namespace Paragon.Training;

/// <summary>How parameters follow the gradient; the same for every kind of training.</summary>
public sealed record TrainerOptions
{
    /// <summary>Largest learning rate, after the warm-up. Positive. Default: 1e-3, for tiny models from nothing.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Optimiser steps over which the learning rate rises from 0. Default: 10.</summary>
    public int WarmUpSteps { get; init; } = 10;

    /// <summary>How the learning rate goes on after the warm-up. Default: constant.</summary>
    public LearningRateDecay Decay { get; init; } = LearningRateDecay.Constant;

    /// <summary>AdamW's decay of the weights. Not negative. Default: 0.</summary>
    public double WeightDecay { get; init; }

    /// <summary>AdamW's β1, in [0, 1). Default: 0.9.</summary>
    public double Beta1 { get; init; } = 0.9;

    /// <summary>AdamW's β2, in [0, 1). Default: 0.99.</summary>
    public double Beta2 { get; init; } = 0.99;

    /// <summary>Largest norm of the gradient of all parameters together; a longer one is shortened. Positive. Default: 1.</summary>
    public double GradientClip { get; init; } = 1;

    /// <summary>Most completion tokens of one micro-batch; the gradient is the same for every value. Default: no limit.</summary>
    public int MicroBatchTokens { get; init; } = int.MaxValue;

    /// <summary>Temperature that the log-probabilities are computed at: that of the sampling. Positive. Default: 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>What computes losses and metrics. Default: the kernels on the CPU, the tensor code on any other device.</summary>
    public LossBackend Backend { get; init; }

    /// <summary>Tokens whose logits exist at one time; null chooses by the vocabulary. The gradient is the same for every value.</summary>
    internal long? RowsPerChunk { get; init; }

    /// <summary>Checks the values.</summary>
    /// <exception cref="TrainingException">One is out of its range; the message names it.</exception>
    public void Validate()
    {
        Require(LearningRate > 0 && double.IsFinite(LearningRate), "learning rate", LearningRate, "a positive number");
        Require(WarmUpSteps >= 0, "number of warm-up steps", WarmUpSteps, "at least 0");
        Require(WeightDecay >= 0 && double.IsFinite(WeightDecay), "weight decay", WeightDecay, "0 or positive");
        Require(Beta1 is >= 0 and < 1, "beta1", Beta1, "in [0, 1)");
        Require(Beta2 is >= 0 and < 1, "beta2", Beta2, "in [0, 1)");
        Require(GradientClip > 0, "gradient clip", GradientClip, "a positive number");
        Require(MicroBatchTokens >= 1, "number of tokens of a micro-batch", MicroBatchTokens, "at least 1");
        Require(Temperature > 0 && double.IsFinite(Temperature), "temperature", Temperature, "a positive number");
    }

    private static void Require(bool condition, string name, double value, string expected)
    {
        if (!condition)
        {
            throw new TrainingException($"The {name} is {value}; it must be {expected}.");
        }
    }
}
