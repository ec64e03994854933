using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>
/// Adds the gradient of a loss to that of the policy's parameters: first by the formulas' columns, where it is checked, then through
/// the vocabulary's projection range by range, then on through the layers.
/// </summary>
/// <param name="policy">What is trained.</param>
/// <param name="columns">The columns that it computes.</param>
/// <param name="objective">The objective.</param>
/// <param name="loss">Its losses.</param>
internal sealed class PolicyGradient(Policy policy, PolicyColumns columns, IObjective objective, ILossEngine loss)
{
    private readonly Dictionary<bool, LossReach> _reaches = [];

    /// <summary>Computes one part of a batch.</summary>
    /// <param name="part">The part; it holds the policy's columns afterwards.</param>
    /// <param name="statistics">The sums over the whole batch; asked again when more of the policy's columns are known.</param>
    /// <param name="update">Number of the update, for messages.</param>
    /// <returns>The part's share of the loss.</returns>
    /// <exception cref="TrainingException">The loss or a gradient is not finite, or does not depend on the policy.</exception>
    internal double Add(MicroBatch part, Func<IReadOnlyList<double[]>> statistics, int update)
    {
        PolicyForward forward = columns.Forward(policy, part.Sequences);
        IReadOnlyList<PolicyColumn> attached = part.Attach(forward);
        VocabularyRanges ranges = TokenRanges.Of(part.Tensors.Packed, columns.MostRows(policy), () => Reach(part.HasOld));
        Tensor? ofStates = forward.States.requires_grad ? empty_like(forward.States) : null;
        using Tensor? ofWeight = policy.Model.OutputWeight.requires_grad ? GradientOf(policy.Model.OutputWeight) : null;
        double value = 0;
        using (VocabularyPass pass = columns.Pass(policy, forward))
        {
            VocabularySweep.Run(pass, ranges, Derivative, ofStates, ofWeight);
        }

        List<Tensor> reached = [], gradients = [];
        if (ofStates is not null)
        {
            reached.Add(forward.States);
            gradients.Add(ofStates);
        }

        if (forward.Values is { requires_grad: true } values && Leaf(PolicyColumns.Value)?.grad is { } ofValues)
        {
            reached.Add(values);
            gradients.Add(ofValues);
        }

        autograd.backward(reached, gradients);
        return value;

        LogitDerivative Derivative(long tokens)
        {
            TokenLogProbabilities.RequireFinite(forward.Columns.LogProbabilities, part.Sequences);
            value = Differentiate(part, attached, statistics(), tokens == forward.Tokens, update);
            return new LogitDerivative(Leaf(PolicyColumns.LogProb)!.grad, Leaf(PolicyColumns.Entropy)?.grad);
        }

        Tensor? Leaf(ColumnName name) => attached.FirstOrDefault(column => column.Name == name)?.Leaf;
    }

    /// <summary>The loss and its derivative by the columns, right where the columns are.</summary>
    private double Differentiate(MicroBatch part, IReadOnlyList<PolicyColumn> attached, IReadOnlyList<double[]> statistics, bool complete, int update)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (PolicyColumn column in attached)
        {
            column.Leaf.grad = null;
        }

        (double value, bool depends) = loss.Differentiate(part.Tensors, attached, statistics);
        if (complete && !double.IsFinite(value))
        {
            throw new TrainingException($"Update {update}: the loss of {objective.Descriptor.Name} is {value}. {Texts(attached)} Lower the learning rate, look at the rewards of this step in the metrics, and resume from the last checkpoint.");
        }

        if (!depends)
        {
            throw new TrainingException($"Update {update}: the loss of {objective.Descriptor.Name} does not depend on the policy with these options, so there is nothing to train.");
        }

        foreach (PolicyColumn column in complete ? attached : [])
        {
            using Tensor? gradient = column.Leaf.grad;
            if (gradient is not null)
            {
                RequireFinite(column.Name, gradient, update);
            }
        }

        return value;
    }

    private LossReach Reach(bool hasOld)
    {
        if (!_reaches.TryGetValue(hasOld, out LossReach reach))
        {
            _reaches[hasOld] = reach = LossReaches.Of(objective, (hasOld ? columns.OfDistribution : columns.OfDistribution.Append(MicroBatch.Old)).ToHashSet());
        }

        return reach;
    }

    /// <summary>What the gradient is added to: PyTorch's own, made if there is none yet.</summary>
    internal static Tensor GradientOf(Tensor parameter)
    {
        if (parameter.grad is { } gradient)
        {
            return gradient;
        }

        using Tensor zero = zeros_like(parameter, requires_grad: false);
        parameter.grad = zero;
        return parameter.grad!;
    }

    private void RequireFinite(ColumnName column, Tensor gradient, int update)
    {
        if (!gradient.isfinite().all().item<bool>())
        {
            double[] values = PolicyColumns.ToArray(gradient);
            int bad = Array.FindIndex(values, value => !double.IsFinite(value));
            throw new TrainingException($"Update {update}: the gradient of {objective.Descriptor.Name} by {column} is {values[bad]} at row {bad}, although the loss is finite. Look for a root or power at 0 or an exponential that overflows in its formula.");
        }
    }

    private static string Texts(IEnumerable<PolicyColumn> columns) =>
        string.Join(" ", columns.Select(column => $"{column.Name} lies in [{column.Leaf.min().to_type(ScalarType.Float64).item<double>():g4}, {column.Leaf.max().to_type(ScalarType.Float64).item<double>():g4}]."));
}
