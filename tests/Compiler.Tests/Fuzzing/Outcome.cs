namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>What a backend made of a batch: a result, a refusal that says why, or an error that nobody foresaw.</summary>
internal sealed record Outcome
{
    public double[]? Values { get; private init; }

    public LossValue? Loss { get; private init; }

    public IReadOnlyList<LossValue>? Parts { get; private init; }

    public string? Refusal { get; private init; }

    public string? Crash { get; private init; }

    public static Outcome Of(Func<double[]> values) => Try(() => new Outcome { Values = values() });

    public static Outcome Of(Func<LossValue> loss) => Try(() => new Outcome { Loss = loss() });

    public static Outcome OfParts(Func<IReadOnlyList<LossValue>> losses) => Try(() => new Outcome { Parts = losses() });

    private static Outcome Try(Func<Outcome> result)
    {
        try
        {
            return result();
        }
        catch (BatchException refusal)
        {
            return new Outcome { Refusal = refusal.Message };
        }
        catch (Exception error)
        {
            return new Outcome { Crash = $"{error.GetType().Name}: {string.Join(" | ", error.ToString().Split('\n').Take(4))}" };
        }
    }
}
