using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Paragon.Generators.Options;

namespace Paragon.Analyzers.Options;

/// <summary>PAR404: a settings file that names an objective or an option that does not exist.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnknownSetting : DiagnosticAnalyzer
{
    private static readonly string[] Section = ["paragon", "objectives"];

    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR404", "A settings file names an option that does not exist",
        "{0} '{1}' does not exist{2}, so the program will not start. {3}.",
        Groups.Options, DiagnosticSeverity.Warning);

    /// <summary>Property of a warning with the nearest name that exists; absent where none is near.</summary>
    internal const string NearestName = "nearest";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Definition.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Check);
    }

    private static void Check(AdditionalFileAnalysisContext context)
    {
        if (!context.AdditionalFile.Path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text)
        {
            return;
        }

        JsonKey[] settings = [.. JsonKeys.Of(text.ToString()).Where(IsSetting)];
        if (settings.Length == 0)
        {
            return;
        }

        IReadOnlyList<(string Name, INamedTypeSymbol Type)> objectives = KnownObjectives.Of(context.Compilation, context.CancellationToken);
        foreach (JsonKey setting in settings)
        {
            INamedTypeSymbol? objective = KnownObjectives.Find(objectives, setting.Path[2]);
            if (setting.Path.Count == 3 && objective is null)
            {
                Report(context, text, setting, "The objective", "", objectives.Select(known => known.Name));
            }
            else if (setting.Path.Count == 4 && objective is not null)
            {
                string[] options = [.. DeclaredOptions.Of(objective).Select(option => option.Name)];
                if (!options.Any(option => Spelling.Normal(option) == Spelling.Normal(setting.Path[3])))
                {
                    Report(context, text, setting, "The option", $" in '{setting.Path[2]}'", options.Select(Kebab.Of));
                }
            }
        }
    }

    private static bool IsSetting(JsonKey key) =>
        key.Path.Count is 3 or 4 && key.Path.Take(2).Select(Spelling.Normal).SequenceEqual(Section);

    private static void Report(AdditionalFileAnalysisContext context, SourceText text, JsonKey key, string what, string where, IEnumerable<string> names)
    {
        string[] known = [.. names.OrderBy(name => name, StringComparer.Ordinal)];
        string name = key.Path[key.Path.Count - 1];
        string? nearest = Spelling.Nearest(name, known);
        string instead = nearest is not null ? $"The nearest is '{nearest}'"
            : known.Length == 0 ? "There is none to set" : $"There are: {string.Join(", ", known)}";
        context.ReportDiagnostic(Diagnostic.Create(
            Definition.Descriptor, Location.Create(context.AdditionalFile.Path, key.Span, text.Lines.GetLinePositionSpan(key.Span)),
            nearest is null ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty.Add(NearestName, nearest), what, name, where, instead));
    }
}
