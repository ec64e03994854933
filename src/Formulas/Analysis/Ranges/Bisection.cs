namespace Paragon.Formulas;

/// <summary>
/// Ranges by cutting what an expression uses more than once into pieces: over each piece the range is bounded by intervals,
/// by the sign of the slopes, and by the mean value theorem. The piece that reaches farthest is cut again, until cutting
/// gains nothing or the budget is spent; what is known then is sound.
/// </summary>
internal sealed class Bisection
{
    // Counted in operations, not in time, so that verdicts are the same on every machine. It comes to some milliseconds.
    private const int MostWork = 20_000;
    private const int MostPieces = 256;

    // An expression without a bound stays without one however it is cut.
    private const int MostPiecesWithoutBound = 24;
    private const double Tolerance = 1e-7;

    private readonly Dictionary<OperationNode, BoxFormula?> _formulas = [];

    /// <summary>The range of an expression, or null where intervals lose nothing.</summary>
    /// <param name="root">The expression.</param>
    /// <param name="range">Ranges of the values that it is made of.</param>
    /// <param name="cancellation">Stops it.</param>
    public Interval? Of(OperationNode root, Func<Node, Interval> range, CancellationToken cancellation)
    {
        if (!_formulas.TryGetValue(root, out BoxFormula? formula))
        {
            _formulas[root] = formula = BoxFormula.Of(root);
        }

        return formula is null ? null : Of(formula, [.. formula.Leaves.Select(range)], cancellation);
    }

    private static Interval Of(BoxFormula formula, Interval[] box, CancellationToken cancellation)
    {
        Interval seen = new(double.PositiveInfinity, double.NegativeInfinity);
        List<Piece> pieces = [Bounded(formula, box, ref seen)];
        int most = Math.Min(MostPieces, MostWork / formula.Size);
        while (pieces.Count < most)
        {
            cancellation.ThrowIfCancellationRequested();
            int farthest = 0;
            double beyond = pieces[0].Beyond(seen);
            for (int i = 1; i < pieces.Count; i++)
            {
                if (pieces[i].Beyond(seen) is var next && next > beyond)
                {
                    (farthest, beyond) = (i, next);
                }
            }

            Piece worst = pieces[farthest];
            double enough = Tolerance * Math.Max(seen.High - seen.Low, Tolerance * Math.Abs(seen.High + seen.Low));
            if (worst.Widest < 0 || beyond <= enough || (double.IsInfinity(beyond) && pieces.Count > MostPiecesWithoutBound))
            {
                break;
            }

            (Interval low, Interval high) = Halves(worst.Box[worst.Widest], formula.Leaves[worst.Widest].IsBoolean);
            pieces[farthest] = Bounded(formula, With(worst.Box, worst.Widest, low), ref seen);
            pieces.Add(Bounded(formula, With(worst.Box, worst.Widest, high), ref seen));
        }

        return pieces.Aggregate(seen, (all, piece) => all.Union(piece.Value));
    }

    /// <summary>A piece with its range; a value inside it counts as seen.</summary>
    private static Piece Bounded(BoxFormula formula, Interval[] box, ref Interval seen)
    {
        (Interval value, Interval[] slopes) = formula.Evaluate(box);
        Interval[] middle = Middle(formula, box), least = box, most = box;
        Interval atMiddle = formula.Evaluate(middle).Value, near = atMiddle;
        int widest = -1;
        double largest = 0;
        for (int side = 0; side < formula.Sides; side++)
        {
            Interval slope = slopes[side], width = box[side].Plus(middle[side].Minus());
            near = near.Plus(slope.Times(width));
            if (slope.Low >= 0 || slope.High <= 0)
            {
                (Interval falling, Interval rising) = slope.Low >= 0 ? (Lower(box[side]), Upper(box[side])) : (Upper(box[side]), Lower(box[side]));
                (least, most) = (With(least, side, falling), With(most, side, rising));
            }

            // The side that moves the value most is cut; one that has no end, before all others.
            double reach = box[side].IsPoint() || !CanBeCut(box[side]) ? 0 : !box[side].IsFinite() ? double.PositiveInfinity
                : Math.Max(double.Epsilon, Math.Min(double.MaxValue, (box[side].High - box[side].Low) * Math.Max(Math.Abs(slope.Low), Math.Abs(slope.High))));
            if (reach > largest)
            {
                (widest, largest) = (side, reach);
            }
        }

        value = value.And(near);
        value = least == box ? value : value.And(new Interval(formula.Evaluate(least).Value.Low, formula.Evaluate(most).Value.High));
        seen = atMiddle.IsFinite() ? seen.Union(atMiddle) : seen;
        return new Piece(box, value, widest);
    }

    private static Interval[] Middle(BoxFormula formula, Interval[] box)
    {
        Interval[] middle = new Interval[box.Length];
        for (int i = 0; i < middle.Length; i++)
        {
            middle[i] = i < formula.Sides ? Interval.Of(Middle(box[i])) : box[i];
        }

        return middle;
    }

    private static double Middle(Interval side) => side.IsPoint() ? side.Low
        : side.IsFinite() ? (side.Low / 2) + (side.High / 2)
        : !double.IsInfinity(side.Low) ? side.Low
        : !double.IsInfinity(side.High) ? side.High
        : 0;

    /// <summary>The end of a side where it has one; a limit is bounded by the whole side.</summary>
    private static Interval Lower(Interval side) => double.IsInfinity(side.Low) ? side : Interval.Of(side.Low);

    private static Interval Upper(Interval side) => double.IsInfinity(side.High) ? side : Interval.Of(side.High);

    private static bool CanBeCut(Interval side) => Cut(side) is var cut && cut > side.Low && cut < side.High;

    private static double Cut(Interval side) => side.IsFinite() ? (side.Low / 2) + (side.High / 2)
        : double.IsInfinity(side.Low) && double.IsInfinity(side.High) ? 0
        : double.IsInfinity(side.High) ? Math.Max(1, (2 * side.Low) + 1)
        : Math.Min(-1, (2 * side.High) - 1);

    private static (Interval Low, Interval High) Halves(Interval side, bool isBoolean) => isBoolean
        ? (Interval.Of(side.Low), Interval.Of(side.High))
        : (side with { High = Cut(side) }, side with { Low = Cut(side) });

    private static Interval[] With(Interval[] box, int side, Interval interval)
    {
        Interval[] changed = new Interval[box.Length];
        Array.Copy(box, changed, box.Length);
        changed[side] = interval;
        return changed;
    }

    /// <summary>A part of the box.</summary>
    /// <param name="Box">Interval of each leaf.</param>
    /// <param name="Value">Range of the value there.</param>
    /// <param name="Widest">The side that is cut next; -1 for none.</param>
    private sealed record Piece(Interval[] Box, Interval Value, int Widest)
    {
        /// <summary>How far the range goes beyond values that were seen.</summary>
        public double Beyond(Interval seen) => Widest < 0 ? 0 : Math.Max(Value.High - seen.High, seen.Low - Value.Low);
    }
}
