using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>How <see cref="TokenLogProbabilities"/> are computed.</summary>
public sealed record LogProbabilityOptions
{
    /// <summary>What the logits are divided by; the temperature that the completions were sampled at. Positive. Default: 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Whether the entropy of the whole distribution at each token is computed too, in nats. Default: false.</summary>
    public bool Entropy { get; init; }

    /// <summary>Rows of which logits exist at one time, forward and backward; 0 chooses by the size of the vocabulary. Default: 0.</summary>
    public int RowsPerChunk { get; init; }

    /// <summary>Most positions of one forward pass, filling included. Default: 16384.</summary>
    public int PositionsPerPass { get; init; } = CompletionStates.DefaultPositionsPerPass;

    internal long Rows(long vocabulary) => RowsPerChunk > 0 ? RowsPerChunk : VocabularyChunk.Rows(vocabulary);

    internal void Validate()
    {
        if (!(Temperature > 0 && double.IsFinite(Temperature)))
        {
            throw new ModelException($"Temperature is {Temperature}; log-probabilities need a positive number. Where sampling was greedy, use 1.");
        }

        if (RowsPerChunk < 0 || PositionsPerPass < 1)
        {
            throw new ModelException($"RowsPerChunk is {RowsPerChunk} and PositionsPerPass {PositionsPerPass}; they must be at least 0 and 1.");
        }
    }
}

/// <summary>Log-probabilities of completion tokens, packed: one number a token, sequence after sequence, no padding.</summary>
/// <param name="LogProbabilities">log π(token | what is before it), [tokens], with gradient.</param>
/// <param name="Entropy">Entropy of the distribution that each token was drawn from, [tokens], with gradient; null if not asked.</param>
/// <param name="States">Hidden states that predicted the tokens, [tokens, hidden]: what a <see cref="ValueHead"/> reads.</param>
public sealed record TokenLogProbabilities(Tensor LogProbabilities, Tensor? Entropy, Tensor States)
{
    /// <summary>Computes the log-probabilities of completions under a model.</summary>
    /// <param name="model">The policy or the reference.</param>
    /// <param name="sequences">Prompts with completions; prompt positions are dropped before the vocabulary projection.</param>
    /// <param name="options">Temperature, entropy, chunk sizes; null for the defaults.</param>
    /// <returns>Tensors that belong to the caller's <see cref="DisposeScope"/>.</returns>
    /// <exception cref="ModelException">A sequence cannot be scored, or a result is not finite; the message names the sequence and the token.</exception>
    public static TokenLogProbabilities Compute(Transformer model, IReadOnlyList<TokenizedCompletion> sequences, LogProbabilityOptions? options = null)
    {
        options ??= new LogProbabilityOptions();
        options.Validate();
        using DisposeScope scope = NewDisposeScope();
        Tensor states = CompletionStates.BeforeEachToken(model, sequences, options.PositionsPerPass);
        Tensor targets = tensor(Targets(model, sequences), device: model.Device);
        (Tensor logProbabilities, Tensor entropy) = SelectedLogSoftmax.Apply(
            states, model.OutputWeight, targets, options.Temperature, options.Rows(model.Config.VocabularySize), options.Entropy);
        RequireFinite(logProbabilities, sequences);
        return new TokenLogProbabilities(
            logProbabilities.MoveToOuterDisposeScope(),
            options.Entropy ? entropy.MoveToOuterDisposeScope() : null,
            states.MoveToOuterDisposeScope());
    }

    internal static long[] Targets(Transformer model, IReadOnlyList<TokenizedCompletion> sequences)
    {
        long[] targets = new long[sequences.Sum(sequence => sequence.Completion.Length)];
        int next = 0;
        for (int row = 0; row < sequences.Count; row++)
        {
            foreach (int id in sequences[row].Completion)
            {
                targets[next++] = (uint)id < (uint)model.Config.VocabularySize
                    ? id
                    : throw new ModelException($"The completion of sequence {row} holds id {id}, outside the model's vocabulary of {model.Config.VocabularySize} ids. Does the tokenizer belong to the model?");
            }
        }

        return targets;
    }

    /// <exception cref="ModelException">A log-probability is not finite; the message names the sequence and the token.</exception>
    internal static void RequireFinite(Tensor logProbabilities, IReadOnlyList<TokenizedCompletion> sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor finite = logProbabilities.isfinite();
        if (finite.all().item<bool>())
        {
            return;
        }

        int token = finite.cpu().data<bool>().ToArray().IndexOf(false), row = 0;
        double value = logProbabilities[token].to(ScalarType.Float64).item<double>();
        while (token >= sequences[row].Completion.Length)
        {
            token -= sequences[row++].Completion.Length;
        }

        throw new ModelException($"The log-probability of completion token {token} of sequence {row} is {value}. The weights have diverged: lower the learning rate, or clip the gradient, and go back to the last checkpoint.");
    }
}
