using System.Globalization;
using Paragon.Algorithms;
using Paragon.Training;

namespace Paragon.Experiments.Shaping;

/// <summary>Reward hacking in one dimension: a proxy that goes on rising where the true quality collapses, under every shaping of the paper.</summary>
internal sealed class ParExperiment : IExperiment
{
    private static readonly (string Name, IObjective Shaping, int References)[] _shapings =
    [
        ("vanilla", new NoShaping(), 0),
        ("centered", new CentredReward(), 10),
        ("meanstd", new MeanStd(), 0),
        ("clip", new ClippedReward(), 0),
        ("minmax", new MinMax(), 0),
        ("LSC", new Lsc(), 10),
        ("PAR", new Par(), 10),
        ("PAR, one reference", new Par(), 1),
        ("PAR-tanh", new ParTanh(), 10),
        ("sigmoid", new SigmoidReward(), 0),
        ("SgFc", new SlowGrowth(), 10),
    ];

    public string Name => "par";

    public string Source => "PAR, Reward Shaping to Mitigate Reward Hacking in RLHF (2025)";

    public string Summary =>
        "A policy y ~ N(θ, 4²) starts at θ = 6. The proxy score is y / 6; the true quality is the same up to y = 30 and then falls by 1.5 a unit of proxy. "
        + "REINFORCE with the shaped reward less 0.02 log-ratios, standardised over the batch of 64 samples, 3000 steps of Adam (0.05); the win rate is against the starting policy, by true quality.";

    public IReadOnlyList<int> Seeds => [1, 2, 3];

    public ExperimentReport Run(ExperimentRun run)
    {
        Dictionary<string, (Measurement Peak, Measurement Final)> results = [];
        foreach ((string name, IObjective shaping, int references) in _shapings)
        {
            run.Progress($"{name}, {run.Seeds.Count} seeds");
            (double Peak, double Final)[] each = [.. run.Seeds.Select(seed => HackablePolicy.Train(shaping, references, seed, run.Cancellation))];
            results[name] = (new Measurement([.. each.Select(pair => pair.Peak)]), new Measurement([.. each.Select(pair => pair.Final)]));
        }

        double Final(string name) => results[name].Final.Mean;
        string Finals(params string[] names) => string.Join(", ", names.Select(name => string.Create(CultureInfo.InvariantCulture, $"{name} {Final(name):0.00}")));
        ResultTable table = new("win rate against the starting policy", ["shaping", "peak", "final"], [.. _shapings.Select(shaping => (string[])[shaping.Name, results[shaping.Name].Peak.ToString(), results[shaping.Name].Final.ToString()])]);
        return new ExperimentReport(
            [table],
            [
                new Claim("vanilla, centered, meanstd and clip end below 0.2 although each had won more than 0.95", Finals("vanilla", "centered", "meanstd", "clip"),
                    new[] { "vanilla", "centered", "meanstd", "clip" }.All(name => Final(name) < 0.2 && results[name].Peak.Mean > 0.95)),
                new Claim("PAR holds: it ends above 0.95", Finals("PAR"), Final("PAR") > 0.95),
                new Claim("one reference does as well as ten, within 0.02", Finals("PAR, one reference", "PAR"), Math.Abs(Final("PAR, one reference") - Final("PAR")) < 0.02),
            ],
            "LSC and minmax hold in this toy although LSC collapses in the paper: its lower tail is not exercised here. SgFc ends at 0.71 in the card, whose step size is not told; here it gets past its slow start within the 3000 steps.");
    }
}
