using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Paragon.Formulas;

namespace Paragon.Lowering;

/// <summary>A formula as a graph, or why it is none.</summary>
/// <param name="Value">Value for one element of the level; null where the formula was refused.</param>
/// <param name="Level">Level that the formula is about, or null for a library's function of numbers.</param>
/// <param name="Builder">Builder that owns the nodes.</param>
/// <param name="Refusal">Why the formula was refused, or null.</param>
/// <param name="Sources">Text of the formula and of every formula that it calls, in the order in which they are met.</param>
/// <param name="Members">Declarations whose bodies were read.</param>
/// <param name="Reading">Where values stand in the source, and which columns and options are read.</param>
public sealed record LoweredFormula(Node? Value, LevelSymbol? Level, GraphBuilder Builder, Refusal? Refusal, EquatableArray<string> Sources, IReadOnlyCollection<MemberDeclarationSyntax> Members, FormulaReading Reading)
{
    /// <summary>Files whose bodies were read.</summary>
    public IEnumerable<SyntaxTree> Bodies => Members.Select(member => member.SyntaxTree).Distinct();
}

/// <summary>
/// Turns the C# of a formula into its graph. What it accepts is a list; everything else is refused where it stands. The
/// generator and the analyzers call it alike, so they never disagree about what a formula means.
/// </summary>
public sealed partial class FormulaLowering
{
    private static readonly char[] Breaks = ['\n', '\r', '\t'];

    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly GraphBuilder _b = new();
    private readonly List<string> _sources = [];
    private readonly HashSet<SyntaxNode> _declarations = [];
    private readonly HashSet<MemberDeclarationSyntax> _members = [];
    private readonly FormulaReading _reading = new();
    private ImmutableStack<IMethodSymbol> _calls = [];

    private FormulaLowering(Compilation compilation, CancellationToken cancellation)
    {
        _compilation = compilation;
        _cancellation = cancellation;
    }

    /// <summary>Lowers a method that has an attribute of a stage: one parameter, a level.</summary>
    public static LoweredFormula Stage(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        new FormulaLowering(compilation, cancellation).Run(method, isStage: true);

    /// <summary>Lowers a method of a library: its parameters stay parameters of the graph.</summary>
    public static LoweredFormula Library(IMethodSymbol method, Compilation compilation, CancellationToken cancellation) =>
        new FormulaLowering(compilation, cancellation).Run(method, isStage: false);

    private LoweredFormula Run(IMethodSymbol method, bool isStage)
    {
        _reading.Owner = method.ContainingType;
        LevelSymbol? level = method.Parameters.Select(parameter => LevelSymbol.Of(parameter.Type)).FirstOrDefault(found => found is not null);
        try
        {
            Location location = method.Locations.FirstOrDefault() ?? Location.None;
            if (isStage && (method.Parameters.Length != 1 || level is null))
            {
                throw Refuse(RefusalIds.Signature, $"'{method.Name}' must take one level (Token, Completion, Pair, Batch, ...): a formula is about one element.", location);
            }

            if (!IsNumberOrTruth(method.ReturnType) || (isStage && !WellKnown.Is(method.ReturnType, "Real")))
            {
                throw Refuse(RefusalIds.Signature, $"'{method.Name}' returns {method.ReturnType.ToDisplayString()}; a formula returns Real.", location);
            }

            if (!isStage && method.Parameters.Count(parameter => LevelSymbol.Of(parameter.Type) is not null) > 1)
            {
                throw Refuse(RefusalIds.Signature, $"'{method.Name}' takes several elements; a library's formula takes at most one. Pass numbers for the others.", location);
            }

            Scope? scope = level is null ? null : Scope.OfParameter(level);
            Frame frame = new();
            foreach (IParameterSymbol parameter in method.Parameters)
            {
                frame.Set(parameter, LevelSymbol.Of(parameter.Type) is not null
                    ? scope!.Element
                    : new NodeValue(_b.Parameter(parameter.Ordinal, scope?.Domain, parameter.Type.SpecialType == SpecialType.System_Boolean), scope));
            }

            NodeValue value = Number(Body(method, frame, location), location);
            Node node = scope is null ? value.Node : Lift(value, scope);
            return new LoweredFormula(node, level, _b, null, new(_sources), _members, _reading);
        }
        catch (RefusedException refused)
        {
            return new LoweredFormula(null, level, _b, refused.Refusal, new(_sources), _members, _reading);
        }
    }

    /// <summary>The value of a method's body for given parameters.</summary>
    private Value Body(IMethodSymbol method, Frame frame, Location call)
    {
        if (_calls.Contains(method, SymbolEqualityComparer.Default))
        {
            throw Refuse(RefusalIds.Recursion, $"'{method.Name}' calls itself. A formula has a fixed size: write the recurrence as Discounted over a range, or unroll it.", call);
        }

        SyntaxNode? declaration = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        SyntaxNode? body = declaration switch
        {
            MethodDeclarationSyntax syntax => syntax.ExpressionBody?.Expression ?? (SyntaxNode?)syntax.Body,
            _ => null,
        };
        if (body is null)
        {
            throw Refuse(RefusalIds.Call, $"'{method.Name}' has no body that the compiler can read here. Make its class a [FormulaLibrary], or declare the result a column.", call);
        }

        if (_declarations.Add(declaration!) && Text(declaration!) is var source && !_sources.Contains(source))
        {
            _sources.Add(source);
        }

        ImmutableStack<IMethodSymbol> outer = _calls;
        _calls = outer.Push(method);
        try
        {
            return BodyOf(body, frame);
        }
        finally
        {
            _calls = outer;
        }
    }

    private Value BodyOf(SyntaxNode body, Frame frame)
    {
        _cancellation.ThrowIfCancellationRequested();
        _members.Add(body.FirstAncestorOrSelf<MemberDeclarationSyntax>()!);
        SemanticModel model = SemanticModels.Of(_compilation, body.SyntaxTree);
        IOperation operation = model.GetOperation(WithoutParentheses(body), _cancellation)
            ?? throw Refuse(RefusalIds.Construct, "This body does not compile yet.", body.GetLocation());
        return operation is IBlockOperation block ? Statements([.. block.Operations], 0, frame, block.Syntax.GetLocation()) : Expression(operation, frame);
    }

    /// <summary>The model has no operation for parentheses.</summary>
    private static SyntaxNode WithoutParentheses(SyntaxNode body) => body is ParenthesizedExpressionSyntax parenthesized ? WithoutParentheses(parenthesized.Expression) : body;

    private NodeValue Number(Value value, Location location) =>
        value as NodeValue ?? throw Refuse(RefusalIds.Signature, "A number is needed here, and this is an element or a set. Read a column of it, or reduce it.", location);

    private ElementValue Element(Value value, Location location) =>
        value as ElementValue ?? throw Refuse(RefusalIds.Signature, "An element is needed here, and this is a number.", location);

    private static bool IsNumberOrTruth(ITypeSymbol type) =>
        WellKnown.Is(type, "Real") || type.SpecialType is SpecialType.System_Double or SpecialType.System_Boolean or SpecialType.System_Int32;

    private static RefusedException Refuse(string id, string message, Location location) => new(new Refusal(id, message, location));

    /// <summary>The text of a piece of source on one line, without comments and attributes.</summary>
    private static string Text(SyntaxNode syntax)
    {
        string text = syntax.ToString();
        text = syntax is MethodDeclarationSyntax method ? text.Substring(method.ReturnType.SpanStart - method.SpanStart) : text;
        return text.IndexOfAny(Breaks) < 0 && text.IndexOf("  ", StringComparison.Ordinal) < 0 ? text
            : string.Join(" ", text.Split([' ', .. Breaks], StringSplitOptions.RemoveEmptyEntries));
    }
}
