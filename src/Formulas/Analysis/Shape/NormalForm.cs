namespace Paragon.Formulas;

/// <summary>A value as a sum of numbers times products of powers: sums that are equal have one form, so what cancels is gone.</summary>
internal sealed class NormalForm
{
    private readonly SortedDictionary<string, (double Number, Monomial Product)> _terms;

    private NormalForm(SortedDictionary<string, (double, Monomial)> terms) => _terms = terms;

    /// <summary>The terms.</summary>
    public IEnumerable<(double Number, Monomial Product)> Terms => _terms.Values;

    /// <summary>Number of terms.</summary>
    public int Count => _terms.Count;

    /// <summary>The number that the value always is, or null.</summary>
    public double? Number => Count == 0 ? 0 : Count == 1 && _terms.TryGetValue("", out (double Number, Monomial) only) ? only.Number : null;

    /// <summary>A number.</summary>
    public static NormalForm Of(double number) => Of([(number, Monomial.One)]);

    /// <summary>A value that is not taken apart.</summary>
    public static NormalForm Of(Node atom, int power = 1) => Of([(1, Monomial.Of(atom, power))]);

    /// <summary>A sum of terms; equal products are put together.</summary>
    public static NormalForm Of(IEnumerable<(double Number, Monomial Product)> terms)
    {
        SortedDictionary<string, (double, Monomial)> sum = new(StringComparer.Ordinal);
        foreach ((double number, Monomial product) in terms)
        {
            double total = number + (sum.TryGetValue(product.Key, out (double Number, Monomial) known) ? known.Number : 0);
            sum.Remove(product.Key);
            if (total != 0)
            {
                sum[product.Key] = (total, product);
            }
        }

        return new NormalForm(sum);
    }

    /// <summary>The sum of two.</summary>
    public NormalForm Plus(NormalForm other) => Of(Terms.Concat(other.Terms));

    /// <summary>The value times a number.</summary>
    public NormalForm Times(double factor) => Of(Terms.Select(term => (term.Number * factor, term.Product)));

    /// <summary>The product of two.</summary>
    public NormalForm Times(NormalForm other) =>
        Of(Terms.SelectMany(one => other.Terms.Select(two => (one.Number * two.Number, one.Product.Times(two.Product)))));

    /// <summary>Number of the first term.</summary>
    public double Leading => Terms.First().Number;

    /// <summary>The value as a graph.</summary>
    public Node ToNode(GraphBuilder b)
    {
        Node? sum = null;
        foreach ((double number, Monomial product) in Terms)
        {
            Node size = product == Monomial.One || product.Key.Length == 0 ? b.Number(Math.Abs(number)) : b.Multiply(b.Number(Math.Abs(number)), product.ToNode(b));
            sum = sum is null ? (number < 0 ? b.Negate(size) : size) : number < 0 ? b.Subtract(sum, size) : b.Add(sum, size);
        }

        return sum ?? b.Number(0);
    }
}
