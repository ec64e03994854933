using System.Globalization;
using Paragon.Algorithms;

namespace Paragon.Experiments.CreditAssignment;

/// <summary>Credit by the prefix tree against credit by the whole answer, on a policy that is itself a table over prefixes.</summary>
internal sealed class TempoExperiment : IExperiment
{
    private const int Symbols = 3;
    private const int Length = 6;
    private const int GroupSize = 8;
    private const int Groups = 4;
    private const int Cosines = 600;
    private const int MostUpdates = 200;
    private const double Goal = 0.8;

    private static readonly int[] _positions = [0, 2, 4];
    private static readonly double[] _success = [1.0 / 27, 0.19, 0.47];
    private static readonly int _states = ((int)Math.Pow(Symbols, Length) - 1) / (Symbols - 1);

    public string Name => "tempo";

    public string Source => "TEMPO, Exploiting Tree Structure for Credit Assignment in RL Training of LLMs (2025)";

    public string Summary =>
        "Answers of 6 symbols out of 3 are right if three places carry given symbols; the policy has logits for every prefix; groups of 8. "
        + $"(a) The cosine between the update of one group, not scaled, and the exact policy gradient, over {Cosines} groups of mixed outcome a seed. "
        + "(b) Updates of 4 groups, step 1, until success is 80%; GRPO with step 2 as the control.";

    public IReadOnlyList<int> Seeds => [.. Enumerable.Range(1, 20)];

    public ExperimentReport Run(ExperimentRun run)
    {
        List<string[]> cosines = [];
        List<Claim> claims = [];
        foreach (double success in _success)
        {
            run.Progress($"cosines at success {success:P0}");
            (double Grpo, double Tempo)[] each = [.. run.Seeds.Select(seed => Cosine(Start(Math.Cbrt(success)), new Random(seed), run.Cancellation))];
            Measurement grpo = new([.. each.Select(pair => pair.Grpo)]), tempo = new([.. each.Select(pair => pair.Tempo)]), more = tempo.Minus(grpo);
            string share = success.ToString("0%", CultureInfo.InvariantCulture);
            cosines.Add([share, $"{grpo}", $"{tempo}", $"{more}"]);
            claims.Add(new Claim($"at {share} success TEMPO's update is nearer to the exact gradient", $"cosine {more} higher", more.Mean > 2 * more.Error));
        }

        run.Progress("learning curves");
        Measurement Updates(IObjective objective, double step) => Measurement.Of(run.Seeds, seed => UpdatesToGoal(objective, step, new Random(seed), run.Cancellation));
        Measurement slow = Updates(new Grpo(), 1), fast = Updates(new Tempo(), 1), twice = Updates(new Grpo(), 2);
        claims.Add(new Claim("TEMPO reaches 80% in fewer updates at the same step size", $"{fast} against {slow}", fast.Mean < slow.Mean));
        return new ExperimentReport(
            [
                new ResultTable("mean cosine of one group's update with the exact policy gradient", ["success", "GRPO", "TEMPO", "difference"], cosines),
                new ResultTable("updates until 80% success", ["method", "updates"], [["GRPO", $"{slow}"], ["TEMPO", $"{fast}"], ["GRPO, step 2", $"{twice}"]]),
            ],
            claims,
            "TEMPO's advantages are larger on tokens where the tree branches, and GRPO with twice the step size learns as fast or faster: (b) alone shows no better credit, (a) does.");
    }

    /// <summary>A policy that gives the right symbol the same probability at each of the three places, and is uniform elsewhere.</summary>
    private static SoftmaxTable Start(double probability)
    {
        SoftmaxTable policy = new(_states, Symbols);
        for (int state = 0; state < _states; state++)
        {
            if (_positions.Contains(Depth(state)))
            {
                policy.Logits[state * Symbols] = Math.Log((Symbols - 1) * probability / (1 - probability));
            }
        }

        return policy;
    }

    private static (double Grpo, double Tempo) Cosine(SoftmaxTable policy, Random random, CancellationToken cancellation)
    {
        double[] exact = ExactGradient(policy);
        TableLearner plain = new(policy, new DrGrpo()), tree = new(policy, new Tempo { DividesByDeviation = false });
        (double grpo, double tempo) = (0, 0);
        for (int i = 0; i < Cosines; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            Episode[] group;
            do
            {
                group = Draw(policy, random);
            }
            while (group.All(episode => episode.Reward == group[0].Reward));
            grpo += Cosine(policy, plain, group, exact);
            tempo += Cosine(policy, tree, group, exact);
        }

        return (grpo / Cosines, tempo / Cosines);
    }

    private static double Cosine(SoftmaxTable policy, TableLearner learner, Episode[] group, double[] exact)
    {
        Array.Clear(policy.Gradient);
        learner.AddGradient([group], learner.Prepare(WithTree(learner.Batch([group]), [group])));
        double product = 0, own = 0, its = 0;
        for (int i = 0; i < exact.Length; i++)
        {
            product -= policy.Gradient[i] * exact[i];
            own += policy.Gradient[i] * policy.Gradient[i];
            its += exact[i] * exact[i];
        }

        Array.Clear(policy.Gradient);
        return product / Math.Sqrt(own * its);
    }

    private static double UpdatesToGoal(IObjective objective, double step, Random random, CancellationToken cancellation)
    {
        SoftmaxTable policy = new(_states, Symbols);
        TableLearner learner = new(policy, objective);
        for (int update = 0; update < MostUpdates; update++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Success(policy) >= Goal)
            {
                return update;
            }

            Episode[][] groups = [.. Enumerable.Range(0, Groups).Select(_ => Draw(policy, random))];
            learner.Learn(groups, step, batch => WithTree(batch, groups));
        }

        return MostUpdates;
    }

    private static PackedBatch WithTree(PackedBatch batch, IReadOnlyList<Episode[]> groups) => batch.WithPrefixTree([.. groups.SelectMany(group => group).Select(episode => episode.Actions)]);

    private static Episode[] Draw(SoftmaxTable policy, Random random) =>
        [.. Enumerable.Range(0, GroupSize).Select(_ => Episode.Draw(policy, random, 0, Next, (_, actions) => IsRight(actions) ? 1 : 0))];

    private static bool IsRight(int[] actions) => _positions.All(position => actions[position] == 0);

    /// <summary>States are prefixes, numbered like the nodes of a complete tree.</summary>
    private static int Next(int state, int action) => (Symbols * state) + 1 + action is int next && next < _states ? next : -1;

    private static int Depth(int state)
    {
        int depth = 0;
        for (int first = 1, width = Symbols; state >= first; first += width, width *= Symbols)
        {
            depth++;
        }

        return depth;
    }

    private static double Success(SoftmaxTable policy) => Walk(policy, 0, [], 1, null);

    private static double[] ExactGradient(SoftmaxTable policy)
    {
        Array.Clear(policy.Gradient);
        Walk(policy, 0, [], 1, policy);
        double[] exact = [.. policy.Gradient];
        Array.Clear(policy.Gradient);
        return exact;
    }

    /// <summary>Probability of a right answer from a prefix on; adds the gradient of it, weighted by the probability of the prefix, where it is asked.</summary>
    private static double Walk(SoftmaxTable policy, int state, List<int> prefix, double reached, SoftmaxTable? gradient)
    {
        if (state < 0)
        {
            return IsRight([.. prefix]) ? 1 : 0;
        }

        double[] probabilities = policy.Probabilities(state);
        double total = 0;
        for (int action = 0; action < Symbols; action++)
        {
            prefix.Add(action);
            double value = Walk(policy, Next(state, action), prefix, reached * probabilities[action], gradient);
            prefix.RemoveAt(prefix.Count - 1);
            total += probabilities[action] * value;
            gradient?.Add(state, action, reached * probabilities[action] * value);
        }

        return total;
    }
}
