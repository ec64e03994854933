using Paragon.Analyzers.Gradient;
using Paragon.CodeFixes.Gradient;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR303: what is a constant of the update carries no gradient.</summary>
public sealed class GradientFixTests
{
    private static readonly FixCheck s_fix = new(new DifferentiatedTarget(), new DetachTarget());

    [Fact]
    public Task An_advantage_inside_the_loss_is_detached() => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => -Exp(t.LogProb - t.OldLogProb) * ([|t.Return - t.Value|]); // with a critic",
        "[Loss]\nprivate static Real Loss(Token t) => -Exp(t.LogProb - t.OldLogProb) * StopGradient(t.Return - t.Value); // with a critic");

    [Fact]
    public Task Several_weights_of_several_losses_are_detached_together() => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => t.LogProb * [|t.Value|];\n\n[Loss]\nprivate static Real Other(Completion y) => [|-y.Score|] * y.Tokens.Sum(t => t.LogProb);",
        "[Loss]\nprivate static Real Loss(Token t) => t.LogProb * StopGradient(t.Value);\n\n[Loss]\nprivate static Real Other(Completion y) => StopGradient(-y.Score) * y.Tokens.Sum(t => t.LogProb);");

    [Theory]
    [InlineData("[Column(\"ref_logp_ema\", Differentiable = true)]", "[Column(\"ref_logp_ema\")]")]
    [InlineData("[Column(\"old_logp_ema\", Differentiable = true, Default = 0)]", "[Column(\"old_logp_ema\", Default = 0)]")]
    public Task A_frozen_column_is_declared_constant(string before, string after) => s_fix.Makes(
        "[Loss]\nprivate static Real Loss(Token t) => t.LogProb - [|t.Frozen|];", "[Loss]\nprivate static Real Loss(Token t) => t.LogProb - t.Frozen;",
        declarations: (Columns(before), Columns(after)));

    private static string Columns(string attribute) =>
        $"public static class Columns\n{{\n    extension(Token t)\n    {{\n        {attribute}\n        public Real Frozen => t.Read(\"x\");\n    }}\n}}";
}
