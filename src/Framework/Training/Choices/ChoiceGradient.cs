using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>
/// The gradient of a loss that reads distributions over the vocabulary, of the policy and of frozen models beside it: some completions
/// at a time are projected by every model, given to the formulas as a level of the batch, and the loss's derivative by the policy's
/// logits is multiplied into the gradients before the next ones come. The logits of all tokens never exist, of no model.
/// </summary>
/// <param name="policy">What is trained.</param>
/// <param name="columns">The columns of tokens that it computes.</param>
/// <param name="teachers">The frozen models, by the column of the vocabulary that holds their logits.</param>
/// <param name="objective">The objective.</param>
/// <param name="loss">Its losses.</param>
/// <param name="options">How many tokens at a time, and the temperature of the columns of tokens.</param>
internal sealed class ChoiceGradient(Policy policy, PolicyColumns columns, IReadOnlyDictionary<string, Transformer> teachers, IObjective objective, ILossEngine loss, TrainerOptions options)
{
    /// <summary>Logits of one model at one time; formulas hold several numbers of each.</summary>
    private const int Logits = 1 << 21;

    private const int FewestRows = 16;

    private int Vocabulary => policy.Model.Config.VocabularySize;

    /// <summary>Computes one part of a batch.</summary>
    /// <param name="part">The part.</param>
    /// <param name="statistics">The sums over the whole batch that the losses need.</param>
    /// <param name="ofMetrics">Those that the metrics need.</param>
    /// <param name="update">Number of the update, for messages.</param>
    /// <returns>The part's share of the loss and of each metric.</returns>
    /// <exception cref="TrainingException">A logit, the loss or a gradient is not finite, or nothing depends on the policy.</exception>
    internal (double Loss, Dictionary<string, double> Metrics) Add(MicroBatch part, IReadOnlyList<double[]> statistics, IReadOnlyList<double[]> ofMetrics, int update)
    {
        using DisposeScope scope = NewDisposeScope();
        PolicyForward forward = columns.Forward(policy, part.Sequences);
        ChoiceStates states = new(forward.States.detach(), forward.Targets, teachers.ToDictionary(teacher => teacher.Key, teacher => StatesOf(teacher.Value, part.Sequences)));
        Tensor? ofStates = forward.States.requires_grad ? zeros_like(forward.States) : null;
        Tensor? ofWeight = policy.Model.OutputWeight.requires_grad ? PolicyGradient.GradientOf(policy.Model.OutputWeight) : null;
        int most = (int)(options.RowsPerChunk ?? Math.Max(FewestRows, Logits / Vocabulary));
        double value = 0;
        bool depends = false;
        Dictionary<string, double> metrics = [];
        foreach (BatchPart chunk in part.Batch.SplitByRows("token", most))
        {
            using DisposeScope some = NewDisposeScope();
            using ChoiceChunk rows = new(policy, columns, teachers, states, chunk, options.Temperature);
            (double share, bool reads) = loss.Differentiate(rows.Tensors, rows.Attached, statistics);
            (value, depends) = (value + share, depends || reads);
            RequireFinite(share, "the loss", update);
            Tensor gradient = rows.OfLogits();
            RequireFinite(gradient.isfinite().all().item<bool>() ? 0 : double.NaN, $"the gradient by {ChoiceLevel.Logit}", update);
            rows.Multiply(gradient, ofStates, ofWeight);
            foreach ((string name, double metric) in loss.Metrics(rows.Tensors, ofMetrics))
            {
                metrics[name] = metrics.GetValueOrDefault(name) + metric;
            }
        }

        if (!depends)
        {
            throw new TrainingException($"Update {update}: the loss of {objective.Descriptor.Name} does not depend on the policy with these options, so there is nothing to train.");
        }

        if (ofStates is not null)
        {
            autograd.backward([forward.States], [ofStates]);
        }

        return (value, metrics);
    }

    private static Tensor StatesOf(Transformer model, IReadOnlyList<TokenizedCompletion> sequences)
    {
        using IDisposable constant = no_grad();
        return CompletionStates.BeforeEachToken(model, sequences);
    }

    private void RequireFinite(double value, string what, int update)
    {
        if (!double.IsFinite(value))
        {
            throw new TrainingException($"Update {update}: {what} of {objective.Descriptor.Name} is not finite. Lower the learning rate, look at the temperatures and weights of its options, and resume from the last checkpoint.");
        }
    }
}

/// <summary>What the models' layers gave for the tokens of a batch.</summary>
/// <param name="Policy">Hidden states of the policy, [tokens, hidden], without gradient.</param>
/// <param name="Targets">The tokens, [tokens].</param>
/// <param name="Teachers">Hidden states of the frozen models, by the column of their logits.</param>
internal sealed record ChoiceStates(Tensor Policy, Tensor Targets, IReadOnlyDictionary<string, Tensor> Teachers);
