using System.Collections.Immutable;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Paragon.Generators.Formulas;
using Paragon.Generators.Options;

namespace Paragon.Compiler.Tests.Fuzzing;

/// <summary>Many objectives in one compilation, through the generators and the C# compiler, and loaded to run.</summary>
internal sealed class FuzzCompilation : IDisposable
{
    /// <summary>
    /// What the sources see; and that the runtime compiles them as they stand, because a formula runs a few times and the compiler that
    /// reads it many: optimised, the code of a formula would take longer than all else.
    /// </summary>
    private const string Common = """
        global using System; global using System.Collections.Generic; global using System.Linq; global using Paragon; global using static Paragon.Formula;
        [assembly: System.Diagnostics.Debuggable(System.Diagnostics.DebuggableAttribute.DebuggingModes.DisableOptimizations)]
        """;

    private static readonly ImmutableArray<MetadataReference> _references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is not ("Paragon.Generators.dll" or "Paragon.Lowering.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions _language = new CSharpParseOptions(LanguageVersion.CSharp14, DocumentationMode.None).WithFeatures([new("run-nullable-analysis", "never")]);

    private static readonly SyntaxTree[] _common = [Tree(Common, "Common.cs"), Tree(FuzzLevel.Declarations, "Columns.cs")];

    private readonly AssemblyLoadContext _context = new(null, isCollectible: true);

    /// <summary>Compiles sources of objectives in the namespace Fuzzed.</summary>
    /// <exception cref="InvalidOperationException">They do not compile; the message holds the errors.</exception>
    public FuzzCompilation(IEnumerable<(string Name, string Source)> sources)
    {
        CSharpCompilationOptions form = new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false);
        CSharpCompilation compilation = CSharpCompilation.Create("Fuzzed", [.. _common, .. sources.Select(source => Tree(source.Source, $"{source.Name}.cs"))], _references, form);
        CSharpGeneratorDriver driver = CSharpGeneratorDriver.Create([new FormulaGenerator().AsSourceGenerator(), new OptionsGenerator().AsSourceGenerator()], parseOptions: _language, optionsProvider: new ProjectProperties());
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out ImmutableArray<Diagnostic> diagnostics);
        using MemoryStream bytes = new();
        EmitResult emitted = after.Emit(bytes);
        if (!emitted.Success || diagnostics.Any(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning))
        {
            throw new InvalidOperationException(string.Join('\n', diagnostics.Concat(emitted.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)).Take(8).Select(Text)));
        }

        bytes.Position = 0;
        Objectives = [.. _context.LoadFromStream(bytes).GetTypes().Where(typeof(IObjective).IsAssignableFrom).Select(type => (IObjective)Activator.CreateInstance(type)!)];
    }

    /// <summary>One of each objective.</summary>
    public IReadOnlyList<IObjective> Objectives { get; }

    public void Dispose() => _context.Unload();

    private static string Text(Diagnostic diagnostic)
    {
        FileLinePositionSpan place = diagnostic.Location.GetLineSpan();
        string line = diagnostic.Location.SourceTree?.GetText().Lines[place.StartLinePosition.Line].ToString().Trim() ?? "";
        return $"{diagnostic.Id} {Path.GetFileName(place.Path)}: {diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}\n    {line}";
    }

    private static SyntaxTree Tree(string source, string path) => CSharpSyntaxTree.ParseText(source, _language, path);

    private sealed class ProjectProperties : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Properties();

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }

    private sealed class Properties : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
        {
            value = key == "build_property.RootNamespace" ? "Fuzzed" : null;
            return value is not null;
        }
    }
}
