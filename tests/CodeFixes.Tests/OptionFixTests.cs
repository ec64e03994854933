using Paragon.Analyzers.Options;
using Paragon.CodeFixes.Options;

namespace Paragon.CodeFixes.Tests;

/// <summary>PAR401 and PAR403: defaults and ranges of options.</summary>
public sealed class OptionFixTests
{
    private const string Using = "using System.ComponentModel.DataAnnotations;\n\n";
    private static readonly FixCheck s_default = new(new DefaultOutsideRange(), new MoveDefault());
    private static readonly FixCheck s_range = new(new UndeclaredOptionRange(), new DeclareOptionRange());

    [Theory]
    [InlineData("[Range(0.0, 0.5)]", "double", " = 0.7;", " = 0.5;")]
    [InlineData("[Range(0.0, 0.5)]", "double", " = /* odd */ -3 /* even */; // here", " = /* odd */ 0 /* even */; // here")]
    [InlineData("[Range(1, 9)]", "int", " // none", " = 1; // none")]
    [InlineData("[Range(2.5, 9.5)]", "int", " = 12;", " = 9;")]
    [InlineData("[Range(0, 1, MinimumIsExclusive = true)]", "double", " = 2;", " = 1;")]
    public Task A_default_moves_to_the_nearest_bound(string range, string type, string before, string after) => s_default.MakesFiles(
        [Using + Sources.Record($"/// <summary>An option.</summary>\n{range}\npublic {type} [|Clip|] {{ get; init; }}{before}")],
        [Using + Sources.Record($"/// <summary>An option.</summary>\n{range}\npublic {type} Clip {{ get; init; }}{after}")]);

    [Fact]
    public async Task A_bound_that_is_excluded_is_no_default() =>
        Assert.Empty(await s_default.Offers("[System.ComponentModel.DataAnnotations.Range(0, 1, MinimumIsExclusive = true)]\npublic double [|Clip|] { get; init; }"));

    [Theory]
    [InlineData("double", " = 0.2;", "0, 1")]
    [InlineData("double", "", "0, 1")]
    [InlineData("int", " = 64;", "0, 100")]
    [InlineData("double", " = -0.5;", "-1, 1")]
    [InlineData("double", " = 1e-3;", "0, 1")]
    [InlineData("double", " = 3e9;", "0, 10000000000")]
    public Task A_range_holds_the_default_and_says_that_it_is_a_guess(string type, string value, string range) => s_range.Makes(
        $"/// <summary>An option.</summary>\npublic {type} [|Clip|] {{ get; init; }}{value}",
        $"/// <summary>An option.</summary>\n[Range({range})] // TODO: the values that 'Clip' can have; these bounds are a guess from its default\npublic {type} Clip {{ get; init; }}{value}",
        usings: Using);

    [Fact]
    public Task Several_options_of_several_files_get_their_ranges_together() => s_range.MakesFiles(
        [
            Sources.Record("public double [|Low|] { get; init; } = 0.1;\n\n[Obsolete(\"soon\")]\npublic double [|High|] { get; init; } = 5;"),
            "// Of a paper.\n\nusing System.Text;\n\nnamespace User;\n\n[Objective(\"other\")]\npublic sealed partial record Other\n{\n\tpublic int [|Width|] { get; init; }\n}\n",
        ],
        [
            Using + Sources.Record("[Range(0, 1)] // TODO: the values that 'Low' can have; these bounds are a guess from its default\npublic double Low { get; init; } = 0.1;\n\n[Obsolete(\"soon\")]\n[Range(0, 10)] // TODO: the values that 'High' can have; these bounds are a guess from its default\npublic double High { get; init; } = 5;"),
            "// Of a paper.\n\nusing System.ComponentModel.DataAnnotations;\nusing System.Text;\n\nnamespace User;\n\n[Objective(\"other\")]\npublic sealed partial record Other\n{\n\t[Range(0, 1)] // TODO: the values that 'Width' can have; these bounds are a guess from its default\n\tpublic int Width { get; init; }\n}\n",
        ]);

    [Fact]
    public Task A_header_stays_on_top() => s_range.MakesFiles(
        ["// Of a paper.\n\n/// <summary>An objective.</summary>\n[Objective(\"method\")]\npublic sealed partial record Method\n{\n    public double [|Clip|] { get; init; }\n}\n"],
        ["// Of a paper.\n\nusing System.ComponentModel.DataAnnotations;\n\n/// <summary>An objective.</summary>\n[Objective(\"method\")]\npublic sealed partial record Method\n{\n    [Range(0, 1)] // TODO: the values that 'Clip' can have; these bounds are a guess from its default\n    public double Clip { get; init; }\n}\n"]);

    [Fact]
    public async Task A_default_that_is_no_constant_suggests_nothing() =>
        Assert.Empty(await s_range.Offers("public double [|Clip|] { get; init; } = Math.Sqrt(2);"));
}
