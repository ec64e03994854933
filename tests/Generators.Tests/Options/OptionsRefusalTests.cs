using Microsoft.CodeAnalysis;
using Paragon.Generators.Options;

namespace Paragon.Generators.Tests.Options;

public sealed class OptionsRefusalTests
{
    [Theory]
    [InlineData("partial record X { public float Beta { get; init; } }", "Option 'Beta' is float;")]
    [InlineData("partial record X { public double? Beta { get; init; } }", "Option 'Beta' is double?;")]
    [InlineData("partial record X { public List<double> Beta { get; init; } = []; }", "Option 'Beta' is List<double>;")]
    [InlineData("partial record X { public Kind Of { get; init; } public enum Kind; }", "which has no members")]
    [InlineData("partial record X { public Kind Of { get; init; } public enum Kind : long { A, B = 1L << 40 } }", "beyond the range of int")]
    [InlineData("partial record X { [Range(typeof(DateTime), \"a\", \"b\")] public double Beta { get; init; } }", "bounds that are not numbers")]
    [InlineData("partial record X { [Range(2, 1)] public double Beta { get; init; } }", "is empty")]
    [InlineData("partial record X { [Range(1, 1, MinimumIsExclusive = true)] public double Beta { get; init; } }", "is empty")]
    [InlineData("partial record X { [Range(0, 1)] public bool Beta { get; init; } }", "is no number")]
    [InlineData("partial record X { public double Clip { get; init; } public double CLIP { get; init; } }", "only in case")]
    [InlineData("partial class X { public double Beta { get; init; } }", "is no record")]
    [InlineData("record X { public double Beta { get; init; } }", "is not partial")]
    [InlineData("abstract partial record X;", "is abstract")]
    [InlineData("partial record X<T>;", "has type parameters")]
    [InlineData("file partial record X;", "is file-local")]
    [InlineData("partial record X(double Beta);", "cannot be made by 'new X()'")]
    [InlineData("partial record X { public required double Beta { get; init; } }", "cannot be made by 'new X()'")]
    [InlineData("partial record X { public void Validate() { } }", "declares 'Validate'")]
    public void What_settings_cannot_give_is_refused_and_nothing_broken_is_written(string declaration, string message)
    {
        Generated run = Run($"[Objective(\"x\")]\n{declaration}");
        Diagnostic refusal = Assert.Single(run.Diagnostics);
        Assert.Equal("PAR105", refusal.Id);
        Assert.Contains(message, refusal.GetMessage(null), StringComparison.Ordinal);
        Assert.Equal(2, refusal.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Empty(run.CompilerComplaints);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Big")]
    [InlineData("two words")]
    [InlineData("-x")]
    public void A_name_that_cannot_be_a_key_is_refused(string name)
    {
        Generated run = Run($"[Objective(\"{name}\")]\npartial record X;");
        Assert.Contains($"is '{name}'", Assert.Single(run.Diagnostics).GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.CompilerComplaints);
    }

    [Fact]
    public void An_objective_in_a_type_that_is_not_partial_is_refused()
    {
        Generated run = Run("public static class Outer\n{\n    [Objective(\"x\")]\n    internal sealed partial record X;\n}");
        Assert.Contains("nested", Assert.Single(run.Diagnostics).GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(run.CompilerComplaints);
    }

    [Fact]
    public void An_objective_does_not_derive_from_another_but_may_inherit_options()
    {
        Generated shared = Run("internal abstract record Shared { public double Beta { get; init; } = 0.1; }\n[Objective(\"x\")]\ninternal sealed partial record X : Shared;");
        Assert.Empty(shared.Diagnostics);
        Assert.Empty(shared.CompilerComplaints);
        Assert.Contains("\"beta\"", shared.Source("X.Options.g.cs"), StringComparison.Ordinal);

        Generated derived = Run("[Objective(\"x\")]\ninternal partial record X;\n[Objective(\"y\")]\ninternal sealed partial record Y : X;");
        Assert.Contains("derives from another objective", Assert.Single(derived.Diagnostics).GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_namespace_called_Objectives_gets_no_class_of_that_name_beside_it()
    {
        Generated run = Run("namespace My.Objectives\n{\n    [Objective(\"x\")]\n    internal sealed partial record X;\n}");
        Assert.Empty(run.CompilerComplaints);
        Assert.Contains("public static class AssemblyObjectives", run.Source("Objectives.g.cs"), StringComparison.Ordinal);
    }

    private static Generated Run(string source) =>
        Generated.By(new OptionsGenerator(), "My", "using System.ComponentModel.DataAnnotations;\n" + source);
}
