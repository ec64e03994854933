using System.Globalization;
using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.LogProbs;

/// <summary>Log-probabilities with the gradients of hidden states and weights. Each form returns the log-probabilities and both gradients.</summary>
internal static class Forms
{
    internal const string Ours = "ours", Recomputed = "ours-recomputed", Products = "products", LogSumExp = "logsumexp", LogSoftmax = "log-softmax", Checkpoint = "checkpoint", Between = "between", ChunkedLikeOurs = "products-in-chunks";

    /// <summary>TRL's selective_log_softmax takes a batch of sequences and loops over them.</summary>
    private const int Sequences = 8;

    private const int RowsPerCheckpoint = 256;

    internal static (Tensor LogProbabilities, Tensor OfHidden, Tensor OfWeight) Run(string form, Problem problem) => form.Split(':') switch
    {
        [Ours] => Sweep(problem, VocabularyChunk.Rows(problem.Shape.Vocabulary), together: false),
        [Ours, string rows] => Sweep(problem, int.Parse(rows, CultureInfo.InvariantCulture), together: false),
        [Recomputed] => Sweep(problem, VocabularyChunk.Rows(problem.Shape.Vocabulary), together: true),
        [Products] => BareProducts(problem),
        [ChunkedLikeOurs] => ChunkedProducts(problem, VocabularyChunk.Rows(problem.Shape.Vocabulary)),
        [Products, string rows] => ChunkedProducts(problem, int.Parse(rows, CultureInfo.InvariantCulture)),
        [Between] => BetweenProducts(problem, VocabularyChunk.Rows(problem.Shape.Vocabulary)),
        [LogSumExp] => Whole(problem, Selective),
        [LogSoftmax] => Whole(problem, (logits, targets) => logits.log_softmax(-1).gather(1, targets.unsqueeze(1)).squeeze(1)),
        [Checkpoint] => Checkpointed(problem),
        _ => throw new ArgumentException($"Form '{form}' is unknown."),
    };

    private static (Tensor, Tensor, Tensor) Sweep(Problem problem, long most, bool together)
    {
        using IDisposable constant = no_grad();
        LogitColumns columns = LogitColumns.Make(problem.Shape.Tokens, ScalarType.Float32, CPU, false, false);
        Tensor ofHidden = empty_like(problem.Hidden), ofWeight = zeros_like(problem.Weight);
        using VocabularyPass pass = new(problem.Hidden, problem.Weight, problem.Targets, Problem.Temperature, columns, most);
        VocabularySweep.Run(pass, VocabularyRanges.Of(problem.Shape.Tokens, most, together), _ => new LogitDerivative(problem.OfLogProbabilities, null), ofHidden, ofWeight);
        return (columns.LogProbabilities, ofHidden, ofWeight);
    }

    /// <summary>The matrix products alone, whole: what no form can do without.</summary>
    private static (Tensor, Tensor, Tensor) BareProducts(Problem problem)
    {
        using IDisposable constant = no_grad();
        Tensor logits = problem.Hidden.mm(problem.Weight.t());
        return (problem.OfLogProbabilities, logits.mm(problem.Weight), logits.t().mm(problem.Hidden));
    }

    /// <summary>The same products in chunks of rows, with nothing between them.</summary>
    private static (Tensor, Tensor, Tensor) ChunkedProducts(Problem problem, long most)
    {
        using IDisposable constant = no_grad();
        Tensor logits = empty(most, problem.Shape.Vocabulary), ofHidden = empty_like(problem.Hidden), ofWeight = zeros_like(problem.Weight);
        foreach (RowRange rows in RowRange.Cover(problem.Shape.Tokens, most))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor some = logits.narrow(0, 0, rows.Count), hidden = problem.Hidden.narrow(0, rows.Start, rows.Count);
            some.addmm_(hidden, problem.Weight.t(), 0, 1);
            ofHidden.narrow(0, rows.Start, rows.Count).addmm_(some, problem.Weight, 0, 1);
            ofWeight.addmm_(some.t(), hidden, 1, 1);
        }

        return (problem.OfLogProbabilities, ofHidden, ofWeight);
    }

    /// <summary>What the sweep does between its products.</summary>
    private static (Tensor, Tensor, Tensor) BetweenProducts(Problem problem, long most)
    {
        using IDisposable constant = no_grad();
        LogitColumns columns = LogitColumns.Make(problem.Shape.Tokens, ScalarType.Float32, CPU, false, false);
        VectorLogitRows vectors = new(Problem.Temperature);
        Tensor logits = zeros(Math.Min(most, problem.Shape.Tokens), problem.Shape.Vocabulary);
        foreach (RowRange rows in RowRange.Cover(problem.Shape.Tokens, most))
        {
            using DisposeScope scope = NewDisposeScope();
            _ = vectors.ReadSlopes(logits.narrow(0, 0, rows.Count), problem.Targets.narrow(0, rows.Start, rows.Count), columns.Rows(rows));
        }

        return (columns.LogProbabilities, problem.Hidden, problem.Weight);
    }

    private static (Tensor, Tensor, Tensor) Whole(Problem problem, Func<Tensor, Tensor, Tensor> select)
    {
        problem.Hidden.grad = null;
        problem.Weight.grad = null;
        Tensor logits = problem.Hidden.mm(problem.Weight.t()) / Problem.Temperature;
        Tensor logProbabilities = select(logits, problem.Targets);
        (logProbabilities * problem.OfLogProbabilities).sum().backward();
        return (logProbabilities.detach(), problem.Hidden.grad!, problem.Weight.grad!);
    }

    /// <summary>TRL's selective_log_softmax for float32: one logsumexp a sequence, so that no second array of all logits is made going forward.</summary>
    private static Tensor Selective(Tensor logits, Tensor targets)
    {
        Tensor selected = logits.gather(1, targets.unsqueeze(1)).squeeze(1);
        Tensor normalizers = cat([.. logits.chunk(Sequences, 0).Select(part => part.logsumexp(-1))]);
        return selected - normalizers;
    }

    /// <summary>Chunks with torch.utils.checkpoint: forward without a graph, each chunk computed again in the backward pass.</summary>
    private static (Tensor, Tensor, Tensor) Checkpointed(Problem problem)
    {
        problem.Hidden.grad = null;
        problem.Weight.grad = null;
        Tensor[] parts = [.. RowRange.Cover(problem.Shape.Tokens, RowsPerCheckpoint).Select(rows =>
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable constant = no_grad();
            return Part(rows).MoveToOuterDisposeScope();
        })];
        foreach (RowRange rows in RowRange.Cover(problem.Shape.Tokens, RowsPerCheckpoint))
        {
            using DisposeScope scope = NewDisposeScope();
            Part(rows).backward([problem.OfLogProbabilities.narrow(0, rows.Start, rows.Count)]);
        }

        return (cat(parts), problem.Hidden.grad!, problem.Weight.grad!);

        Tensor Part(RowRange rows)
        {
            Tensor logits = problem.Hidden.narrow(0, rows.Start, rows.Count).mm(problem.Weight.t()) / Problem.Temperature;
            return logits.log_softmax(-1).gather(1, problem.Targets.narrow(0, rows.Start, rows.Count).unsqueeze(1)).squeeze(1);
        }
    }
}
