// What the generators and analyzers add to compiling every method that ships: cold, again without a change, and after an
// edit of one character in one formula. Run it in Release; the first argument is the folder of the methods.
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Paragon.Analyzers.Language;
using Paragon.Generators.Formulas;
using Paragon.Generators.Levels;
using Paragon.Generators.Options;

string folder = args.Length > 0 ? args[0] : "src/Algorithms";
CSharpParseOptions language = new(LanguageVersion.CSharp14);
const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Paragon; global using static Paragon.Formula;";
string[] files = [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/") && !file.Contains("/bin/")).Order(StringComparer.Ordinal)];
MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];
CSharpCompilation compilation = CSharpCompilation.Create(
    "Methods",
    [CSharpSyntaxTree.ParseText(Usings, language), .. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), language, file))],
    references,
    new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

string edited = files.Single(file => Path.GetFileName(file) == "Dpo.cs");
SyntaxTree before = compilation.SyntaxTrees.Single(tree => tree.FilePath == edited);
CSharpCompilation Edit(int version) => compilation.ReplaceSyntaxTree(
    before, CSharpSyntaxTree.ParseText(before.ToString().Replace("= 0.1;", $"= 0.{version};", StringComparison.Ordinal), language, edited));

Console.WriteLine($"{files.Length} files of {folder}; milliseconds by the clock and of the processor");
GeneratorDriver driver = CSharpGeneratorDriver.Create(
    [new FormulaGenerator().AsSourceGenerator(), new OptionsGenerator().AsSourceGenerator(), new LevelGenerator().AsSourceGenerator()], parseOptions: language);
Compilation output = compilation;
Report("generators, cold (with JIT)", () => driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out output, out _));
GeneratorDriver warm = CSharpGeneratorDriver.Create(
    [new FormulaGenerator().AsSourceGenerator(), new OptionsGenerator().AsSourceGenerator(), new LevelGenerator().AsSourceGenerator()], parseOptions: language);
Report("generators, all formulas (warm)", () => warm = warm.RunGeneratorsAndUpdateCompilation(Anew(compilation), out output, out _));
warm = warm.RunGenerators(compilation);
Report("generators, nothing changed", () => warm = warm.RunGenerators(compilation));
for (int version = 2; version <= 4; version++)
{
    CSharpCompilation changed = Edit(version);
    Report("generators, one character", () => warm = warm.RunGenerators(changed));
}

output = WithExpressions(output);
Stopwatch emit = Stopwatch.StartNew();
using MemoryStream assembly = new();
Microsoft.CodeAnalysis.Emit.EmitResult built = output.Emit(assembly);
Console.WriteLine($"{"compiler, all sources",-34} {emit.Elapsed.TotalMilliseconds,8:F0}   {(built.Success ? "built" : built.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error))}");

CompilationWithAnalyzers analysis = compilation.WithAnalyzers([new FormulaLanguageAnalyzer()]);
Stopwatch watch = Stopwatch.StartNew();
int complaints = (await analysis.GetAnalyzerDiagnosticsAsync()).Length;
Console.WriteLine($"{"analyzers, all formulas",-34} {watch.Elapsed.TotalMilliseconds,8:F0}   {complaints} diagnostics");

// The same sources, as files that no generator has seen: what it has remembered of the others does not help.
static CSharpCompilation Anew(CSharpCompilation compilation) => compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
    compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), (CSharpParseOptions)tree.Options, tree.FilePath)));

// What the SDK adds where a file has regular expressions.
Compilation WithExpressions(Compilation sources)
{
    CSharpGeneratorDriver.Create([new System.Text.RegularExpressions.Generator.RegexGenerator().AsSourceGenerator()], parseOptions: language).RunGeneratorsAndUpdateCompilation(sources, out Compilation all, out _);
    return all;
}

static void Report(string what, Action run)
{
    // Processor time beside the clock's: on a busy machine only the first can be compared.
    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    Stopwatch watch = Stopwatch.StartNew();
    run();
    Console.WriteLine($"{what,-34} {watch.Elapsed.TotalMilliseconds,8:F0} {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds,8:F0}");
}
