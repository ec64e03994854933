using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>
/// How probable the policy finds the known answer in the place of each turn of a completion: a level <c>answer</c> under the
/// turns, with a row and its log-probability for each token of the answer. It is made only where formulas read it.
/// </summary>
/// <param name="chain">The objective, with those before it.</param>
/// <param name="tokenizer">What the model was made for.</param>
/// <param name="policy">The policy.</param>
/// <param name="temperature">Temperature of the log-probabilities.</param>
internal sealed class AnswerBeliefs(ShapingChain chain, ITokenizer tokenizer, Policy policy, double temperature)
{
    internal const string Level = "answer";
    internal static readonly ColumnName LogProb = new(Level, "logp");

    private readonly bool _isRead = chain.Inputs.Levels.Contains(Level);

    /// <summary>The batch with the level.</summary>
    /// <param name="batch">The rollouts, with their turns.</param>
    /// <param name="rollouts">The same, in the order of the batch's completions.</param>
    /// <exception cref="TrainingException">A prompt has no answer.</exception>
    internal PackedBatch Add(PackedBatch batch, IReadOnlyList<Rollout> rollouts)
    {
        if (!_isRead)
        {
            return batch;
        }

        PackedLink turns = batch.Link("turn", "completion"), tokens = batch.Link("token", "turn"), ofCompletions = batch.Link("token", "completion");
        TokenizedCompletion[] asked = [.. Enumerable.Range(0, batch.Rows("turn")).Select(turn =>
        {
            int row = turns.Target(turn);
            Rollout rollout = rollouts[row];
            int before = tokens.Sources(turn)[0] - ofCompletions.Sources(row)[0];
            return new TokenizedCompletion([.. rollout.Sequence.Prompt, .. rollout.Sequence.Completion[..before]], Answer(rollout.Prompt));
        })];
        return PackedBatchBuilder.From(batch)
            .LevelOf(Level, "turn", asked.Select(sequence => sequence.Completion.Length))
            .Column(LogProb.Level, LogProb.Column, PolicyColumns.LogProbabilities(policy.Model, asked, temperature))
            .Build();
    }

    private int[] Answer(Prompt prompt) => prompt.Answer is { Length: > 0 } answer
        ? tokenizer.Encode(answer)
        : throw new TrainingException($"'{chain.Objective.Descriptor.Name}' rewards turns by the policy's belief in the known answer, and the prompt '{prompt.Text}' ({prompt.Place}) has none. Give it data with answers.");
}
