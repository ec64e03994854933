using Paragon.Formulas;

namespace Paragon.Cli.Costs;

/// <summary>What the values of a graph take in memory where each is a float32 tensor of its own. Numbers, and what broadcasts one, count as nothing.</summary>
/// <param name="sizes">Sizes of the batch.</param>
internal sealed class TensorMemory(BatchSizes sizes)
{
    /// <summary>float32.</summary>
    public const int Number = 4;

    /// <summary>Entry of an index map.</summary>
    private const int Index = 8;

    private readonly Dictionary<Node, bool> _wide = [];

    /// <summary>Whether libtorch computes a value, and no element of the batch gives it.</summary>
    public bool IsComputed(Node node) => IsWide(node) && !IsChoice(node) && node is not (ColumnNode { IsBoolean: false } or CountNode or ExistsNode or StopGradientNode or GatherNode { Link: RootLink });

    /// <summary>Bytes of a value.</summary>
    public long Bytes(Node node) => IsWide(node) && node is not GatherNode { Link: RootLink } ? (node.IsBoolean ? 1 : Number) * sizes.Rows(node.Domain) : 0;

    /// <summary>Bytes of all tensors that computing a value makes, the value among them.</summary>
    public long Made(Node node) => node switch
    {
        OperationNode operation => (long)(Tensors(operation) * Bytes(node)),

        // Where the link may point nowhere: what was gathered, zeros, and the choice between them.
        GatherNode gather => (gather.Link.Optional ? 3 : 1) * Bytes(node),
        ReduceNode { Link: RootLink } => 0,
        ReduceNode { Reduction: Reduction.Sum } sum => (2 * Bytes(node)) + (sum.Link.Optional ? 2 * Bytes(sum.Value) : 0),
        ReduceNode { Reduction: Reduction.Mean } mean => (3 * Bytes(node)) + (mean.Link.Optional ? 2 * Bytes(mean.Value) : 0),

        // The values with a filler behind them, then in rows of one family each.
        ReduceNode reduce => Bytes(node) + (2 * Bytes(reduce.Value)),

        // Doubling: for each power of two an index and a mask, three tensors to combine, and those of the weight.
        ScanNode => Bytes(node) / Number * (Index + 1 + (7 * Number)) * (long)Math.Ceiling(Math.Log2(Math.Max(2, sizes.Tokens / sizes.Completions))),
        _ => Bytes(node) / Number * ((4 * Number) + Index),
    };

    /// <summary>Bytes alive at once while PyTorch hands the derivative on from a value: the derivative by it, those by its operands, and what a tie of extremes takes.</summary>
    public long MadeGoingBack(Node node) => node switch
    {
        OperationNode { Operation.Name: "min" or "max" } => 4 * Bytes(node),
        OperationNode { Operation.Name: "multiply" or "divide" } => 3 * Bytes(node),
        OperationNode => 2 * Bytes(node),
        _ => node.Arguments.Sum(Bytes),
    };

    /// <summary>Bytes that computing a value reads.</summary>
    public long Read(Node node) => node switch
    {
        GatherNode => (Index + Number) * sizes.Rows(node.Domain),
        ReduceNode reduce => Bytes(reduce.Value) + (reduce.Link is RootLink ? 0 : Index * sizes.Rows(reduce.Value.Domain)),
        _ => node.Arguments.Sum(Bytes),
    };

    /// <summary>The values that PyTorch keeps of a computed one for the way back: see derivatives.yaml.</summary>
    public static IEnumerable<Node> KeptBy(Node node)
    {
        if (node is not OperationNode { CarriesGradient: true } operation)
        {
            return [];
        }

        Node first = operation.Arguments[0], last = operation.Arguments[^1];
        return operation.Operation.Name switch
        {
            "add" or "subtract" or "negate" or "floor" or "sign" => [],
            "exp" or "expm1" or "sigmoid" or "tanh" or "sqrt" or "root" => [node],
            "multiply" => [.. first.CarriesGradient ? [last] : Array.Empty<Node>(), .. last.CarriesGradient ? [first] : Array.Empty<Node>()],
            "divide" => last.CarriesGradient ? [first, last] : [last],
            "select" or "clamp" => [first],
            _ => operation.Arguments,
        };
    }

    /// <summary>What a value may be where the options choose; itself elsewhere.</summary>
    public static IEnumerable<Node> Sides(Node node) => IsChoice(node) ? node.Arguments.Skip(1).SelectMany(Sides) : [node];

    /// <summary>Whether a value is one of two that the options choose.</summary>
    public static bool IsChoice(Node node) => node is OperationNode { Operation.Name: "select" } choice && choice.Arguments[0].Domain is null;

    /// <summary>How many tensors of a value's size an operation makes.</summary>
    private static double Tensors(OperationNode operation) => operation.Operation.Name switch
    {
        "subtract" when operation.Arguments[0].Domain is null => 2,
        "logsigmoid" => 2,
        "sign" => 2.25,
        "softplus" => 4,
        "root" => 5.25,
        "log1mexp" => 10.25,
        _ => 1,
    };

    /// <summary>Whether a value has an entry for each element: what numbers and sums over the batch give has one for all.</summary>
    private bool IsWide(Node node)
    {
        if (!_wide.TryGetValue(node, out bool wide))
        {
            _wide[node] = wide = !HostValue.IsScalar(node) && node switch
            {
                GatherNode { Link: RootLink } => false,
                OperationNode or StopGradientNode or GatherNode => node.Arguments.Any(IsWide),
                _ => true,
            };
        }

        return wide;
    }
}
