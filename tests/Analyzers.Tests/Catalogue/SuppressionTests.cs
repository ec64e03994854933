using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>The methods that ship build with all rules on, and say why where one is suppressed.</summary>
public sealed class SuppressionTests
{
    private const int ShortestReason = 30;

    [Fact]
    public void Every_suppression_of_a_shipped_method_has_a_reason()
    {
        int suppressions = 0;
        foreach (string file in Directory.GetFiles(Methods(), "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            Assert.False(text.Contains("#pragma warning disable PAR", StringComparison.Ordinal), $"{Path.GetFileName(file)} suppresses a rule by #pragma, which has no reason.");
            foreach (AttributeSyntax suppression in CSharpSyntaxTree.ParseText(text, cancellationToken: TestContext.Current.CancellationToken).GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<AttributeSyntax>().Where(attribute => attribute.Name.ToString() == "SuppressMessage"))
            {
                suppressions++;
                string? reason = suppression.ArgumentList!.Arguments.FirstOrDefault(argument => argument.NameEquals?.Name.Identifier.ValueText == "Justification")?.Expression.ToString();
                Assert.True(reason?.Length >= ShortestReason, $"{Path.GetFileName(file)}: {suppression} has no reason.");
            }
        }

        Assert.True(suppressions > 20, $"only {suppressions} suppressions were found: are these the methods?");
    }

    private static string Methods([CallerFilePath] string test = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(test)!, "..", "..", "..", "src", "Algorithms"));
}
