using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Generators.Formulas;
using Paragon.Generators.Levels;
using Paragon.Generators.Options;

namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>All specimens as one project of a user: compiled with the generators against the real framework.</summary>
internal static class SpecimenCompilation
{
    private const string RootNamespace = "Paragon.Specimens";

    private static readonly CSharpParseOptions s_language = new(LanguageVersion.CSharp14);

    private static readonly Lazy<(CSharpCompilation Before, CSharpCompilation After, ImmutableArray<Diagnostic> Refusals)> s_built = new(Build);

    /// <summary>The specimens alone.</summary>
    public static CSharpCompilation Sources => s_built.Value.Before;

    /// <summary>The specimens and what the generators wrote.</summary>
    public static CSharpCompilation Project => s_built.Value.After;

    /// <summary>What the generators refused.</summary>
    public static ImmutableArray<Diagnostic> Refusals => s_built.Value.Refusals;

    /// <summary>The assembly, loaded to run it.</summary>
    public static System.Reflection.Assembly Load()
    {
        using MemoryStream bytes = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = Project.Emit(bytes);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        bytes.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(bytes);
    }

    private static (CSharpCompilation, CSharpCompilation, ImmutableArray<Diagnostic>) Build()
    {
        const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Paragon; global using static Paragon.Formula;";
        CSharpCompilationOptions form = new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false);
        CSharpCompilation sources = CSharpCompilation.Create(
            RootNamespace, [Tree(Usings, "Usings"), .. SpecimenFolder.Files.Select(file => Tree(file.Text, file.Name))], References(), form);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new LevelGenerator().AsSourceGenerator(), new FormulaGenerator().AsSourceGenerator(), new OptionsGenerator().AsSourceGenerator()],
            parseOptions: s_language, optionsProvider: new ProjectProperties());
        driver.RunGeneratorsAndUpdateCompilation(sources, out Compilation project, out ImmutableArray<Diagnostic> refusals);
        return (sources, (CSharpCompilation)project, refusals);
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Paragon.Generators", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path));

    private static SyntaxTree Tree(string text, string name) => CSharpSyntaxTree.ParseText(text, s_language, name + ".cs");

    private sealed class ProjectProperties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new RootNamespaceProperty();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class RootNamespaceProperty : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.RootNamespace" ? RootNamespace : null;
            return value is not null;
        }
    }
}
