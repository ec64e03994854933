using System.Globalization;
using Paragon.Formulas;

namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>
/// Tries an objective on one batch: the formula as it stands, its graph, the tensor code, its analytic form and the kernels give the
/// same, or all refuse.
/// </summary>
internal sealed class FuzzTrial(IObjective objective, FuzzCounts counts)
{
    private static readonly ScalarBackend _scalar = new();
    private static readonly TensorBackend _tensor = new();
    private static readonly AnalyticBackend _analytic = new();
    private static readonly FusedBackend _fused = new(parallel: false);

    /// <summary>Whether the losses and metrics have a kernel: they have none where the graph has no derivative.</summary>
    private readonly bool _hasKernel = objective.Fused is { Reason: null };

    /// <summary>What is wrong, or null.</summary>
    public string? Failure(PackedBatch batch)
    {
        foreach (Stage stage in objective.Stages)
        {
            (string? failure, double[]? values) = Values(stage, batch);
            if (failure is not null)
            {
                return $"{stage.Kind} '{stage.Name}': {failure}\n{stage.GraphSource}";
            }

            if (values is null)
            {
                // What follows has nothing to stand on; and a kernel computes losses and metrics together, or refuses them together.
                return null;
            }

            batch = stage.Kind is StageKind.Reward or StageKind.Advantage ? Preparation.Give(batch, stage, values) : batch;
        }

        return Gradient(batch);
    }

    private (string? Failure, double[]? Values) Values(Stage stage, PackedBatch batch)
    {
        GraphBuilder builder = new();
        Reference reference = new(Specialization.Of(builder, GraphText.Read(stage.GraphSource, builder), objective.Option), batch, objective.Option);
        Outcome scalar = Outcome.Of(() => _scalar.Values(objective, stage, batch));
        Outcome tensor = Outcome.Of(() => _tensor.Values(objective, stage, batch));
        Outcome fused = _hasKernel || stage.Kind is StageKind.Reward or StageKind.Advantage ? Outcome.Of(() => _fused.Values(objective, stage, batch)) : tensor;
        Outcome[] all = [scalar, tensor, fused];
        if (all.FirstOrDefault(outcome => outcome.Crash is not null) is { Crash: { } crash })
        {
            return ($"not refused but failed: {crash}", null);
        }

        bool isFinite = reference.IsFinite;
        if (scalar.Values is null && tensor.Values is null && fused.Values is null)
        {
            counts.Refused++;
            return isFinite && reference.Values.Length > 0 ? ($"all refuse what the graph computes: {scalar.Refusal}", null) : (null, null);
        }

        string[] names = ["the formula", "the tensor code", "the kernel"];
        for (int i = 0; i < all.Length; i++)
        {
            if (i == 0 && reference.IsRewritten)
            {
                counts.Rewritten++;
                continue;
            }

            if (all[i].Values is not { } values)
            {
                // The formula as it stands computes a local that it then does not use.
                bool isLocal = i == 0 && stage.Source.Contains("var ", StringComparison.Ordinal);

                // Of a level that is empty nothing is asked, and what is computed for all of it may still be refused.
                bool isEmpty = batch.Rows(stage.Level) == 0 || Traversal.Sorted(reference.Root).Any(node => node is ReduceNode { Link: RootLink link, Reduction: not Reduction.Sum } && batch.Rows(link.From.Key) == 0);

                // What a backend that rounds otherwise finds undefined may be just that.
                if (!isLocal && !isEmpty && (isFinite || scalar.Values is not null) && !reference.MayBeUndefined)
                {
                    return ($"{names[i]} refuses what others compute: {all[i].Refusal}", null);
                }

                counts.RefusedBySome++;
                continue;
            }

            for (int row = 0; row < values.Length; row++)
            {
                int own = reference.Values.Length == values.Length ? row : 0;
                if (double.IsNaN(reference.Values[own]) && HasHostChoice(stage))
                {
                    // In a kernel 0 by what an option takes out of a formula is 0, whatever stands beside it.
                    counts.Unjudged++;
                    continue;
                }

                if (!reference.Agrees(own, values[row]))
                {
                    return (string.Create(CultureInfo.InvariantCulture, $"{names[i]} gives {values[row]:R} at row {row}, the graph {reference.Values[own]:R}{(isFinite ? "" : " with something on the way that is not finite")}"), null);
                }

                counts.Compared++;
                counts.Loose += reference.IsSharp(own) ? 0 : 1;
            }
        }

        // A stage that some refuse is none to build on: the kernel of all losses and metrics refuses for it, and the others do not.
        return (null, all.Any(outcome => outcome.Values is null) ? null : scalar.Values);
    }

    private static bool HasHostChoice(Stage stage) =>
        Traversal.Sorted(stage.Graph).Any(node => node is OperationNode { Operation.Name: "select" } choice && choice.Arguments[0].Domain is null && !choice.IsBoolean);

    private string? Gradient(PackedBatch batch)
    {
        if (objective.Stages.All(stage => stage.Kind != StageKind.Loss) || objective.Stages.Any(stage => stage.Kind is StageKind.Loss or StageKind.Metric && batch.Rows(stage.Level) == 0))
        {
            // The mean over a level that is empty has no value, whatever is averaged; and a kernel computes losses and metrics together.
            return null;
        }

        GraphBuilder builder = new();
        Node loss = Specialization.Of(builder, GraphBackend.Root(objective, builder), objective.Option);
        Reference value = new(loss, batch, objective.Option);
        Outcome tensor = Outcome.Of(() => _tensor.Loss(objective, batch));
        if (tensor.Crash is { } crash)
        {
            return $"the gradient is not refused but failed: {crash}";
        }

        if (!_hasKernel)
        {
            // For some choice of the options there is no symbolic derivative.
            counts.NoDerivative++;
            return objective.Analytic is { Reason: null } ? "there is an analytic gradient where there is no kernel" : null;
        }

        Outcome fused = Outcome.Of(() => _fused.Loss(objective, batch)), analytic = Outcome.Of(() => _analytic.Loss(objective, batch));
        if ((fused.Crash ?? analytic.Crash) is { } other)
        {
            return $"the gradient is not refused but failed: {other}";
        }

        IReadOnlyDictionary<ColumnNode, Node> derivatives;
        try
        {
            derivatives = Differentiation.Gradient(builder, loss);
        }
        catch (DifferentiationException)
        {
            return "there is a kernel where the graph has no derivative";
        }

        bool isFinite = value.IsFinite;
        Dictionary<ColumnName, Reference> references = derivatives.ToDictionary(pair => new ColumnName(pair.Key.Domain!.Key, pair.Key.Name), pair => new Reference(pair.Value, batch, objective.Option));
        bool isSmooth = isFinite && references.Values.All(reference => reference.IsFinite);
        foreach ((string name, Outcome outcome) in new[] { ("the tensor code", tensor), ("the kernel", fused), ("the analytic form", analytic) })
        {
            if (outcome.Loss is not { } found)
            {
                if (isSmooth && !references.Values.Append(value).Any(reference => reference.MayBeUndefined))
                {
                    return $"{name} refuses a gradient that is finite: {outcome.Refusal}";
                }

                counts.RefusedGradients++;
                continue;
            }

            if (!value.Agrees(0, found.Value))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{name} gives the loss {found.Value:R}, the graph {value.Values[0]:R}");
            }

            if (Differs(name, found, references) is { } difference)
            {
                return difference + (isSmooth ? "" : " with something on the way that is not finite");
            }
        }

        return fused.Loss is null || objective.Stages.Any(stage => stage is { Kind: StageKind.Loss, WholeBatchReason: not null }) ? null : Parts(batch, references);
    }

    private string? Differs(string name, LossValue found, Dictionary<ColumnName, Reference> references)
    {
        foreach ((ColumnName column, double[] gradient) in found.Gradient!)
        {
            Reference? reference = references.GetValueOrDefault(column);
            for (int row = 0; row < gradient.Length; row++)
            {
                int own = reference?.Values.Length == gradient.Length ? row : 0;
                if (reference is not null && !double.IsFinite(reference.Values[own]))
                {
                    // 0 times what nobody looks at: the textbook's derivative has no value where a family is empty, autograd's 0.
                    counts.Unjudged++;
                    continue;
                }

                if (reference is null ? gradient[row] != 0 : !reference.Agrees(own, gradient[row]))
                {
                    return string.Create(CultureInfo.InvariantCulture, $"{name} gives the gradient {gradient[row]:R} by {column} at row {row}, the graph {reference?.Values[own] ?? 0:R}");
                }

                counts.Gradients++;
            }
        }

        return references.Keys.FirstOrDefault(column => !found.Gradient.ContainsKey(column)) is { Column: not null } missing && references[missing].Values.Any(slope => slope != 0)
            ? $"{name} has no gradient by {missing}" : null;
    }

    /// <summary>The kernels on parts of the batch: together they are the whole.</summary>
    private string? Parts(PackedBatch batch, Dictionary<ColumnName, Reference> references)
    {
        if (batch.Components().Count < 2)
        {
            return null;
        }

        IReadOnlyList<BatchPart> parts = batch.Split(2);
        Outcome split = Outcome.OfParts(() => _fused.Loss(objective, [.. parts.Select(part => part.Batch)]));
        if (split.Crash is not null || split.Parts is not { } losses)
        {
            return $"the kernel fails on parts of the batch: {split.Crash ?? split.Refusal}";
        }

        Dictionary<ColumnName, double[]> gradient = [];
        foreach ((BatchPart part, LossValue loss) in parts.Zip(losses))
        {
            foreach ((ColumnName column, double[] values) in loss.Gradient!)
            {
                gradient.TryAdd(column, new double[batch.Rows(column.Level)]);
                part.Scatter(column.Level, values, gradient[column]);
            }
        }

        counts.Splits++;
        return Differs("the kernel on parts", new LossValue(losses.Sum(loss => loss.Value), gradient), references);
    }
}
