using Paragon.Formulas;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon;

/// <summary>
/// A link between two levels on a device, with the reductions over all elements that point to one. Values are 1-D, one
/// entry per element; a value of the whole batch has one entry and broadcasts.
/// </summary>
public sealed class TensorLink
{
    private readonly string _name;
    private readonly string _to;
    private readonly long _sources;
    private readonly long _targets;
    private readonly int[] _counts;
    private readonly int _fewest;
    private readonly int _emptiest;
    private readonly bool _toBatch;
    private readonly int _width;
    private readonly Tensor _index;
    private readonly Tensor? _exists;
    private readonly Tensor _count;
    private readonly Tensor _table;
    private readonly Tensor _places;

    private TensorLink(Link spec, LinkTable links, ScalarType dtype, Device device)
    {
        int[] targets = links.Targets(spec);
        List<int>[] members = links.Sources(spec);
        _name = spec.Key;
        _to = spec.To.IsBatch ? "the batch" : spec.To.Key;
        _sources = targets.Length;
        _targets = members.Length;
        _toBatch = spec.To.IsBatch;
        _counts = [.. members.Select(rows => rows.Count)];
        _fewest = members.Length == 0 ? 0 : _counts.Min();
        _emptiest = Array.FindIndex(members, rows => rows.Count == _fewest);
        // At least one place for each target, if only of the filler: a reduction refuses a table without columns.
        _width = members.Select(rows => rows.Count).Append(1).Max();
        Target = targets;
        if (targets.Any(target => target < 0))
        {
            if (!spec.Optional)
            {
                throw new BatchException($"Link '{spec.Key}' of row {Array.FindIndex(targets, target => target < 0)} points nowhere, but the level declares it as always present.");
            }
        }

        _exists = spec.Optional ? Keep(tensor(targets.Select(target => target >= 0).ToArray(), device: device)) : null;
        _index = Keep(tensor(targets.Select(target => (long)Math.Max(target, 0)).ToArray(), device: device));
        _count = Keep(tensor(members.Select(rows => (double)rows.Count).ToArray(), dtype, device));

        // One row per target, its members in order; a place beyond the last member points to the filler behind the values.
        _table = Keep(tensor(members.SelectMany(rows => Enumerable.Range(0, _width).Select(i => (long)(i < rows.Count ? rows[i] : targets.Length))).ToArray(), device: device)
            .reshape(_targets, _width));
        _places = Keep(tensor(PlacesIn(members, targets.Length), device: device));
    }

    internal IEnumerable<Tensor> Tensors => new[] { _index, _exists, _count, _table, _places }.OfType<Tensor>();

    private int[] Target { get; }

    /// <summary>How many elements point to each target.</summary>
    public BatchTensor Count => _count;

    /// <summary>Whether each element's link points anywhere.</summary>
    public BatchTensor Exists => _exists ?? ones(_sources, ScalarType.Bool, _index.device);

    internal static TensorLink Of(Link spec, LinkTable links, ScalarType dtype, Device device) => new(spec, links, dtype, device);

    /// <summary>The target's value for each element; 0 where the link points nowhere.</summary>
    public BatchTensor Gather(Tensor values)
    {
        if (_toBatch || values.shape[0] != _targets)
        {
            // one value for all broadcasts
            return values;
        }

        Tensor gathered = values.index_select(0, _index);
        return _exists is null ? gathered : where(_exists, gathered, zeros_like(gathered));
    }

    /// <summary>Sum for each target; 0 for none.</summary>
    public BatchTensor Sum(Tensor values)
    {
        Tensor each = Each(values);
        if (_toBatch)
        {
            return each.sum().reshape(1);
        }

        each = _exists is null ? each : where(_exists, each, zeros_like(each));
        using Scalar once = 1;
        return zeros(_targets, each.dtype, each.device).index_add(0, _index, each, once);
    }

    /// <summary>Mean for each target.</summary>
    /// <exception cref="BatchException">A target has no element; see <see cref="MeanOrNaN"/>.</exception>
    public BatchTensor Mean(Tensor values) => NonEmpty(nameof(Mean)).MeanOrNaN(values);

    /// <summary>The mean for each target, 0 for none: for targets that no element looks at.</summary>
    public BatchTensor MeanOrZero(Tensor values) => ZeroIfNone(MeanOrNaN(values));

    /// <summary>Mean for each target, NaN for none: for a place that a condition guards.</summary>
    public BatchTensor MeanOrNaN(Tensor values) => Sum(values) / (BatchTensor)_count;

    /// <summary>Largest for each target. Ties share the gradient.</summary>
    /// <exception cref="BatchException">A target has no element.</exception>
    public BatchTensor Max(Tensor values) => NonEmpty(nameof(Max)).MaxOrNaN(values);

    /// <summary>The largest for each target, 0 for none: for targets that no element looks at.</summary>
    public BatchTensor MaxOrZero(Tensor values) => ZeroIfNone(MaxOrNaN(values));

    /// <summary>Largest for each target, NaN for none: for a place that a condition guards.</summary>
    public BatchTensor MaxOrNaN(Tensor values) => NaNIfNone(Rows(values, double.NegativeInfinity).amax(1));

    /// <summary>Smallest for each target. Ties share the gradient.</summary>
    /// <exception cref="BatchException">A target has no element.</exception>
    public BatchTensor Min(Tensor values) => NonEmpty(nameof(Min)).MinOrNaN(values);

    /// <summary>The smallest for each target, 0 for none: for targets that no element looks at.</summary>
    public BatchTensor MinOrZero(Tensor values) => ZeroIfNone(MinOrNaN(values));

    /// <summary>Smallest for each target, NaN for none: for a place that a condition guards.</summary>
    public BatchTensor MinOrNaN(Tensor values) => NaNIfNone(Rows(values, double.PositiveInfinity).amin(1));

    /// <summary>log Σ exp for each target.</summary>
    /// <exception cref="BatchException">A target has no element.</exception>
    public BatchTensor LogSumExp(Tensor values) => NonEmpty(nameof(LogSumExp)).LogSumExpOrNaN(values);

    /// <summary>The log Σ exp for each target, 0 for none: for targets that no element looks at.</summary>
    public BatchTensor LogSumExpOrZero(Tensor values) => ZeroIfNone(LogSumExpOrNaN(values));

    /// <summary>log Σ exp for each target, NaN for none: for a place that a condition guards. NaN too where the largest is infinite, which PyTorch would hand on.</summary>
    public BatchTensor LogSumExpOrNaN(Tensor values)
    {
        BatchTensor sum = NaNIfNone(Rows(values, double.NegativeInfinity).logsumexp(1)), constant = ((Tensor)sum).detach();
        return sum + (constant - constant);
    }

    /// <summary>Median for each target: the mean of the two middle values where their number is even.</summary>
    /// <exception cref="BatchException">A target has no element.</exception>
    public BatchTensor Median(Tensor values) => NonEmpty(nameof(Median)).MedianOrNaN(values);

    /// <summary>The median for each target, 0 for none: for targets that no element looks at.</summary>
    public BatchTensor MedianOrZero(Tensor values) => ZeroIfNone(MedianOrNaN(values));

    /// <summary>Median for each target, NaN for none: for a place that a condition guards.</summary>
    public BatchTensor MedianOrNaN(Tensor values)
    {
        Tensor sorted = Rows(values, double.PositiveInfinity).sort(1).Values;
        BatchTensor low = sorted.gather(1, PlaceOf(count => (count - 1) / 2));
        BatchTensor high = sorted.gather(1, PlaceOf(count => count / 2));
        return NaNIfNone(NaNIfUndefined(values, (low + high) / 2).squeeze(1));
    }

    /// <summary>The values of each family sorted: the i-th element of the family holds the i-th smallest.</summary>
    public BatchTensor Sort(Tensor values) => FromRows(NaNIfUndefined(values, Rows(values, double.PositiveInfinity).sort(1, stable: true).Values));

    /// <summary>Place of each element in its sorted family, from 0; equal values keep the order of their rows.</summary>
    public BatchTensor Rank(Tensor values) =>
        FromRows(NaNIfUndefined(values, Places(values).to_type(values.dtype)));

    /// <summary>The value that stands, in the element's family, at the place that its ranking value's rank gives.</summary>
    public BatchTensor Placed(Tensor ranking, Tensor values) =>
        FromRows(NaNIfUndefined(ranking, Rows(values, 0).gather(1, Places(ranking))));

    /// <summary>y = x + rate · (y of the element that the link points to): a discounted sum over a range.</summary>
    /// <param name="values">x, one per element.</param>
    /// <param name="rate">One per element, the same within a family, or one alone.</param>
    public BatchTensor DiscountedSum(Tensor values, Tensor rate) => Doubling(Each(values), rate.expand(_sources), (own, weight, next) => (BatchTensor)own + (BatchTensor)weight.mul(next));

    /// <summary>y = x + rate · (y of the element that the link points to).</summary>
    public BatchTensor DiscountedSum(Tensor values, double rate) => DiscountedSum(values, TensorFormula.Like(values, rate));

    /// <summary>The largest from here along the link to its end.</summary>
    public BatchTensor RunningMax(Tensor values) => Doubling(Each(values), ones(_sources, values.dtype, values.device), (own, _, next) => maximum(own, next));

    /// <summary>The smallest from here along the link to its end.</summary>
    public BatchTensor RunningMin(Tensor values) => Doubling(Each(values), ones(_sources, values.dtype, values.device), (own, _, next) => minimum(own, next));

    /// <summary>The count as it is, once it is certain that no target has fewer elements than a reduction needs.</summary>
    /// <exception cref="BatchException">A target has fewer.</exception>
    public BatchTensor CountOf(int atLeast, string reduction) => NonEmpty(reduction, atLeast)._count;

    /// <summary>The link as it is, once it is certain that every target that others look at has an element.</summary>
    /// <param name="readers">Links whose targets are looked at.</param>
    /// <exception cref="BatchException">One looks at a target that has none.</exception>
    public TensorLink ReadBy(params ReadOnlySpan<TensorLink> readers)
    {
        foreach (TensorLink reader in _fewest > 0 ? [] : readers)
        {
            int empty = Array.FindIndex(reader.Target, target => target >= 0 && _counts[target] == 0);
            if (empty >= 0)
            {
                throw BatchException.TooFew("The reduction", $"the elements of {_to} {reader.Target[empty]} ({_name})", 0, 1);
            }
        }

        return this;
    }

    /// <summary>An infinity would become a number at the next bound.</summary>
    private Tensor NaNIfNone(Tensor reduced) => _fewest > 0 ? reduced : where((BatchTensor)_count > 0, reduced, TensorFormula.Like(reduced, double.NaN));

    /// <summary>Among values of which one is NaN nothing has a place.</summary>
    private Tensor NaNIfUndefined(Tensor values, Tensor rows) =>
        where(Rows(values.detach(), 0).isnan().any(1, keepdim: true), TensorFormula.Like(rows, double.NaN), rows);

    private Tensor ZeroIfNone(Tensor reduced) => _fewest > 0 ? reduced : where((BatchTensor)_count > 0, reduced, zeros_like(reduced));

    /// <summary>After k steps an element holds the result over 2ᵏ elements of its range: log₂ of the longest family steps in all.</summary>
    private Tensor Doubling(Tensor values, Tensor weight, Func<Tensor, Tensor, Tensor, Tensor> combine)
    {
        int[] reach = Target;
        while (reach.Any(target => target >= 0))
        {
            Tensor index = tensor(reach.Select(target => (long)Math.Max(target, 0)).ToArray(), device: values.device);
            Tensor inside = tensor(reach.Select(target => target >= 0).ToArray(), device: values.device);
            values = where(inside, combine(values, weight, values.index_select(0, index)), values);
            weight = where(inside, weight * weight.index_select(0, index), weight);
            int[] step = reach;
            reach = step.Select(target => target < 0 ? -1 : step[target]).ToArray();
        }

        return values;
    }

    /// <summary>One row per target, filled up behind its last element.</summary>
    private Tensor Rows(Tensor values, double filler)
    {
        Tensor each = Each(values);
        return cat([each, TensorFormula.Like(each, filler)]).index_select(0, _table.reshape(-1)).reshape(_targets, _width);
    }

    /// <summary>A place in each row of the table of rows, from how many elements it has.</summary>
    private Tensor PlaceOf(Func<long, long> place) =>
        tensor(_counts.Select(count => place(Math.Max(count, 1))).ToArray(), device: _index.device).unsqueeze(1);

    /// <summary>The reverse of <see cref="Rows"/>: one value per element.</summary>
    private Tensor FromRows(Tensor rows) =>
        rows.reshape(-1).index_select(0, _places);

    /// <summary>Place in its sorted family of every entry of the table of rows.</summary>
    private Tensor Places(Tensor values) =>
        Rows(values.detach(), double.PositiveInfinity).sort(1, stable: true).Indices.argsort(1);

    /// <summary>Where each element stands in the table of rows; the first place for one that points nowhere.</summary>
    private long[] PlacesIn(List<int>[] members, int sources)
    {
        long[] places = new long[sources];
        for (int target = 0; target < members.Length; target++)
        {
            for (int i = 0; i < members[target].Count; i++)
            {
                places[members[target][i]] = ((long)target * _width) + i;
            }
        }

        return places;
    }

    private Tensor Each(Tensor values) => values.shape[0] == _sources ? values : values.expand(_sources);

    private TensorLink NonEmpty(string reduction, int atLeast = 1) =>
        _targets == 0 || _fewest >= atLeast ? this
        : throw BatchException.TooFew(reduction, $"the elements of {_to} {_emptiest} ({_name})", _fewest, atLeast);

    private static Tensor Keep(Tensor made) => made.DetachFromDisposeScope();
}
