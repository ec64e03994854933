namespace Paragon.Testing;

/// <summary>Maps the cases of one golden method onto an objective.</summary>
/// <param name="Method">The file's 'method'.</param>
/// <param name="Make">Reads a case and says what to compute.</param>
/// <example>
/// A preference loss: masks `mask_chosen` and `mask_rejected`, token inputs named x_chosen and x_rejected.
/// <code>
/// new GoldenAdapter("DPO loss_type=sigmoid", golden =>
/// {
///     golden.Expect("loss_type", "sigmoid");
///     TwinLayout pairs = golden.Pairs().Token("logp", "ref_logp");
///     return new GoldenTest(new Dpo { Beta = golden.Number("beta") }, pairs.Batch())
///         .Loss()
///         .Each("per_pair_loss", pairs.Elements)
///         .Gradient("grad_logp_chosen", pairs.First, "logp")
///         .Gradient("grad_logp_rejected", pairs.Second, "logp");
/// });
/// </code>
/// A policy loss: `mask` [N, T], an advantage [N] that every token of its completion receives, an input that may be absent.
/// <code>
/// new GoldenAdapter("...", golden =>
/// {
///     TokenLayout batch = golden.Tokens()
///         .Token("logp").Token("old_logp").Token("advantage", "adv").Token("importance_weight", "is_ratio", optional: true);
///     return new GoldenTest(new Ppo { ClipLow = golden.Number("clip_low", 0.2), Aggregation = golden.Choice&lt;Aggregation>("agg") }, batch.Batch())
///         .Loss()
///         .Gradient("grad_logp", batch.Tokens, "logp");
/// });
/// </code>
/// An advantage over groups, computed by a stage (a method's name) and 0 at masked tokens; <c>Prepared()</c> runs the
/// reward and advantage methods that come before the stage that is asked for.
/// <code>
///     TokenLayout batch = golden.Tokens(group: "group").Token("reward", "token_rewards");
///     return new GoldenTest(new Rloo(), batch.Batch()).Prepared().Values("adv", batch.Tokens, "Advantage");
/// </code>
/// Further levels: <c>batch.Layout.Under(batch.Completions, "judge", golden.Input("valid"))</c>. A component without
/// formulas: <c>GoldenTest.WithoutObjective().Computed("coef", () => GoldenArray.Vector(...))</c>. Anything else that a
/// backend computes: <c>From(name, run => ...)</c>.
/// </example>
public sealed record GoldenAdapter(string Method, Func<GoldenReader, GoldenTest> Make)
{
    /// <summary>The one operation ('params.op') of the method that the adapter is for; all when null.</summary>
    public string? Op { get; init; }

    internal bool Fits(GoldenFile file, GoldenCase golden) =>
        Method == file.Method && (Op is null || Op == OpOf(golden));

    internal static string? OpOf(GoldenCase golden) => golden.Parameters.TryGetValue("op", out System.Text.Json.JsonElement op) ? op.ToString() : null;
}
