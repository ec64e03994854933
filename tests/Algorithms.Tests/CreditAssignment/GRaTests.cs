using CsCheck;
using Paragon.Testing;

namespace Paragon.Algorithms.Tests.CreditAssignment;

/// <summary>The identities of gated reward accumulation.</summary>
public sealed class GRaTests
{
    private static readonly GRa _gated = new();

    [Fact]
    public void With_gates_that_all_pass_nothing_is_lost() => Holds(batch =>
    {
        PackedBatch open = batch.Filled("outcome", "gate", -1e9);
        Property.Agree(_gated.Values("Direct", open), _gated.Values("Total", open));
    });

    [Fact]
    public void Behind_a_gate_that_never_opens_only_the_first_outcome_counts() => Holds(batch =>
    {
        PackedBatch closed = batch.Filled("outcome", "gate", 1e9).Filled("critic", "priority", 1);
        double[] first = [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => batch.Column("outcome", "reward")[batch.Link("outcome", "completion").Sources(y)[0]])];
        Property.Agree(first, _gated.Values("Total", closed));
    });

    [Fact]
    public void What_turns_receive_adds_up_to_the_total() => Holds(batch =>
    {
        double[] received = _gated.Values("Received", batch);
        PackedLink turns = batch.Link("turn", "completion");
        Property.Agree(_gated.Values("Total", batch), [.. Enumerable.Range(0, batch.Rows("completion")).Select(y => turns.Sources(y).Sum(turn => received[turn]))]);
    });

    [Fact]
    public void A_reward_that_equals_the_gate_opens_it() => Holds(batch =>
    {
        PackedBatch equal = batch.Copied("outcome", "reward", "gate");
        Assert.All(_gated.Values("IsOpen", equal).Concat(_gated.Values("IsHeard", equal)), open => Assert.Equal(1, open));
    });

    [Fact]
    public void A_failed_outcome_closes_all_below_it() => Holds(batch =>
    {
        PackedLink outcomes = batch.Link("outcome", "completion");
        double[] gates = [.. batch.Column("outcome", "reward").Select((reward, p) => outcomes.Sources(outcomes.Target(p))[0] == p ? reward + 1 : reward - 1)];
        PackedBatch failed = batch.With("outcome", "gate", gates);
        double[] open = _gated.Values("IsOpen", failed);
        Assert.All(Enumerable.Range(0, open.Length), p => Assert.Equal(outcomes.Sources(outcomes.Target(p))[0] == p ? 1 : 0, open[p]));
        double[] heard = _gated.Values("IsHeard", failed);
        Assert.All(Enumerable.Range(0, heard.Length), c => Assert.Equal(batch.Column("critic", "priority")[c] == 0 ? 1 : 0, heard[c]));
    });

    [Fact]
    public void Critics_of_the_highest_priority_are_always_heard() => Holds(batch =>
        Assert.All(_gated.Values("IsHeard", batch.Filled("critic", "priority", 0)), heard => Assert.Equal(1, heard)));

    private static void Holds(Action<PackedBatch> claim) => Property.Holds(claim, BatchGenerator.For(_gated)
        .Parent("criticism", "turn").Column("critic", "priority", Gen.Int[0, 3].Select(priority => (double)priority))
        .Column("outcome", "reward", Gen.Int[-2, 2].Select(reward => (double)reward)).Column("outcome", "gate", Gen.Int[-2, 2].Select(gate => (double)gate)));
}
