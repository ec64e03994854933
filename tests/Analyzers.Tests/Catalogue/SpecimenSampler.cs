using CsCheck;
using Paragon.Formulas;
using Paragon.Testing;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>Random inputs of a specimen, from the ranges that it declares: far out where they are open.</summary>
internal sealed class SpecimenSampler
{
    private readonly ObjectiveDescriptor _descriptor;
    private readonly Random _random;
    private readonly PCG _pcg;
    private readonly OptionNode[] _options;
    private readonly bool _hasSegments;
    private readonly bool _hasTokens;

    public SpecimenSampler(ObjectiveDescriptor descriptor, int seed)
    {
        (_descriptor, _random, _pcg) = (descriptor, new Random(seed), new PCG(1, (ulong)seed));
        IObjective objective = SpecimenObjectives.Make(descriptor.Name);
        Node[] nodes = [.. Nodes(objective)];
        _options = [.. nodes.OfType<OptionNode>().DistinctBy(option => option.Name)];
        _hasSegments = objective.Stages.Any(stage => stage.GraphSource.Contains("segment", StringComparison.Ordinal));
        _hasTokens = objective.Stages.Any(stage => stage.GraphSource.Contains("token", StringComparison.Ordinal));
        Columns = [.. nodes.OfType<ColumnNode>().DistinctBy(Place)];
    }

    /// <summary>The columns that its formulas read.</summary>
    public IReadOnlyList<ColumnNode> Columns { get; }

    /// <summary>The specimen with random options and a random batch.</summary>
    /// <param name="isLarge">Whether the batch has many elements: what nothing bounds shows in numbers.</param>
    public (IObjective Objective, PackedBatch Batch) Next(bool isLarge)
    {
        IObjective objective = SpecimenObjectives.Make(_descriptor.Name, [.. _options.Select(option => (option.Name, Draw(option)))]);
        BatchGenerator batches = BatchGenerator.For(objective);
        (int Min, int Max) many = (isLarge ? 90 : 1, isLarge ? 100 : 5);
        batches = (_hasSegments, _hasTokens) switch
        {
            (true, true) => batches.Family("completion", 3, 6).Family("segment", 1, 2).Family("token", Math.Max(2, many.Min), many.Max),
            (true, false) => batches.Family("completion", 3, 6).Family("segment", many.Min, many.Max),
            _ => batches.Family("completion", isLarge ? 150 : 3, isLarge ? 200 : 6),
        };
        foreach (ColumnNode column in Columns)
        {
            ColumnName place = Place(column);
            batches.Column(place.Level, place.Column, new Numbers(() => column.IsBoolean ? _random.Next(2) : Number(column.Range)));
        }

        return (objective, batches.Generate(_pcg, null, out _));
    }

    /// <summary>Level and name of a column.</summary>
    public static ColumnName Place(ColumnNode column) => new(column.Domain!.Key, column.Name);

    private double Draw(OptionNode option)
    {
        double value = Number(option.Range);
        return option.IsBoolean ? _random.Next(2) : _descriptor.Find(option.Name)!.Kind == OptionKind.WholeNumber ? Math.Round(value) : value;
    }

    private double Number(Interval range)
    {
        bool low = double.IsFinite(range.Low);
        bool high = double.IsFinite(range.High);
        return (low, high) switch
        {
            (true, true) => _random.Next(8) switch
            {
                0 => range.Low,
                1 => range.High,
                _ => range.Low + (_random.NextDouble() * (range.High - range.Low)),
            },
            _ when _random.Next(8) == 0 && (low || high) => low ? range.Low : range.High,
            _ when _random.Next(2) == 0 && (low || high) => low ? range.Low + Far() : range.High - Far(),
            _ => Math.Clamp(_random.Next(2) == 0 ? Far() : -Far(), range.Low, range.High),
        };
    }

    private double Far() => Math.Pow(10, (_random.NextDouble() * 5) - 2);

    private static IEnumerable<Node> Nodes(IObjective objective)
    {
        HashSet<Node> seen = [];
        Stack<Node> waiting = new(objective.Stages.Select(stage => stage.Graph));
        while (waiting.TryPop(out Node? node))
        {
            if (seen.Add(node))
            {
                yield return node;
                foreach (Node argument in node.Arguments)
                {
                    waiting.Push(argument);
                }
            }
        }
    }

    private sealed class Numbers(Func<double> next) : Gen<double>
    {
        public override double Generate(PCG pcg, Size? min, out Size size)
        {
            size = new Size(0);
            return next();
        }
    }
}
