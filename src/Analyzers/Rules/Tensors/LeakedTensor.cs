using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Paragon.Analyzers.Tensors;

/// <summary>
/// PAR502: tensors made where no dispose scope can be open, and not disposed: at the start of a program, and on a thread of its own, since
/// scopes are of a thread. Elsewhere a caller may have opened one.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LeakedTensor : DiagnosticAnalyzer
{
    /// <summary>The rule.</summary>
    public static Rule Definition { get; } = new(
        "PAR502", "A tensor is made outside every dispose scope and never disposed",
        "'{0}' makes a tensor that nothing frees: no dispose scope is open {1}, and the garbage collector does not see its memory. Begin with 'using DisposeScope scope = torch.NewDisposeScope();'.",
        Groups.Tensors, DiagnosticSeverity.Warning);

    private static readonly string[] Starters = ["System.Threading.Tasks.Task.Run", "System.Threading.Tasks.TaskFactory.StartNew", "System.Threading.Tasks.Parallel.For", "System.Threading.Tasks.Parallel.ForEach", "System.Threading.Thread..ctor"];

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
                start.RegisterOperationBlockAction(block => CheckEntry(block, symbols));
                start.RegisterOperationAction(found => CheckThread(found, symbols), OperationKind.AnonymousFunction);
            }
        });
    }

    private static void CheckEntry(OperationBlockAnalysisContext context, TensorSymbols symbols)
    {
        // Top-level statements are a method of the second name.
        if (context.OwningSymbol is IMethodSymbol { IsStatic: true, Name: WellKnownMemberNames.EntryPointMethodName or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName })
        {
            foreach (IOperation body in context.OperationBlocks)
            {
                Check(body, "at the start of the program", symbols, context.ReportDiagnostic);
            }
        }
    }

    private static void CheckThread(OperationAnalysisContext context, TensorSymbols symbols)
    {
        IOperation call = context.Operation;
        while (call.Parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation)
        {
            call = call.Parent;
        }

        IMethodSymbol? starter = call.Parent switch
        {
            IInvocationOperation invocation => invocation.TargetMethod,
            IObjectCreationOperation creation => creation.Constructor,
            _ => null,
        };
        if (starter is not null && Starters.Contains($"{starter.ContainingType.ToDisplayString()}.{starter.Name}"))
        {
            Check(context.Operation, "on a thread of its own", symbols, context.ReportDiagnostic);
        }
    }

    /// <summary>Reports the first tensor of a function that nothing frees; one word is enough, since one scope frees them all.</summary>
    private static void Check(IOperation body, string where, TensorSymbols symbols, Action<Diagnostic> report)
    {
        if (ScopeRegions.HasAny(body, symbols))
        {
            return;
        }

        IOperation[] all = [.. body.Descendants()];
        IOperation[] own = [.. all.Where(operation => ScopeRegions.Function(operation) == ScopeRegions.Function(body is IAnonymousFunctionOperation lambda ? lambda.Body : body))];
        if (own.FirstOrDefault(operation => operation is not IConversionOperation && symbols.Makes(operation) && IsLost(operation, all, symbols)) is { } lost)
        {
            report(Diagnostic.Create(Definition.Descriptor, lost.Syntax.GetLocation(), lost.Syntax.ToString(), where));
        }
    }

    /// <summary>Whether a new tensor goes nowhere but into further operations, or into a local that does.</summary>
    private static bool IsLost(IOperation made, IOperation[] body, TensorSymbols symbols)
    {
        IOperation value = made;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
        {
            value = value.Parent;
        }

        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => !IsUsing(declarator)
                && body.OfType<ILocalReferenceOperation>().Where(use => SymbolEqualityComparer.Default.Equals(use.Local, declarator.Symbol)).All(use => IsRead(use, symbols)),
            _ => IsRead(value, symbols),
        };
    }

    private static bool IsUsing(IVariableDeclaratorOperation declarator)
    {
        IOperation? at = declarator.Parent;
        while (at is IVariableDeclarationOperation or IVariableDeclarationGroupOperation)
        {
            at = at.Parent;
        }

        return at is IUsingDeclarationOperation or IUsingOperation;
    }

    /// <summary>Whether a use only reads the tensor: an operation of TorchSharp, none of which frees or keeps it.</summary>
    private static bool IsRead(IOperation use, TensorSymbols symbols) => use.Parent switch
    {
        IInvocationOperation call => TensorSymbols.IsReading(call.TargetMethod) && IsNumberOrNew(call, symbols),
        IArgumentOperation { Parent: IInvocationOperation call } => TensorSymbols.IsReading(call.TargetMethod) && IsNumberOrNew(call, symbols),
        IPropertyReferenceOperation property => property.Property.ContainingAssembly?.Name == "TorchSharp",
        IBinaryOperation { OperatorMethod: { } method } => TensorSymbols.IsTorch(method),
        IUnaryOperation { OperatorMethod: { } method } => TensorSymbols.IsTorch(method),
        IExpressionStatementOperation => true,
        _ => false,
    };

    /// <summary>Whether an operation's result is not the tensor itself again, which might be kept under another name.</summary>
    private static bool IsNumberOrNew(IInvocationOperation call, TensorSymbols symbols) =>
        !symbols.IsTensor(call.Type) || symbols.Makes(call) || call.Parent is IExpressionStatementOperation;
}
