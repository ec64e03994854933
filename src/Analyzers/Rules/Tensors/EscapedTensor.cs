using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Paragon.Analyzers.Tensors;

/// <summary>PAR501: a tensor is returned or stored although the dispose scope that it was made in ends before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class EscapedTensor : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR501", "A tensor leaves the dispose scope that frees it",
        "'{0}' is made inside a dispose scope and {1}; when the scope ends its memory is freed, and the first use after that fails. Write '{0}.{2}()'.",
        Groups.Tensors, DiagnosticSeverity.Warning);

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [Definition.Descriptor];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            if (TensorSymbols.Of(start.Compilation) is { } symbols)
            {
                start.RegisterOperationAction(found => CheckReturn(found, symbols), OperationKind.Return);
                start.RegisterOperationAction(found => CheckAssignment(found, symbols), OperationKind.SimpleAssignment);
            }
        });
    }

    private static void CheckReturn(OperationAnalysisContext context, TensorSymbols symbols)
    {
        if (((IReturnOperation)context.Operation).ReturnedValue is { } value)
        {
            Check(context, symbols, value, "returned from it", "MoveToOuterDisposeScope");
        }
    }

    private static void CheckAssignment(OperationAnalysisContext context, TensorSymbols symbols)
    {
        ISimpleAssignmentOperation assignment = (ISimpleAssignmentOperation)context.Operation;
        if (assignment.Target is IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } target && target.Member.ContainingAssembly.Name != "TorchSharp")
        {
            Check(context, symbols, assignment.Value, $"stored in '{target.Member.Name}'", "DetachFromDisposeScope");
        }
    }

    private static void Check(OperationAnalysisContext context, TensorSymbols symbols, IOperation value, string where, string remedy)
    {
        if (symbols.IsTensor(value.Type) && ScopeRegions.Innermost(value, symbols) is { } scope && (symbols.Makes(value) || IsMadeLocal(value, scope, symbols)))
        {
            context.ReportDiagnostic(Diagnostic.Create(Definition.Descriptor, value.Syntax.GetLocation(), value.Syntax.ToString(), where, remedy));
        }
    }

    /// <summary>Whether a value is a local that was made in the scope, once, and that nobody takes out of it.</summary>
    private static bool IsMadeLocal(IOperation value, IOperation scope, TensorSymbols symbols)
    {
        if (value is not ILocalReferenceOperation { Local: { } local })
        {
            return false;
        }

        IOperation[] body = [.. ScopeRegions.Function(value).DescendantsAndSelf()];
        return body.OfType<IVariableDeclaratorOperation>().FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(one.Symbol, local)) is { Initializer.Value: { } made } declarator
            && symbols.Makes(made) && ScopeRegions.Innermost(declarator, symbols) == scope
            && !body.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, local)).Any(MayKeep);
    }

    /// <summary>Whether a use may take the tensor out of the scope, or put another in its place: anything but TorchSharp's reading of it.</summary>
    private static bool MayKeep(ILocalReferenceOperation use) => use.Parent switch
    {
        ISimpleAssignmentOperation assignment => assignment.Target == use,
        ICompoundAssignmentOperation => true,
        IInvocationOperation call => TensorSymbols.IsKeeper(call.TargetMethod),
        IArgumentOperation { Parent: IInvocationOperation call } argument =>
            argument.Parameter?.RefKind != RefKind.None || !TensorSymbols.IsReading(call.TargetMethod),
        IArgumentOperation => true,
        _ => false,
    };
}
