// What the rules cost: the analyzers' own time over every method that ships, cold and warm, and after an edit of one
// formula. Run it in Release; the first argument is the folder of the methods.
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using Paragon.Analyzers.Language;

string folder = args.Length > 0 ? args[0] : "src/Algorithms";
CSharpParseOptions language = new(LanguageVersion.CSharp14);
const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using Paragon; global using static Paragon.Formula;";
string[] files = [.. Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !file.Contains("/obj/") && !file.Contains("/bin/")).Order(StringComparer.Ordinal)];
MetadataReference[] references = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];
CSharpCompilation compilation = CSharpCompilation.Create(
    "Methods", [CSharpSyntaxTree.ParseText(Usings, language), .. files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), language, file))],
    references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
ImmutableArray<DiagnosticAnalyzer> rules =
[
    .. typeof(FormulaLanguageAnalyzer).Assembly.GetTypes().Where(type => !type.IsAbstract && typeof(DiagnosticAnalyzer).IsAssignableFrom(type))
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!),
];

Console.WriteLine($"{files.Length} files of {folder}, {rules.Length} analyzers; milliseconds of the analyzers, of the processor and by the clock");
await Report("all methods, cold (with JIT)", compilation);
await Report("all methods, again", compilation.Clone());
string edited = files.Single(file => Path.GetFileName(file) == "Grpo.cs");
SyntaxTree before = compilation.SyntaxTrees.Single(tree => tree.FilePath == edited);
for (int version = 3; version <= 7; version++)
{
    string text = before.ToString().Replace("GroupAdvantage.Centred(y)", $"GroupAdvantage.Centred(y) * 0.{version}", StringComparison.Ordinal);
    CSharpCompilation changed = compilation.ReplaceSyntaxTree(before, CSharpSyntaxTree.ParseText(text, language, edited));
    await Report("one formula edited", changed, edited);
}

async Task Report(string what, CSharpCompilation of, string? file = null)
{
    // The compiler's own binding is not the rules': it is done before, as the editor has done it.
    SyntaxTree? tree = file is null ? null : of.SyntaxTrees.Single(other => other.FilePath == file);
    _ = tree is null ? of.GetDiagnostics() : of.GetSemanticModel(tree).GetDiagnostics();
    CompilationWithAnalyzers analysis = of.WithAnalyzers(rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
    TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
    Stopwatch watch = Stopwatch.StartNew();
    int found = tree is null
        ? (await analysis.GetAnalyzerDiagnosticsAsync()).Length
        : (await analysis.GetAnalyzerSemanticDiagnosticsAsync(of.GetSemanticModel(tree), null, default)).Length;
    double clock = watch.Elapsed.TotalMilliseconds;
    double used = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMilliseconds;
    List<(string Rule, double Time)> times = [];
    foreach (DiagnosticAnalyzer rule in rules)
    {
        AnalyzerTelemetryInfo telemetry = await analysis.GetAnalyzerTelemetryInfoAsync(rule, default);
        times.Add((rule.GetType().Name, telemetry.ExecutionTime.TotalMilliseconds));
    }

    (string slowest, double most) = times.MaxBy(time => time.Time);
    Console.WriteLine($"{what,-30} {times.Sum(time => time.Time),8:F0} {used,8:F0} {clock,8:F0}   slowest {slowest} {most:F0}   {found} diagnostics");
}
