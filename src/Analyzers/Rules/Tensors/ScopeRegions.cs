using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Paragon.Analyzers.Tensors;

/// <summary>Which dispose scope is open where an operation stands, as the text shows it.</summary>
internal static class ScopeRegions
{
    /// <summary>The operation that opened the innermost scope around another within the same function, or null.</summary>
    public static IOperation? Innermost(IOperation operation, TensorSymbols symbols)
    {
        for (IOperation child = operation; child.Parent is { } parent; child = parent)
        {
            if (child is IAnonymousFunctionOperation or ILocalFunctionOperation)
            {
                return null;
            }

            if (parent is IUsingOperation statement && child == statement.Body && Opens(statement.Resources, symbols))
            {
                return statement;
            }

            if (parent is IBlockOperation block && block.Operations.TakeWhile(earlier => earlier != child).OfType<IUsingDeclarationOperation>()
                .LastOrDefault(declaration => Opens(declaration.DeclarationGroup, symbols)) is { } opened)
            {
                return opened;
            }
        }

        return null;
    }

    /// <summary>Whether a function has a scope anywhere.</summary>
    public static bool HasAny(IOperation body, TensorSymbols symbols) =>
        body.DescendantsAndSelf().Any(operation => symbols.IsScope(operation.Type) || operation is IVariableDeclaratorOperation declarator && symbols.IsScope(declarator.Symbol.Type));

    /// <summary>The function that an operation stands in: a lambda, a local function, or the root of the body.</summary>
    public static IOperation Function(IOperation operation)
    {
        while (operation.Parent is { } parent && operation is not (IAnonymousFunctionOperation or ILocalFunctionOperation))
        {
            operation = parent;
        }

        return operation;
    }

    private static bool Opens(IOperation resources, TensorSymbols symbols) =>
        resources.DescendantsAndSelf().Any(operation => operation is IVariableDeclaratorOperation declarator ? symbols.IsScope(declarator.Symbol.Type) : symbols.IsScope(operation.Type));
}
