using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Paragon.Analyzers.Tensors;

/// <summary>What TorchSharp's types say of the life of a tensor.</summary>
internal sealed class TensorSymbols
{
    private readonly INamedTypeSymbol _tensor;
    private readonly INamedTypeSymbol _scope;

    private TensorSymbols(INamedTypeSymbol tensor, INamedTypeSymbol scope) => (_tensor, _scope) = (tensor, scope);

    /// <summary>The types, or null where the project does not see TorchSharp.</summary>
    public static TensorSymbols? Of(Compilation compilation) =>
        compilation.GetTypeByMetadataName("TorchSharp.torch+Tensor") is { } tensor && compilation.GetTypeByMetadataName("TorchSharp.DisposeScope") is { } scope
            ? new TensorSymbols(tensor, scope)
            : null;

    /// <summary>Whether a type is a tensor or derives from it.</summary>
    public bool IsTensor(ITypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, _tensor))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type is a dispose scope.</summary>
    public bool IsScope(ITypeSymbol? type) => SymbolEqualityComparer.Default.Equals(type, _scope);

    /// <summary>
    /// Whether an expression makes a tensor that its thread's scope takes: an operation of TorchSharp whose result is new. What a method
    /// of others returns may have been kept already, and an operation in place returns what it was called on.
    /// </summary>
    public bool Makes(IOperation value) => value switch
    {
        IConversionOperation conversion => Makes(conversion.Operand),
        IParenthesizedOperation parenthesized => Makes(parenthesized.Operand),
        IInvocationOperation call => IsTorch(call.TargetMethod) && IsTensor(call.Type) && !IsKeeper(call.TargetMethod) && !IsInPlace(call.TargetMethod),
        IBinaryOperation { OperatorMethod: { } method } operation => IsTorch(method) && IsTensor(operation.Type),
        IUnaryOperation { OperatorMethod: { } method } operation => IsTorch(method) && IsTensor(operation.Type),
        _ => false,
    };

    /// <summary>Whether a method is TorchSharp's.</summary>
    public static bool IsTorch(IMethodSymbol method) => method.ContainingAssembly?.Name == "TorchSharp";

    /// <summary>Whether a method only computes with its tensors. A module's methods may keep them (a buffer).</summary>
    public static bool IsReading(IMethodSymbol method) =>
        IsTorch(method) && !IsKeeper(method)
        && method.ContainingType.ToDisplayString() is "TorchSharp.torch" or "TorchSharp.torch.Tensor" or "TorchSharp.torch.nn.functional" or "TorchSharp.torch.linalg";

    /// <summary>Whether a method takes its tensor out of the scope, or ends its life.</summary>
    public static bool IsKeeper(IMethodSymbol method) =>
        method.Name.EndsWith("DisposeScope", StringComparison.Ordinal) || method.Name is "MoveToOuter" or "MoveToOther" or "Detach" or "Attach" or "Dispose";

    private static bool IsInPlace(IMethodSymbol method) => method.Name.EndsWith("_", StringComparison.Ordinal);
}
