using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>Hidden states of ragged sequences at chosen positions, packed: what is not chosen costs nothing after the last layer.</summary>
public static class CompletionStates
{
    /// <summary>Positions of one forward pass, filling included, unless the caller says otherwise.</summary>
    public const int DefaultPositionsPerPass = 16384;

    /// <summary>The states from which the completion tokens are predicted: for each token, the state of the token before it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequences">Prompts with completions.</param>
    /// <param name="positionsPerPass">Most positions of one forward pass, filling included.</param>
    /// <returns>[completion tokens, hidden], in the order of the sequences; with gradient where the model's parameters have it.</returns>
    /// <exception cref="ModelException">A sequence has no prompt, is too long, or holds an id outside the vocabulary; the message names it.</exception>
    public static Tensor BeforeEachToken(Transformer model, IReadOnlyList<TokenizedCompletion> sequences, int positionsPerPass = DefaultPositionsPerPass)
    {
        int[] lengths = new int[sequences.Count];
        for (int row = 0; row < lengths.Length; row++)
        {
            if (sequences[row] is { Prompt.Length: 0, Completion.Length: > 0 })
            {
                throw new ModelException($"Sequence {row} has an empty prompt, so nothing predicts its first token. Begin it with a beginning-of-text id.");
            }

            // The last token predicts nothing that is asked, so it is not fed.
            lengths[row] = sequences[row].Completion.Length == 0 ? 0 : sequences[row].Length - 1;
        }

        return Select(model, sequences, lengths, row => (sequences[row].Prompt.Length - 1, sequences[row].Completion.Length), positionsPerPass);
    }

    /// <summary>The state after the last token of each sequence: what a reward head scores.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequences">Prompts with completions, together at least one token long.</param>
    /// <param name="positionsPerPass">Most positions of one forward pass, filling included.</param>
    /// <returns>[sequences, hidden].</returns>
    /// <exception cref="ModelException">A sequence is empty, too long, or holds an id outside the vocabulary; the message names it.</exception>
    public static Tensor AfterLastToken(Transformer model, IReadOnlyList<TokenizedCompletion> sequences, int positionsPerPass = DefaultPositionsPerPass)
    {
        int[] lengths = [.. sequences.Select(sequence => sequence.Length)];
        int empty = Array.IndexOf(lengths, 0);
        return empty < 0
            ? Select(model, sequences, lengths, row => (lengths[row] - 1, 1), positionsPerPass)
            : throw new ModelException($"Sequence {empty} has no token, so it has no last state.");
    }

    /// <summary>The states of all tokens of prompts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="prompts">The prompts, none empty.</param>
    /// <param name="positionsPerPass">Most positions of one forward pass, filling included.</param>
    /// <returns>[tokens, hidden], prompt after prompt.</returns>
    /// <exception cref="ModelException">A prompt is empty, too long, or holds an id outside the vocabulary; the message names it.</exception>
    public static Tensor OfPrompts(Transformer model, IReadOnlyList<int[]> prompts, int positionsPerPass = DefaultPositionsPerPass)
    {
        int[] lengths = [.. prompts.Select(prompt => prompt.Length)];
        int empty = Array.IndexOf(lengths, 0);
        return empty < 0
            ? Select(model, [.. prompts.Select(prompt => new TokenizedCompletion(prompt, []))], lengths, row => (0, lengths[row]), positionsPerPass)
            : throw new ModelException($"Prompt {empty} has no token, so it has no state.");
    }

    private static Tensor Select(
        Transformer model, IReadOnlyList<TokenizedCompletion> sequences, int[] lengths, Func<int, (int Start, int Count)> chosen, int positionsPerPass)
    {
        using DisposeScope scope = NewDisposeScope();
        List<Tensor> parts = [];
        List<int> order = [];
        foreach (int[] rows in SequencePlan.Of(lengths, positionsPerPass))
        {
            int width = rows.Max(row => lengths[row]);
            long[] ids = new long[rows.Length * width];
            List<long> positions = [];
            for (int line = 0; line < rows.Length; line++)
            {
                int row = rows[line];
                for (int position = 0; position < lengths[row]; position++)
                {
                    ids[(line * width) + position] = Checked(model, sequences[row], row, position);
                }

                (int start, int count) = chosen(row);
                positions.AddRange(Enumerable.Range((line * width) + start, count).Select(position => (long)position));
                order.Add(row);
            }

            Tensor states = model.HiddenStates(tensor(ids, rows.Length, width, device: model.Device));
            parts.Add(states.view(-1, model.Config.HiddenSize).index_select(0, tensor(positions.ToArray(), device: model.Device)));
        }

        return InOrder(model, parts, order, row => chosen(row).Count).MoveToOuterDisposeScope();
    }

    private static Tensor InOrder(Transformer model, List<Tensor> parts, List<int> order, Func<int, int> count)
    {
        if (parts.Count < 2)
        {
            return parts.Count == 1 ? parts[0] : empty([0, model.Config.HiddenSize], dtype: model.DataType, device: model.Device);
        }

        int[] starts = new int[order.Max() + 1];
        int next = 0;
        foreach (int row in order)
        {
            (starts[row], next) = (next, next + count(row));
        }

        long[] source = [.. order.Order().SelectMany(row => Enumerable.Range(starts[row], count(row))).Select(position => (long)position)];
        return cat(parts).index_select(0, tensor(source, device: model.Device));
    }

    private static long Checked(Transformer model, TokenizedCompletion sequence, int row, int position)
    {
        int id = sequence[position];
        return (uint)id < (uint)model.Config.VocabularySize
            ? id
            : throw new ModelException($"Sequence {row} holds id {id} at position {position}, outside the model's vocabulary of {model.Config.VocabularySize} ids. Does the tokenizer belong to the model?");
    }
}
