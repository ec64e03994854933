using Paragon.Formulas;

namespace Paragon.Cli.Costs;

/// <summary>A batch by its sizes alone.</summary>
/// <param name="Tokens">Completion tokens.</param>
/// <param name="Completions">Completions.</param>
/// <param name="Group">Completions of a group.</param>
/// <param name="Vocabulary">Entries of the vocabulary.</param>
internal sealed record BatchSizes(long Tokens, long Completions, long Group, long Vocabulary)
{
    /// <summary>Rows of a domain. Levels that methods add are taken to have a row for each completion, a join as many as its widest level times a group.</summary>
    public long Rows(Domain? domain) => domain switch
    {
        null => 1,
        Join join => Rows(join.Outer) * Group,
        { IsBatch: true } => 1,
        { Key: "token" } => Tokens,
        { Key: "choice" } => Tokens * Vocabulary,
        { Key: "group" or "position" } => Math.Max(1, Completions / Group),
        { Key: "pair" } => Math.Max(1, Completions / 2),
        _ => Completions,
    };
}
