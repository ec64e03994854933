using Paragon.Analyzers.Gradient;

namespace Paragon.Analyzers.Tests.Rules;

/// <summary>PAR3xx, where no analysis of ranges or shapes is needed.</summary>
public sealed class GradientTests
{
    [Theory]
    [InlineData("[Loss] private static Real [|Loss|](Token t) => t.Advantage * StopGradient(t.LogProb);", "'logProb' is read only where the derivative is 0")]
    [InlineData("[Loss] private static Real [|Loss|](Token t) => t.OldLogProb * t.Advantage;", "'oldLogProb', 'advantage'")]
    [InlineData("[Loss] private static Real [|Loss|](Token t) => t.LogProb > t.OldLogProb ? 1 : 0;", "a comparison")]
    [InlineData("[Range(0, 1)] public double Bias { get; init; } [Loss] private Real [|Loss|](Token t) => Bias;", "reads no column")]
    public Task Loss_without_a_gradient_is_marked(string members, string words) => Markup.Check(new NoGradient(), members, [words]);

    [Fact]
    public Task Loss_of_the_policy_or_of_a_critic_is_not() => Markup.Silent(
        new NoGradient(), "[Loss] private static Real Loss(Token t) => -t.Advantage * t.LogProb; [Loss] private static Real Critic(Token t) => Square(t.Value - t.Return); [Metric] private static Real Kl(Token t) => StopGradient(t.LogProb) - t.RefLogProb;");

    [Fact]
    public Task Advantage_that_is_computed_in_the_loss_from_a_critic_is_differentiated() => Markup.Check(
        new DifferentiatedTarget(), "[Loss] private static Real Loss(Token t) => -Exp(t.LogProb - t.OldLogProb) * ([|t.Return - t.Value|]);", ["'value' in it is differentiable", "StopGradient"]);

    [Fact]
    public Task The_same_behind_StopGradient_is_not() => Markup.Silent(
        new DifferentiatedTarget(), "[Loss] private static Real Loss(Token t) => -Exp(t.LogProb - t.OldLogProb) * StopGradient(t.Return - t.Value) + Square(t.Value - t.Return);");

    [Fact]
    public Task Score_of_a_reward_model_as_a_weight_is_differentiated() => Markup.Check(
        new DifferentiatedTarget(), "[Loss] private static Real Loss(Completion y) => [|-y.Score|] * y.Tokens.Sum(t => t.LogProb);", ["'score' in it"]);

    [Fact]
    public Task Old_policy_that_a_column_declares_differentiable_is_marked() => Markup.Check(
        new DifferentiatedTarget(), "[Loss] private static Real Loss(Token t) => t.LogProb - [|t.Frozen|];", ["'ref_logp_ema' is declared Differentiable", "Remove Differentiable"],
        "public static class Columns { extension(Token t) { [Column(\"ref_logp_ema\", Differentiable = true)] public Real Frozen => t.Read(\"ref_logp_ema\"); } }");

    [Theory]
    [InlineData("-t.Advantage * Exp(t.LogProb - t.OldLogProb) + Beta * ([|t.LogProb - t.RefLogProb|])", "for every token, Beta")]
    [InlineData("Beta == 0 ? 0 : [|t.LogProb - t.RefLogProb|] - t.Advantage * t.LogProb", "for every token, 1")]
    public Task Log_ratio_as_a_penalty_has_no_gradient_on_policy(string formula, string words) => Markup.Check(
        new ZeroGradientDivergence(), $"[Range(0, 1)] public double Beta {{ get; init; }} [Loss] private Real Loss(Token t) => {formula};", [words]);

    [Theory]
    [InlineData("-t.Advantage * t.LogProb + ExpMinusOne(t.RefLogProb - t.LogProb) - (t.RefLogProb - t.LogProb)")]
    [InlineData("-t.Advantage * t.LogProb + Square(t.LogProb - t.RefLogProb)")]
    [InlineData("Exp(t.LogProb - t.OldLogProb) * (t.LogProb - t.RefLogProb)")]
    [InlineData("-t.LogProb")]
    public Task Other_estimators_do(string formula) => Markup.Silent(new ZeroGradientDivergence(), $"[Loss] private static Real Loss(Token t) => {formula};");
}
