using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Rollouts;

/// <summary>Samples completions from a model in this process, in batches, with a key-value cache.</summary>
/// <remarks>
/// The seed fixes every completion bit for bit on one machine and thread count. Each completion has a random stream of its own,
/// so that batching and the lengths of the others do not change what it draws. Nothing is left in the caller's dispose scope.
/// </remarks>
public sealed class Sampler : IDisposable
{
    private readonly Transformer _model;
    private readonly SamplingOptions _options;
    private readonly Generator _generator;

    /// <summary>A sampler over a model, which it does not own and whose parameters may change between calls.</summary>
    /// <param name="model">The policy.</param>
    /// <param name="options">Temperature, lengths, stop ids.</param>
    /// <param name="seed">Seed of the randomness.</param>
    /// <exception cref="ModelException">An option is out of range.</exception>
    public Sampler(Transformer model, SamplingOptions options, ulong seed)
    {
        options.Validate(model.Config);
        (_model, _options) = (model, options);
        _generator = new Generator(seed);
    }

    /// <summary>The state of the randomness, for a checkpoint: with it a resumed run samples what the killed one would have.</summary>
    /// <exception cref="ModelException">The bytes are not a state.</exception>
    public byte[] State
    {
        get
        {
            using Tensor state = _generator.get_state();
            return state.bytes.ToArray();
        }

        set
        {
            using Tensor current = _generator.get_state();
            if (value.Length != current.numel())
            {
                throw new ModelException($"A sampler's state has {current.numel()} bytes, but {value.Length} were given. Is it from another version of libtorch?");
            }

            using Tensor state = tensor(value, ScalarType.Byte);
            _generator.set_state(state);
        }
    }

    /// <summary>Samples completions.</summary>
    /// <param name="prompts">Prompts as token ids, each with at least one.</param>
    /// <param name="completionsPerPrompt">How many completions each prompt gets; the prompt is read once for all of them. Default: 1.</param>
    /// <param name="cancellation">Stops between two tokens.</param>
    /// <returns>Prompt after prompt, <paramref name="completionsPerPrompt"/> for each.</returns>
    /// <exception cref="ModelException">A prompt is empty, fills the model's maximum length, or holds an id outside the vocabulary; the message names it.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IReadOnlyList<SampledCompletion> Generate(IReadOnlyList<int[]> prompts, int completionsPerPrompt = 1, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(completionsPerPrompt, 1);
        for (int index = 0; index < prompts.Count; index++)
        {
            Check(prompts[index], index);
        }

        int count = prompts.Count * completionsPerPrompt;
        ulong[] seeds = Seeds(count);
        SampledCompletion[] completions = new SampledCompletion[count];
        // Prompts of similar length together: less filling.
        int[] order = [.. Enumerable.Range(0, count).OrderBy(row => prompts[row / completionsPerPrompt].Length)];
        foreach (int[] rows in order.Chunk(_options.RowsPerBatch))
        {
            using DisposeScope scope = NewDisposeScope();
            using IDisposable inference = inference_mode();
            using SamplingBatch batch = new(_model, _options, prompts, [.. rows.Select(row => row / completionsPerPrompt)], [.. rows.Select(row => seeds[row])]);
            foreach ((int row, SampledCompletion completion) in rows.Zip(batch.Run(cancellation)))
            {
                completions[row] = completion;
            }
        }

        return completions;
    }

    /// <summary>Frees the random generator; the model stays.</summary>
    public void Dispose() => _generator.Dispose();

    private ulong[] Seeds(int count)
    {
        if (count == 0)
        {
            return [];
        }

        using Tensor seeds = randint(0, long.MaxValue, [count], ScalarType.Int64, generator: _generator);
        return [.. seeds.data<long>().ToArray().Select(seed => (ulong)seed)];
    }

    private void Check(int[] prompt, int index)
    {
        if (prompt.Length == 0)
        {
            throw new ModelException($"Prompt {index} is empty, so nothing predicts the first token. Begin it with a beginning-of-text id.");
        }

        if (prompt.Length >= _model.Config.MaximumLength)
        {
            throw new ModelException($"Prompt {index} has {prompt.Length} tokens and leaves no room in the model's maximum of {_model.Config.MaximumLength} (max_position_embeddings). Shorten it.");
        }

        foreach (int id in prompt)
        {
            if ((uint)id >= (uint)_model.Config.VocabularySize)
            {
                throw new ModelException($"Prompt {index} holds id {id}, outside the model's vocabulary of {_model.Config.VocabularySize} ids. Does the tokenizer belong to the model?");
            }
        }
    }
}
