using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>The replies of one category, as tokens.</summary>
/// <param name="Positive">What satisfied users say; at least one reply, none empty.</param>
/// <param name="Negative">What dissatisfied users say; at least one reply, none empty.</param>
public sealed record FollowUpReplies(IReadOnlyList<int[]> Positive, IReadOnlyList<int[]> Negative);

/// <summary>Scores replies to answers with a language model: the batch that <c>flr</c> reads.</summary>
public static class FollowUpBatch
{
    /// <summary>The batch: a completion for each answer, with every category's replies, their log-probabilities and first-position logits.</summary>
    /// <param name="model">The model that continues the dialogue.</param>
    /// <param name="dialogues">Prompt and answer, up to where the reply begins; none empty.</param>
    /// <param name="categories">The replies, by category; at least one.</param>
    /// <exception cref="ModelException">A dialogue with a reply is too long for the model, or a token is not of its vocabulary.</exception>
    public static PackedBatch Of(Transformer model, IReadOnlyList<int[]> dialogues, IReadOnlyList<FollowUpReplies> categories)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        (int[] Reply, double IsPositive)[] replies = [.. categories.SelectMany(category => category.Positive.Select(reply => (reply, 1.0)).Concat(category.Negative.Select(reply => (reply, 0.0))))];
        TokenizedCompletion[] sequences = [.. dialogues.SelectMany(dialogue => replies.Select(reply => new TokenizedCompletion(dialogue, reply.Reply)))];
        TokenLogProbabilities scored = TokenLogProbabilities.Compute(model, sequences);
        int[] perCategory = [.. categories.Select(category => category.Positive.Count + category.Negative.Count)];
        return new PackedBatchBuilder()
            .Level("completion", dialogues.Count)
            .LevelOf("follow_up_category", "completion", dialogues.Select(_ => categories.Count))
            .LevelOf("follow_up", "follow_up_category", dialogues.SelectMany(_ => perCategory))
            .LevelOf("follow_up_token", "follow_up", sequences.Select(sequence => sequence.Completion.Length))
            .Column("follow_up", "positive", dialogues.SelectMany(_ => replies.Select(reply => reply.IsPositive)))
            .Column("follow_up_token", "logp", Numbers(scored.LogProbabilities))
            .Column("follow_up_token", "first_logit", Numbers(FirstLogits(model, scored.States, sequences)))
            .Build();
    }

    /// <summary>The logit of every token of a reply at the position of its first.</summary>
    private static Tensor FirstLogits(Transformer model, Tensor states, TokenizedCompletion[] sequences)
    {
        long[] firsts = new long[sequences.Sum(sequence => sequence.Completion.Length)];
        for (int sequence = 0, row = 0; sequence < sequences.Length; row += sequences[sequence].Completion.Length, sequence++)
        {
            Array.Fill(firsts, row, row, sequences[sequence].Completion.Length);
        }

        Tensor tokens = tensor([.. sequences.SelectMany(sequence => sequence.Completion).Select(token => (long)token)], device: model.Device);
        Tensor weights = model.OutputWeight.index_select(0, tokens);
        return (states.index_select(0, tensor(firsts, device: model.Device)) * weights).sum(1);
    }

    private static double[] Numbers(Tensor values) => values.to_type(ScalarType.Float64).cpu().data<double>().ToArray();
}
