using Paragon.Formulas;
using Paragon.Models;

namespace Paragon.Training;

/// <summary>
/// What the formulas of an objective read of a batch, its options being what they are: a column that only the other side
/// of a choice between options reads is not among them. What the objective makes itself (its rewards and advantages) is
/// not an input.
/// </summary>
public sealed class ObjectiveInputs
{
    private static readonly StageKind[] _preparation = [StageKind.Reward, StageKind.Advantage];

    private readonly HashSet<ColumnName> _required = [];
    private readonly HashSet<ColumnName> _optional = [];
    private readonly HashSet<string> _levels = [];
    private readonly HashSet<DeclaredLink> _links = [];

    private ObjectiveInputs(IEnumerable<(IObjective Objective, IReadOnlyList<StageKind> Kinds)> objectives)
    {
        HashSet<ColumnName> made = [];
        foreach ((IObjective objective, IReadOnlyList<StageKind> kinds) in objectives)
        {
            foreach (Stage stage in objective.Stages)
            {
                if (kinds.Contains(stage.Kind))
                {
                    _levels.Add(stage.Level);
                    foreach (Node node in OptionChoices.Taken(objective, stage.Graph))
                    {
                        Take(node, made);
                    }
                }

                made.UnionWith(MadeBy(stage));
            }
        }

        _levels.Remove(PackedBatch.RootLevel);
    }

    /// <summary>Columns that a batch must have.</summary>
    public IReadOnlySet<ColumnName> Required => _required;

    /// <summary>Columns that a batch may have; a default stands in.</summary>
    public IReadOnlySet<ColumnName> Optional => _optional;

    /// <summary>Levels that a batch must have.</summary>
    public IReadOnlySet<string> Levels => _levels;

    /// <summary>Links that a batch must have.</summary>
    public IReadOnlySet<DeclaredLink> Links => _links;

    /// <summary>What all formulas read.</summary>
    public static ObjectiveInputs Of(IObjective objective) => new([(objective, Enum.GetValues<StageKind>())]);

    /// <summary>What the reward and advantage formulas read: it must be known before the first update.</summary>
    public static ObjectiveInputs OfPreparation(IObjective objective) => new([(objective, _preparation)]);

    /// <summary>What the losses and metrics read: it is computed anew for each update.</summary>
    public static ObjectiveInputs OfUpdate(IObjective objective) => new([(objective, [StageKind.Loss, StageKind.Metric])]);

    /// <summary>What several objectives read that are computed one after another: what one of them makes, those after it have.</summary>
    /// <param name="before">Objectives of which everything is computed before the first update.</param>
    /// <param name="last">The one that is trained with.</param>
    /// <param name="preparationOnly">Whether to leave out what the last one's losses and metrics read.</param>
    internal static ObjectiveInputs Of(IEnumerable<IObjective> before, IObjective last, bool preparationOnly) =>
        new([.. before.Select(objective => (objective, (IReadOnlyList<StageKind>)Enum.GetValues<StageKind>())), (last, preparationOnly ? _preparation : Enum.GetValues<StageKind>())]);

    /// <summary>The columns that a stage gives a batch.</summary>
    internal static IEnumerable<ColumnName> MadeBy(Stage stage) => stage switch
    {
        { Kind: StageKind.Advantage, Level: "completion" } => [new(stage.Level, stage.Column), new("token", stage.Column)],
        { Kind: StageKind.Reward or StageKind.Advantage } => [new(stage.Level, stage.Column)],
        _ => [],
    };

    /// <summary>Whether a formula reads a column, required or not.</summary>
    public bool Reads(string level, string column) =>
        _required.Contains(new ColumnName(level, column)) || _optional.Contains(new ColumnName(level, column));

    /// <summary>Stops a training that cannot give what the formulas read, before anything is computed.</summary>
    /// <exception cref="TrainingException">A level or a column is read that is not among those provided; the message names it.</exception>
    internal void RequireOnly(IObjective objective, string training, IReadOnlyCollection<string> levels, IReadOnlyCollection<ColumnName> columns, string hint = "")
    {
        string[] missingLevels = [.. _levels.Except(levels).Order(StringComparer.Ordinal)];
        if (missingLevels.Length > 0)
        {
            throw TrainingException.Missing(objective, missingLevels.Length == 1 ? "reads the level" : "reads the levels", missingLevels, training, levels);
        }

        string[] missing = [.. _required.Except(columns).Select(column => column.ToString()).Order(StringComparer.Ordinal)];
        if (missing.Length > 0)
        {
            throw TrainingException.Missing(objective, missing.Length == 1 ? "reads the column" : "reads the columns", missing, training, [.. columns.Where(column => missing.Any(one => one.StartsWith(column.Level + ".", StringComparison.Ordinal))).Select(column => column.ToString())], hint);
        }
    }

    /// <summary>Stops a training that does not make a link that the formulas follow, before anything is computed.</summary>
    /// <exception cref="TrainingException">A link is followed that is not among those made; the message names it.</exception>
    internal void RequireLinks(IObjective objective, string training, IReadOnlyCollection<string> made)
    {
        // A link to the parent has its level's name, and levels were checked before.
        if (_links.Where(link => link.Name != link.To.Key).Select(link => $"{link.From.Key}.{link.Name}").Except(made).Order(StringComparer.Ordinal).FirstOrDefault() is { } missing)
        {
            throw TrainingException.Missing(objective, "follows the link", [missing], training, made);
        }
    }

    /// <summary>Whether the formulas read what a frozen reference policy says of completions.</summary>
    internal bool ReadsReference => Reads("token", "ref_logp") || ContrastPrompts.AreReadBy(this);

    /// <summary>Whether a rollout needs a reference policy: for what it says, or to draw completions from.</summary>
    internal bool RolloutsNeedReference => ReadsReference || ScoreColumns.ReadReferences(this) || PrefixValues.ReadProver(this);

    /// <summary>Stops a training that has no reference policy although the formulas read one.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    internal void RequireReference(IObjective objective, Transformer? reference, bool ofRollouts = false)
    {
        if (reference is null && (ofRollouts ? RolloutsNeedReference : ReadsReference))
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' reads what a reference policy says with these options; give a reference (a Clone() of the model before training).");
        }
    }

    /// <summary>Stops a training that has no reward model, or one without a head, although the formulas read its columns.</summary>
    /// <exception cref="TrainingException">There is none.</exception>
    internal void RequireRewardModel(IObjective objective, RewardModel? model)
    {
        if (model is null && (Reads(RewardModel.LogProb.Level, RewardModel.LogProb.Column) || ReadsRewardValue))
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' reads a reward model with these options; give one (--reward-model FOLDER).");
        }

        if (model is { HasValues: false } && ReadsRewardValue)
        {
            throw new TrainingException($"'{objective.Descriptor.Name}' reads the values of the reward model's head with these options, and this reward model has none. Give the folder of one that was trained with a head.");
        }
    }

    private bool ReadsRewardValue => Reads(RewardModel.Value.Level, RewardModel.Value.Column);

    private void Take(Node node, HashSet<ColumnName> made)
    {
        if (node is ColumnNode column)
        {
            _levels.Add(column.Domain!.Key);
            ColumnName name = new(column.Domain.Key, column.Name);
            if (!made.Contains(name))
            {
                (double.IsNaN(column.Default) ? _required : _optional).Add(name);
            }
        }

        foreach (Link link in LinksOf(node))
        {
            Take(link);
        }
    }

    private void Take(Link link)
    {
        switch (link)
        {
            case DeclaredLink declared:
                _links.Add(declared);
                Take(declared.From);
                Take(declared.To);
                break;
            case RootLink root:
                Take(root.From);
                break;
            case NeighbourLink { Parent: { } parent }:
                Take(parent);
                break;
            case JoinLink join:
                Take(join.Join);
                break;
        }
    }

    private void Take(Domain domain)
    {
        if (domain is not Join join)
        {
            _levels.Add(domain.Key);
            return;
        }

        Take(join.Outer);
        Take(join.Set);
        foreach (Link link in join.Root.Links.Concat(join.Self.Links))
        {
            Take(link);
        }
    }

    private static IEnumerable<Link> LinksOf(Node node) => node switch
    {
        GatherNode gather => [gather.Link],
        ReduceNode reduce => [reduce.Link],
        CountNode count => [count.Link],
        ExistsNode exists => [exists.Link],
        ScanNode scan => [scan.Neighbour],
        SortNode sort => [sort.Family],
        RankNode rank => [rank.Family],
        PlacedNode placed => [placed.Family],
        _ => [],
    };
}
