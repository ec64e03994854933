// What the rules cost: the analyzers' own time over every method that ships, cold and again, and after an edit of one
// formula. Run it in Release; the first argument is the folder of the methods, the second how often each edit is made.
// Beside the rules' time by the clock, which other programs lengthen, stands the processor time of the whole analysis.
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;
using Paragon.AnalyzerCost;
using Paragon.Analyzers.Language;

string folder = args.Length > 0 ? args[0] : "src/Algorithms";
int times = args.Length > 1 ? int.Parse(args[1], System.Globalization.CultureInfo.InvariantCulture) : 7;
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

Console.WriteLine($"{files.Length} files of {folder}, {rules.Length} analyzers; milliseconds of the analyzers by the clock, and of the processor");
foreach ((string what, CSharpCompilation of) in new[] { ("all methods, cold (with JIT)", compilation), ("all methods, again", compilation.Clone()) })
{
    Cost cost = await Measure(of);
    Console.WriteLine($"{what,-30} {cost.Total,6:F0} {cost.Processor,9:F0}   slowest {cost.Slowest} {cost.Most:F0}   {cost.Found} diagnostics");
}

Console.WriteLine();
Console.WriteLine($"{"one formula edited, each " + times + " times",-40} {"first",6} {"median",6} {"processor",9}   slowest rule (median)");
List<Cost> medians = [];
foreach (Edit edit in Edit.All)
{
    SyntaxTree before = compilation.SyntaxTrees.Single(tree => Path.GetFileName(tree.FilePath) == edit.File);
    Task<Cost> After(string text) => Measure(compilation.ReplaceSyntaxTree(before, CSharpSyntaxTree.ParseText(text, language, before.FilePath)), before.FilePath);

    // What the edits of another formula of the file have changed is taken back before: an edit is of one formula.
    await After(before.ToString());
    List<Cost> costs = [];
    for (int time = 0; time < times; time++)
    {
        costs.Add(await After(edit.Apply(before.ToString(), time)));
    }

    // The first edit of a formula may run code that no formula before it needed.
    List<Cost> warm = [.. costs.Skip(1).OrderBy(cost => cost.Total)];
    Cost middle = warm[warm.Count / 2] with { Processor = Middle(warm.Select(cost => cost.Processor)) };
    medians.Add(middle);
    Console.WriteLine($"{edit.What,-40} {costs[0].Total,6:F1} {middle.Total,6:F1} {middle.Processor,9:F1}   {middle.Slowest} {middle.Most:F1}");
}

Console.WriteLine($"{"median of these edits",-40} {"",6} {Middle(medians.Select(cost => cost.Total)),6:F1} {Middle(medians.Select(cost => cost.Processor)),9:F1}");
Console.WriteLine($"{"largest",-40} {"",6} {medians.Max(cost => cost.Total),6:F1} {medians.Max(cost => cost.Processor),9:F1}");

static double Middle(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;

async Task<Cost> Measure(CSharpCompilation of, string? file = null)
{
    // The compiler's own binding is not the rules': it is done before, as the editor has done it.
    SyntaxTree? tree = file is null ? null : of.SyntaxTrees.Single(other => other.FilePath == file);
    ImmutableArray<Diagnostic> errors = tree is null ? of.GetDiagnostics() : of.GetSemanticModel(tree).GetDiagnostics();
    if (tree is not null && errors.FirstOrDefault(error => error.Severity == DiagnosticSeverity.Error && error.Id != "CS8795") is { } error)
    {
        throw new InvalidOperationException($"The edit does not compile: {error}");
    }

    CompilationWithAnalyzers analysis = of.WithAnalyzers(rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: true));
    TimeSpan before = Environment.CpuUsage.TotalTime;
    int found = tree is null
        ? (await analysis.GetAnalyzerDiagnosticsAsync()).Length
        : (await analysis.GetAnalyzerSemanticDiagnosticsAsync(of.GetSemanticModel(tree), null, default)).Length;
    double processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    List<(string Rule, double Time)> spent = [];
    foreach (DiagnosticAnalyzer rule in rules)
    {
        AnalyzerTelemetryInfo telemetry = await analysis.GetAnalyzerTelemetryInfoAsync(rule, default);
        spent.Add((rule.GetType().Name, telemetry.ExecutionTime.TotalMilliseconds));
    }

    (string slowest, double most) = spent.MaxBy(rule => rule.Time);
    return new Cost(spent.Sum(rule => rule.Time), processor, slowest, most, found);
}

/// <summary>What the rules took.</summary>
/// <param name="Total">Milliseconds of all of them by the clock.</param>
/// <param name="Processor">Milliseconds of the processor, with the compiler's own share in running them.</param>
/// <param name="Slowest">The slowest rule; the first that asks for an objective reads it for all.</param>
/// <param name="Most">Its milliseconds.</param>
/// <param name="Found">Number of diagnostics.</param>
internal sealed record Cost(double Total, double Processor, string Slowest, double Most, int Found);
