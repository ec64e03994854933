using Microsoft.CodeAnalysis;
using Paragon.Generators.Identities;

namespace Paragon.Generators.Tests.Identities;

public sealed class IdentityGeneratorTests
{
    private const string Source = """
        namespace My.Methods;

        public enum Reach { Near, Far }

        [Objective("plain")]
        public sealed partial record Plain
        {
            public double Beta { get; init; } = 0.1;
            public int Steps { get; init; } = 2;
        }

        [Objective("bent")]
        [ReducesTo<Plain>(nameof(Alpha), 0.5)]
        [ReducesTo<Plain>(nameof(Reach), (int)Reach.Far)]
        [ReducesTo<Plain>(nameof(IsBent), 0)]
        public sealed partial record Bent
        {
            public double Alpha { get; init; } = 1;
            public Reach Reach { get; init; }
            public bool IsBent { get; init; } = true;
            public double Beta { get; init; } = 0.1;
            public double Steps { get; init; } = 2;
        }
        """;

    [Fact]
    public void A_claim_is_the_method_at_the_special_value_beside_the_other_with_the_options_that_both_have()
    {
        string[] lines = [.. Run().Source("My.Methods.Bent.Identities.g.cs").Split('\n').Where(line => line.Contains("new(")).Select(line => line.Trim())];
        Assert.Equal(
            [
                """new("Bent with Alpha = 0.5 is Plain", this with { Alpha = 0.5 }, new global::My.Methods.Plain { Beta = Beta }),""",
                """new("Bent with Reach = Far is Plain", this with { Reach = (global::My.Methods.Reach)(1) }, new global::My.Methods.Plain { Beta = Beta }),""",
                """new("Bent with IsBent = false is Plain", this with { IsBent = false }, new global::My.Methods.Plain { Beta = Beta }),""",
            ],
            lines);
    }

    [Fact]
    public void A_method_that_claims_nothing_gets_no_file() => Assert.Single(Run().Result.GeneratedTrees);

    [Fact]
    public void An_edit_elsewhere_writes_nothing_again_and_an_edit_of_the_claim_does()
    {
        Assert.All(Run().AfterEdit("= 2;\n}", "= 3;\n}").OutputReasons, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.Contains(IncrementalStepRunReason.Modified, Run().AfterEdit("0.5", "0.7").OutputReasons);
    }

    private static Generated Run() => Generated.By(new IdentityGenerator(), "My.Methods", Source);
}
