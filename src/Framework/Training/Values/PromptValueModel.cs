using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;
using AdamW = TorchSharp.Modules.AdamW;
using Parameter = TorchSharp.Modules.Parameter;

namespace Paragon.Training;

/// <summary>
/// V(x) of A-LoL (Baheti et al. 2023): what the reference policy's own completion of a prompt is worth, told from the prompt alone.
/// A head on the frozen model's states, fitted by mean squared error to the rewards of one greedy completion of each prompt.
/// </summary>
/// <remarks>The epoch whose error is the least on prompts that are kept apart is the one that stays.</remarks>
public sealed class PromptValueModel : IDisposable
{
    private readonly Transformer _model;
    private readonly PromptValueHead _head;

    private PromptValueModel(Transformer model, PromptValueHead head, IReadOnlyList<double> errors) => (_model, _head, Errors) = (model, head, errors);

    /// <summary>Mean squared error on the prompts that were kept apart: before, and after each epoch.</summary>
    public IReadOnlyList<double> Errors { get; }

    /// <summary>Fits a model.</summary>
    /// <param name="model">The reference policy; it stays as it is and is not disposed of.</param>
    /// <param name="prompts">Prompts, none empty.</param>
    /// <param name="rewards">Reward of the reference policy's completion of each, in [0, <see cref="PromptValueOptions.LargestValue"/>].</param>
    /// <param name="options">How.</param>
    /// <param name="seeds">Random numbers: the head's first weights, the order of the prompts.</param>
    /// <exception cref="TrainingException">There are too few prompts, or a reward is outside the range.</exception>
    public static PromptValueModel Fit(Transformer model, IReadOnlyList<int[]> prompts, IReadOnlyList<double> rewards, PromptValueOptions options, Seeds seeds)
    {
        int apart = (int)Math.Ceiling(options.KeptApart * prompts.Count);
        if (prompts.Count != rewards.Count || apart == 0 || apart >= prompts.Count)
        {
            throw new TrainingException($"A model of prompts' values needs a reward for each prompt, prompts to learn from and prompts kept apart; there are {prompts.Count} prompts, {rewards.Count} rewards and {apart} kept apart.");
        }

        if (rewards.FirstOrDefault(reward => !(reward >= 0 && reward <= options.LargestValue), 0) is var wrong and not 0)
        {
            throw new TrainingException($"A reward is {wrong}; a model of prompts' values expects rewards between 0 and {options.LargestValue} (LargestValue).");
        }

        using DisposeScope scope = NewDisposeScope();
        PromptValueHead head = new(model.Config.HiddenSize, options.LargestValue, seeds.For("prompt value head"), Heads(model.Config.HiddenSize));
        int[] order = [.. Enumerable.Range(0, prompts.Count)];
        seeds.Random("prompt value split").Shuffle(order);
        using AdamW adam = optim.AdamW(head.parameters(), options.LearningRate);
        List<double> errors = [Error(order[..apart])];
        Tensor[] best = Copy();
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            int[] rows = order[apart..];
            seeds.Random("prompt value order", epoch).Shuffle(rows);
            foreach (int[] batch in rows.Chunk(options.BatchSize))
            {
                using DisposeScope step = NewDisposeScope();
                adam.zero_grad();
                Loss(batch).backward();
                adam.step();
            }

            errors.Add(Error(order[..apart]));
            best = errors[^1] <= errors.Min() ? Copy() : best;
        }

        using IDisposable constant = no_grad();
        foreach ((Parameter parameter, Tensor kept) in head.parameters().Zip(best))
        {
            parameter.copy_(kept);
        }

        return new PromptValueModel(model, head, errors);

        Tensor Loss(int[] rows) => (ValuesOf(model, head, [.. rows.Select(row => prompts[row])]) - tensor([.. rows.Select(row => (float)rewards[row])])).square().mean();

        double Error(int[] rows)
        {
            using DisposeScope measured = NewDisposeScope();
            using IDisposable fixedWeights = no_grad();
            return Loss(rows).item<float>();
        }

        Tensor[] Copy() => [.. head.parameters().Select(parameter => parameter.detach().clone())];
    }

    /// <summary>The value of each prompt.</summary>
    public double[] Values(IReadOnlyList<int[]> prompts)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        return PolicyColumns.ToArray(ValuesOf(_model, _head, prompts));
    }

    /// <inheritdoc/>
    public void Dispose() => _head.Dispose();

    private static Tensor ValuesOf(Transformer model, PromptValueHead head, IReadOnlyList<int[]> prompts)
    {
        int width = prompts.Max(prompt => prompt.Length);
        Tensor states;
        using (no_grad())
        {
            states = CompletionStates.OfPrompts(model, prompts).to_type(ScalarType.Float32).cpu();
        }

        long[] places = new long[prompts.Count * width];
        bool[] present = new bool[places.Length];
        long next = 0;
        for (int row = 0; row < prompts.Count; row++)
        {
            for (int token = 0; token < prompts[row].Length; token++)
            {
                places[(row * width) + token] = next++;
                present[(row * width) + token] = true;
            }
        }

        return head.Values(states.index_select(0, tensor(places)).view(prompts.Count, width, -1), tensor(present).view(prompts.Count, width));
    }

    /// <summary>The published 8 heads, or as many as divide a narrower state.</summary>
    private static int Heads(int hiddenSize) => Enumerable.Range(1, 8).Last(heads => hiddenSize % heads == 0);
}
