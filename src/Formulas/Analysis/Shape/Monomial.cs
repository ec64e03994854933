namespace Paragon.Formulas;

/// <summary>A product of whole powers of values, some of them below the line.</summary>
internal sealed class Monomial
{
    private readonly SortedDictionary<int, (Node Atom, int Power)> _powers;

    private Monomial(SortedDictionary<int, (Node, int)> powers)
    {
        _powers = powers;
        Key = string.Join(" ", powers.Select(pair => $"{pair.Key}^{pair.Value.Item2}"));
    }

    /// <summary>The empty product.</summary>
    public static Monomial One { get; } = new([]);

    /// <summary>Text that equal products share.</summary>
    public string Key { get; }

    /// <summary>The values and their powers, in the order in which they were made.</summary>
    public IEnumerable<(Node Atom, int Power)> Powers => _powers.Values;

    /// <summary>A power of one value.</summary>
    public static Monomial Of(Node atom, int power = 1) => new(new() { [atom.Id] = (atom, power) });

    /// <summary>The product of two.</summary>
    public Monomial Times(Monomial other)
    {
        SortedDictionary<int, (Node, int)> powers = new(_powers);
        foreach ((Node atom, int power) in other.Powers)
        {
            int sum = power + (powers.TryGetValue(atom.Id, out (Node, int Power) known) ? known.Power : 0);
            powers.Remove(atom.Id);
            if (sum != 0)
            {
                powers[atom.Id] = (atom, sum);
            }
        }

        return new Monomial(powers);
    }

    /// <summary>One over the product.</summary>
    public Monomial Inverse() =>
        new(new SortedDictionary<int, (Node, int)>(_powers.ToDictionary(pair => pair.Key, pair => (pair.Value.Atom, -pair.Value.Power))));

    /// <summary>The product as a value.</summary>
    public Node ToNode(GraphBuilder b)
    {
        Node? above = Product(b, 1), below = Product(b, -1);
        return below is null ? above ?? b.Number(1) : b.Divide(above ?? b.Number(1), below);
    }

    private Node? Product(GraphBuilder b, int side)
    {
        Node? product = null;
        foreach ((Node atom, int power) in Powers.Where(factor => factor.Power * side > 0))
        {
            int size = Math.Abs(power);
            Node factor = size == 1 ? atom : b.Apply(Arithmetic.Power, atom, b.Number(size));
            product = product is null ? factor : b.Multiply(product, factor);
        }

        return product;
    }
}
