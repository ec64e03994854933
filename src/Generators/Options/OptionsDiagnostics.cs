using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Paragon.Generators.Options;

/// <summary>What this generator reports itself: without it the record would lack its other half and nobody would say why.</summary>
internal static class OptionsDiagnostics
{
    private static readonly DiagnosticDescriptor s_unreadable = new(
        "PAR105", "Options that cannot be read", "{0}", "Paragon.Language", DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static Diagnostic Of(Refusal refusal) => Diagnostic.Create(
        s_unreadable,
        Location.Create(
            refusal.File,
            new TextSpan(refusal.Start, refusal.Length),
            new LinePositionSpan(new(refusal.StartLine, refusal.StartColumn), new(refusal.EndLine, refusal.EndColumn))),
        refusal.Message);

    public static Refusal Refuse(ISymbol symbol, string message)
    {
        Location location = symbol.Locations[0];
        LinePositionSpan lines = location.GetLineSpan().Span;
        return new Refusal(
            message, location.SourceTree?.FilePath ?? "", location.SourceSpan.Start, location.SourceSpan.Length,
            lines.Start.Line, lines.Start.Character, lines.End.Line, lines.End.Character);
    }
}
