namespace Paragon;

/// <summary>A set of elements of one level, with the reductions of the formula language.</summary>
/// <typeparam name="T">The level.</typeparam>
/// <remarks>
/// The sum of nothing is 0, its count is 0, any of nothing is false and all of nothing is true. Every other reduction
/// of nothing is an error that names the row, never NaN.
/// </remarks>
public readonly struct Elements<T>
    where T : struct, ILevel<T>
{
    private readonly PackedBatch _source;
    private readonly int[] _rows;
    private readonly string _name;
    private readonly int _first;

    /// <summary>The elements at some rows.</summary>
    /// <param name="source">Batch that holds them.</param>
    /// <param name="rows">Their rows, in their order.</param>
    /// <param name="name">What they are called in a message.</param>
    /// <param name="first">Row from which steps are counted: that of the element that a range begins with, whether it is still among them or not.</param>
    internal Elements(PackedBatch source, int[] rows, string name, int? first = null)
    {
        _source = source;
        _rows = rows;
        _name = name;
        _first = first ?? rows.FirstOrDefault();
    }

    /// <summary>How many elements there are.</summary>
    public Real Count() => _rows.Length;

    /// <summary>The elements for which a condition holds.</summary>
    public Elements<T> Where(Func<T, bool> condition)
    {
        PackedBatch source = _source;
        return new(source, _rows.Where(row => condition(T.At(source, row))).ToArray(), _name, _first);
    }

    /// <summary>Sum of a value; 0 for no elements.</summary>
    public Real Sum(Func<T, Real> value) => Values(value).Sum();

    /// <summary>Mean of a value.</summary>
    public Real Mean(Func<T, Real> value) => NonEmpty(value, nameof(Mean)).Average();

    /// <summary>Smallest of a value. Ties share the gradient equally.</summary>
    public Real Min(Func<T, Real> value) => NonEmpty(value, nameof(Min)).Min();

    /// <summary>Largest of a value. Ties share the gradient equally.</summary>
    public Real Max(Func<T, Real> value) => NonEmpty(value, nameof(Max)).Aggregate(Math.Max);

    /// <summary>Median of a value: the middle one, or the mean of the two middle ones.</summary>
    public Real Median(Func<T, Real> value)
    {
        double[] sorted = NonEmpty(value, nameof(Median));
        Array.Sort(sorted);
        return double.IsNaN(sorted[0]) ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>log Σ exp of a value, without overflow.</summary>
    public Real LogSumExp(Func<T, Real> value)
    {
        double[] values = NonEmpty(value, nameof(LogSumExp));
        double largest = values.Max();
        return largest + Math.Log(values.Sum(v => Math.Exp(v - largest)));
    }

    /// <summary>Mean square deviation, divided by the number of elements.</summary>
    public Real PopulationVariance(Func<T, Real> value) => SquaredDeviations(value, nameof(PopulationVariance), 1) / _rows.Length;

    /// <summary>Square deviation divided by the number of elements less one (unbiased). Needs two elements.</summary>
    public Real SampleVariance(Func<T, Real> value) => SquaredDeviations(value, nameof(SampleVariance), 2) / (_rows.Length - 1);

    /// <summary>Square root of <see cref="PopulationVariance"/>. Derivative 0 where it is 0.</summary>
    public Real PopulationStd(Func<T, Real> value) => Formula.Sqrt(PopulationVariance(value));

    /// <summary>Square root of <see cref="SampleVariance"/> (unbiased). Needs two elements. Derivative 0 where it is 0.</summary>
    public Real SampleStd(Func<T, Real> value) => Formula.Sqrt(SampleVariance(value));

    /// <summary>Whether a condition holds for at least one element; false for none.</summary>
    public bool Any(Func<T, bool> condition)
    {
        foreach (int row in _rows)
        {
            if (condition(T.At(_source, row)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a condition holds for every element; true for none.</summary>
    public bool All(Func<T, bool> condition) => !Any(element => !condition(element));

    /// <summary>
    /// Σ rateᵏ · value over a range, k = 0 at the element itself: a discounted return over <c>AndAfter</c>, a decaying
    /// trace over <c>AndBefore</c>. An element that <c>Where</c> leaves out is a step all the same.
    /// </summary>
    /// <param name="rate">Factor per step, the same for all elements of one parent.</param>
    /// <param name="value">Value at each element.</param>
    public Real Discounted(Real rate, Func<T, Real> value)
    {
        double[] values = Values(value);
        double total = 0;
        for (int i = values.Length - 1; i >= 0; i--)
        {
            total = values[i] + total;
            for (int steps = Math.Abs(_rows[i] - (i > 0 ? _rows[i - 1] : _first)); steps > 0; steps--)
            {
                total *= rate.Value;
            }
        }

        return total;
    }

    /// <summary>The value that stands at an element's place when the values of all elements are sorted, smallest first; NaN where one of them is NaN.</summary>
    /// <param name="value">Value to sort by; equal values keep the order of their rows.</param>
    /// <param name="at">Element whose place among these elements is meant.</param>
    public Real Sorted(Func<T, Real> value, T at)
    {
        double[] values = Values(value);
        int place = Place(at);
        return values.Any(double.IsNaN) ? double.NaN : values.Order().ElementAt(place);
    }

    /// <summary>How many elements come before one when they are sorted by a value, smallest first; equal values keep the order of their rows. NaN where one value is NaN.</summary>
    /// <param name="value">Value to sort by.</param>
    /// <param name="at">Element whose rank is asked, from 0.</param>
    public Real Rank(Func<T, Real> value, T at)
    {
        double[] values = Values(value);
        int place = Place(at);
        double own = values[place];
        return values.Any(double.IsNaN) ? double.NaN : values.Where((v, i) => v < own || (v == own && i < place)).Count();
    }

    /// <summary>How many elements stand before one, in the order of their rows.</summary>
    /// <param name="element">Element whose place among these is asked, from 0.</param>
    public Real IndexOf(T element) => Place(element);

    private int Place(T at)
    {
        int place = Array.IndexOf(_rows, at.Row);
        return place >= 0 ? place : throw new BatchException($"{T.LevelName} {at.Row} is not one of {_name}.");
    }

    private double SquaredDeviations(Func<T, Real> value, string reduction, int atLeast)
    {
        double[] values = NonEmpty(value, reduction, atLeast);
        double mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean));
    }

    private double[] NonEmpty(Func<T, Real> value, string reduction, int atLeast = 1) =>
        _rows.Length >= atLeast ? Values(value) : throw BatchException.TooFew(reduction, _name, _rows.Length, atLeast);

    private double[] Values(Func<T, Real> value)
    {
        double[] values = new double[_rows.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = value(T.At(_source, _rows[i])).Value;
        }

        return values;
    }
}
