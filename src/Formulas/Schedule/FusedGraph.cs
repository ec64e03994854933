namespace Paragon.Formulas;

/// <summary>
/// The results that one kernel computes together, in the form that loops compute: values, derivatives and metrics of an
/// objective as one graph, in which what they share is one node.
/// </summary>
/// <param name="Builder">Builder of the nodes.</param>
/// <param name="Roots">The results.</param>
/// <param name="Requirements">Reductions that have no value for an empty family, at places where that is an error.</param>
/// <param name="Guards">Under which choices each value is needed.</param>
public sealed record FusedGraph(GraphBuilder Builder, IReadOnlyList<FusedRoot> Roots, IReadOnlyList<FusedRequirement> Requirements, Guards Guards)
{
    /// <summary>Name of the flag that says whether the gradient is wanted.</summary>
    public const string WantsGradient = "$gradient";

    /// <summary>Name of the flag that says whether values of each element are wanted beside their mean.</summary>
    public const string WantsEach = "$each";

    /// <summary>Brings results into the form that loops compute.</summary>
    /// <param name="b">Builder of the results.</param>
    /// <param name="roots">The results.</param>
    /// <param name="gradientOf">The number whose derivative by every differentiable column is a result too; none where null.</param>
    /// <exception cref="DifferentiationException">A value on the way has no derivative.</exception>
    public static FusedGraph Of(GraphBuilder b, IReadOnlyList<FusedRoot> roots, Node? gradientOf)
    {
        List<FusedRoot> all = [.. roots];
        HashSet<Node> certain = [];
        foreach (FusedRoot root in roots.Where(root => root.IsCertain))
        {
            Certain(root.Value, certain);
        }

        List<(ReduceNode Node, Link? Reader)> required = [.. certain.OfType<ReduceNode>().Where(reduce => reduce.Reduction != Reduction.Sum).Select(reduce => (reduce, (Link?)null))];
        foreach (GatherNode gather in certain.OfType<GatherNode>().Where(gather => gather.Link is not RootLink && !gather.Link.Optional))
        {
            Reached.By(gather, choice => HostValue.IsDecided(choice.Arguments[0]), reduce =>
            {
                if (reduce.Reduction != Reduction.Sum && reduce.Link is not RootLink && !certain.Contains(reduce))
                {
                    required.Add((reduce, gather.Link));
                }
            });
        }

        if (gradientOf is not null)
        {
            Node wanted = b.Option(WantsGradient, true);
            foreach (KeyValuePair<ColumnNode, Node> pair in Differentiation.Gradient(b, gradientOf, onSlope: NameSlope))
            {
                all.Add(new FusedRoot(FusedRootKind.Gradient, $"{pair.Key.Domain!.Key}.{pair.Key.Name}", pair.Key.Domain, pair.Value, Guard.Always.And(wanted, true)));
            }
        }

        IReadOnlyDictionary<Node, Node> elementary = Elementary.Of(b, all.Select(root => root.Value));
        IReadOnlyDictionary<Node, Node> optional = OptionalColumns.Of(b, elementary.Values);
        IReadOnlyDictionary<Node, Node> shorter = ClampSlopes.Of(b, optional.Values);
        IReadOnlyDictionary<Node, Node> final = HostChoices.MoveOut(b, shorter.Values);
        Node Final(Node node) => final[shorter[optional[elementary[node]]]];
        FusedRoot[] made = [.. all.Select(root => Shortened(root with { Value = Final(root.Value) }))];
        Guards guards = new([.. made.Select(root => (root.Value, root.Guard))]);
        return new FusedGraph(b, made, [.. required.Select(reduce => new FusedRequirement(reduce.Node.Reduction, reduce.Node.Link, reduce.Reader, guards.Of(Final(reduce.Node)))).Distinct()], guards);
    }

    /// <summary>Names the derivative by a value after the value, so that the kernel can be read.</summary>
    internal static void NameSlope(Node node, Node slope)
    {
        if ((node.Label ?? (node as ColumnNode)?.Name) is { } name && slope is OperationNode { Label: null, Source: null })
        {
            slope.Label = "slopeBy" + string.Concat(name.Split('_').Where(word => word.Length > 0).Select(word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
            slope.Source = $"\u2202/\u2202 {name}";
        }
    }

    /// <summary>A gradient that is 0 under some options is not computed there: it is 0 where nothing was computed.</summary>
    private static FusedRoot Shortened(FusedRoot root)
    {
        while (root.Kind == FusedRootKind.Gradient && HostValue.IsChoice(root.Value))
        {
            int zero = Enumerable.Range(1, 2).FirstOrDefault(i => root.Value.Arguments[i] is ConstantNode { Value: 0 });
            if (zero == 0)
            {
                break;
            }

            root = root with { Value = root.Value.Arguments[3 - zero], Guard = root.Guard.And(root.Value.Arguments[0], zero == 2) };
        }

        return root;
    }

    /// <summary>The values that are needed at every element of their domain: no condition on data and no link stands between them and the result.</summary>
    private static void Certain(Node node, HashSet<Node> certain)
    {
        if (!certain.Add(node))
        {
            return;
        }

        bool isDataChoice = node is OperationNode { Operation.Name: "select" } && !HostValue.IsDecided(node.Arguments[0]);
        foreach (Node argument in isDataChoice ? node.Arguments.Take(1) : node is GatherNode { Link: not RootLink } or ReduceNode { Link.Optional: true } ? [] : node.Arguments)
        {
            Certain(argument, certain);
        }
    }
}

/// <summary>A reduction that needs at least one element in every family, or in every one that a link leads to.</summary>
/// <param name="Reduction">The reduction.</param>
/// <param name="Link">Link from the elements.</param>
/// <param name="Reader">The link that leads to the families; null for all families.</param>
/// <param name="Guard">Under which choices it is needed.</param>
public sealed record FusedRequirement(Reduction Reduction, Link Link, Link? Reader, Guard Guard);
