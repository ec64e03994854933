namespace Paragon.Formulas;

/// <summary>
/// Takes values apart into their <see cref="NormalForm"/>. A gather and a sum pass through to the terms, a mean is a sum
/// over a count, and a sigmoid has one form for x and -x: so z-scores, softmaxes and log-ratios cancel exactly.
/// </summary>
/// <remarks>It holds wherever the value is defined: what is divided by itself is 1.</remarks>
internal sealed class NormalForms(GraphBuilder b)
{
    private const int MostTerms = 48;
    private readonly Dictionary<Node, NormalForm> _known = [];

    /// <summary>The form of a value.</summary>
    public NormalForm Of(Node root)
    {
        if (_known.TryGetValue(root, out NormalForm? known))
        {
            return known;
        }

        foreach (Node node in Traversal.SortedBeside(_known, root))
        {
            _known[node] = Make(node);
        }

        return _known[root];
    }

    private NormalForm Make(Node node) => node switch
    {
        ConstantNode { IsBoolean: false } number when !double.IsInfinity(number.Value) && !double.IsNaN(number.Value) => NormalForm.Of(number.Value),
        OperationNode { IsBoolean: false } operation => Operation(operation),
        GatherNode { IsBoolean: true } => NormalForm.Of(node),
        GatherNode { Link.Optional: false } gather => NormalForm.Of(_known[gather.Value].Terms.Select(term => (term.Number, Gathered(gather.Link, term.Product)))),
        // where an optional link leads nowhere there is 0, whatever is the same everywhere else, or in the whole batch
        GatherNode { Link.Optional: true } gather when _known[gather.Value].ToNode(b) is { Domain: null } or GatherNode { Link: RootLink } => NormalForm.Of(node),
        ReduceNode { Reduction: Reduction.Sum } sum => Sum(sum.Link, _known[sum.Value]),
        ReduceNode { Reduction: Reduction.Mean } mean => Sum(mean.Link, _known[mean.Value]).Times(NormalForm.Of(b.CountOf(mean.Link), -1)),
        ReduceNode { Reduction: Reduction.Min or Reduction.Max or Reduction.Median } reduce when _known[reduce.Value].Number is not null => _known[reduce.Value],
        StopGradientNode stop => _known[stop.Value],
        _ => Rebuilt(node),
    };

    private NormalForm Operation(OperationNode node)
    {
        NormalForm At(int argument) => _known[node.Arguments[argument]];
        switch (node.Operation.Name)
        {
            case "add":
                return At(0).Plus(At(1));
            case "subtract":
                return At(0).Plus(At(1).Times(-1));
            case "negate":
                return At(0).Times(-1);
            case "multiply" when At(0).Count * At(1).Count <= MostTerms:
                return At(0).Times(At(1));
            case "square" when At(0).Count * At(0).Count <= MostTerms:
                return At(0).Times(At(0));
            case "power" when node.Second() is ConstantNode { Value: 3 } && At(0).Count <= 3:
                return At(0).Times(At(0)).Times(At(0));
            case "divide" when At(1).Count == 1:
                return At(0).Times(NormalForm.Of(At(1).Terms.Select(term => (1 / term.Number, term.Product.Inverse()))));
            case "divide" when At(1).Count > 1:
                // 2a + 2b and a + b below the line are one divisor and a number
                double leading = At(1).Leading;
                return At(0).Times(NormalForm.Of(At(1).Times(1 / leading).ToNode(b), -1)).Times(1 / leading);
            case "select":
                return At(1).Plus(At(2).Times(-1)).Number == 0 ? At(1) : Rebuilt(node);
            case "sigmoid" when IsNegative(At(0)):
                return NormalForm.Of(1).Plus(Unary(node, -1).Times(-1));
            case "tanh" or "atan" or "sin" when IsNegative(At(0)):
                return Unary(node, -1).Times(-1);
            case "abs" or "cos" when IsNegative(At(0)):
                return Unary(node, -1);
            default:
                return Rebuilt(node);
        }
    }

    private NormalForm Unary(OperationNode node, double sign) =>
        Atom(b.Apply(node.Operation, _known[node.First()].Times(sign).ToNode(b)));

    private static bool IsNegative(NormalForm form) => form.Count > 0 && form.Leading < 0;

    private NormalForm Rebuilt(Node node) =>
        node.Arguments.Count == 0 ? NormalForm.Of(node)
        : Atom(Rebuilding.With(b, node, [.. node.Arguments.Select(argument => argument.IsBoolean ? argument : _known[argument].ToNode(b))]));

    private static NormalForm Atom(Node node) =>
        node is ConstantNode { IsBoolean: false } number && !double.IsInfinity(number.Value) && !double.IsNaN(number.Value) ? NormalForm.Of(number.Value) : NormalForm.Of(node);

    private Monomial Gathered(Link link, Monomial product) =>
        product.Powers.Aggregate(Monomial.One, (all, factor) => all.Times(Monomial.Of(b.Gather(link, factor.Atom), factor.Power)));

    /// <summary>The sum over a family: what all of it share comes out, and a plain number is counted.</summary>
    private NormalForm Sum(Link link, NormalForm value) => NormalForm.Of(value.Terms.Select(term =>
    {
        Monomial outside = Monomial.One, inside = Monomial.One;
        foreach ((Node atom, int power) in term.Product.Powers)
        {
            if (Shared(link, atom) is { } shared)
            {
                outside = outside.Times(Monomial.Of(shared, power));
            }
            else
            {
                inside = inside.Times(Monomial.Of(atom, power));
            }
        }

        Node sum = inside.Key.Length == 0 ? b.CountOf(link) : b.Reduce(Reduction.Sum, link, inside.ToNode(b));
        return (term.Number, outside.Times(Monomial.Of(sum)));
    }));

    private Node? Shared(Link link, Node atom) => atom switch
    {
        { Domain: null } => atom,
        GatherNode gather when gather.Link.Key == link.Key => gather.Value,
        GatherNode { Link: RootLink } batch => link.To.IsBatch ? batch.Value : b.Gather(new RootLink(link.To), batch.Value),
        _ => null,
    };
}
