using Paragon.Models;
using Paragon.Tokenizers;

namespace Paragon.Training;

/// <summary>
/// Asks a frozen model about completions twice, as if a better and as if a worse answer had been asked for (T-REG, Zhou et al. 2024):
/// the columns <c>better_logp</c> and <c>worse_logp</c> of the tokens.
/// </summary>
/// <param name="tokenizer">The tokenizer.</param>
/// <param name="maximumLength">Most tokens of prompt and completion together; a prompt that does not fit with its instruction loses its beginning.</param>
/// <param name="better">Stands before the prompt, asking for a better answer.</param>
/// <param name="worse">Stands before the prompt, asking for a worse one.</param>
public sealed class ContrastPrompts(ITokenizer tokenizer, int maximumLength, string better = ContrastPrompts.DefaultBetter, string worse = ContrastPrompts.DefaultWorse)
{
    /// <summary>The instruction for a better answer unless another is given.</summary>
    public const string DefaultBetter = "Write the answer that is more helpful, correct, coherent and concise.\n\n";

    /// <summary>The instruction for a worse answer unless another is given.</summary>
    public const string DefaultWorse = "Write the answer that is less helpful, incorrect, incoherent and verbose.\n\n";

    internal static readonly ColumnName Better = new("token", "better_logp");
    internal static readonly ColumnName Worse = new("token", "worse_logp");

    private readonly int[] _better = tokenizer.Encode(better);
    private readonly int[] _worse = tokenizer.Encode(worse);

    /// <summary>Whether an objective reads one of the columns.</summary>
    internal static bool AreReadBy(ObjectiveInputs inputs) => new[] { Better, Worse }.Any(name => inputs.Reads(name.Level, name.Column));

    /// <summary>The batch with the two columns.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="model">The model that is asked: as a rule the reference policy.</param>
    /// <param name="sequences">Prompt and completion of each completion of the batch.</param>
    /// <param name="temperature">Temperature of the log-probabilities.</param>
    internal PackedBatch AddTo(PackedBatch batch, Transformer model, IReadOnlyList<TokenizedCompletion> sequences, double temperature) =>
        new[] { (Better, _better), (Worse, _worse) }.Aggregate(batch, (all, column) => all.With(
            column.Item1.Level,
            column.Item1.Column,
            PolicyColumns.LogProbabilities(model, [.. sequences.Select(sequence => Asked(sequence, column.Item2))], temperature)));

    /// <summary>The completion after the instruction and its prompt.</summary>
    internal TokenizedCompletion Asked(TokenizedCompletion sequence, int[] instruction)
    {
        int begin = tokenizer.BeginningOfText is { } first && sequence.Prompt is [int id, ..] && id == first ? 1 : 0;
        int room = Math.Max(1, maximumLength - sequence.Completion.Length - instruction.Length - begin);
        int[] prompt = sequence.Prompt[begin..];
        return new TokenizedCompletion([.. sequence.Prompt[..begin], .. instruction, .. prompt[Math.Max(0, prompt.Length - room)..]], sequence.Completion);
    }
}
