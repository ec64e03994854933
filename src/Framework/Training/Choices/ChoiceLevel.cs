using Paragon.Models;
using TorchSharp;

namespace Paragon.Training;

/// <summary>The vocabulary as a level of a batch: one element for each token and entry, in the order of a matrix of logits.</summary>
internal static class ChoiceLevel
{
    internal const string Name = "choice";

    /// <summary>The link to the entry that a token took.</summary>
    internal const string Taken = "token.chosen";

    /// <summary>The policy's logits.</summary>
    internal static readonly ColumnName Logit = new(Name, "logit");

    /// <summary>The reference policy's.</summary>
    internal static readonly ColumnName Reference = new(Name, "ref_logit");

    /// <summary>Whether formulas read distributions over the vocabulary.</summary>
    internal static bool IsRead(ObjectiveInputs inputs) => inputs.Levels.Contains(Name);

    /// <summary>The columns of the vocabulary that an objective may read, given the frozen models beside the policy.</summary>
    internal static IEnumerable<ColumnName> Columns(IReadOnlyDictionary<string, Transformer> teachers) => teachers.Keys.Select(column => new ColumnName(Name, column)).Prepend(Logit);

    /// <summary>The batch with the number of entries and nothing else of them: what sums over the whole batch need.</summary>
    /// <exception cref="TrainingException">There are more than can be counted.</exception>
    internal static PackedBatch Counted(PackedBatch batch, int vocabulary)
    {
        long rows = (long)batch.Rows("token") * vocabulary;
        return rows <= Array.MaxLength
            ? batch.WithLevel(new PackedLevel(Name, (int)rows, null, new Dictionary<string, double[]>(), new Dictionary<string, PackedLink>()))
            : throw new TrainingException($"{batch.Rows("token")} tokens of a vocabulary of {vocabulary} have {rows} logits, more than a batch can count. Lower --batch or --micro-batch-tokens.");
    }

    /// <summary>The batch with the vocabulary of each token, and the entry that each took.</summary>
    internal static PackedBatch Whole(PackedBatch batch, torch.Tensor targets, int vocabulary)
    {
        int tokens = batch.Rows("token");
        int[] parents = new int[tokens * vocabulary];
        for (int token = 0; token < tokens; token++)
        {
            parents.AsSpan(token * vocabulary, vocabulary).Fill(token);
        }

        int[] taken = [.. targets.cpu().data<long>().ToArray().Select((entry, token) => (token * vocabulary) + (int)entry)];
        PackedLevel level = batch.Levels["token"];
        Dictionary<string, PackedLink> links = new(level.Links) { ["chosen"] = new PackedLink("token", "chosen", Name, taken, parents.Length) };
        return batch.WithLevel(level with { Links = links })
            .WithLevel(new PackedLevel(Name, parents.Length, "token", new Dictionary<string, double[]>(), new Dictionary<string, PackedLink> { ["token"] = new PackedLink(Name, "token", "token", parents, tokens) }));
    }
}
