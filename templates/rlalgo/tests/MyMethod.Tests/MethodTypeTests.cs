using Paragon.Testing;

namespace MethodNamespace.Tests;

public sealed class MethodTypeTests
{
    private static readonly string _cases = Path.Combine(AppContext.BaseDirectory, "Goldens", "cases.json");

    /// <summary>How the cases of the file are read. The values that they expect were computed by plain loops, not by the formula.</summary>
    private static readonly GoldenAdapter[] _adapters =
    [
        new("method-key", golden =>
        {
            TokenLayout batch = golden.Tokens(group: "group").Completion("reward").Token("logp").Token("old_logp");
            return new GoldenTest(new MethodType { ClipRange = golden.Number("clip_range") }, batch.Batch()).Prepared()
                .Values("advantage", batch.Completions, "Advantage")
                .Loss()
                .Gradient("grad_logp", batch.Tokens, "logp");
        }),
    ];

    [Fact]
    public void The_laws_hold() => Laws.Check(new MethodType());

    /// <summary>Breaks the formula, one thing at a time: a case must notice each. Cases that fail are reported as well.</summary>
    [Fact]
    public void Every_mutant_is_killed() => Mutants.Of<MethodType>(_adapters, _cases).ThrowIfAnySurvived();
}
