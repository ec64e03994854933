using Paragon.Formulas;
using Paragon.Generators.Formulas;

namespace Paragon.Generators.Fused;

/// <summary>
/// The choices between options in a loop. A loop over the many elements has them in its type, so that the runtime compiles it for those that were made;
/// any other is given them as truth values.
/// </summary>
internal sealed class PassChoices(KernelWriter kernel, Parameters parameters, Identifiers identifiers, bool inType)
{
    private readonly Dictionary<Node, string> _names = [];
    private readonly List<string> _arguments = [];
    private readonly List<string> _declared = [];

    /// <summary>The conditions that the loop is compiled for, in the order of their places.</summary>
    public IEnumerable<string> Arguments => _arguments;

    /// <summary>Statements that name the places.</summary>
    public IEnumerable<string> Declared => _declared;

    /// <summary>Expression of a condition.</summary>
    public string Condition(Node node)
    {
        // Values of each element are wanted now and then: what that changes is one store.
        if (!inType || node is OptionNode { Name: FusedGraph.WantsEach })
        {
            return parameters.Of("bool", Names.Scalar(node), kernel.Scalar(node));
        }

        if (!_names.TryGetValue(node, out string? name))
        {
            _names[node] = name = identifiers.Unique(Names.Scalar(node));
            _declared.Add($"const int {name} = {_arguments.Count};{(node.Source is null ? "" : $"  // {node.Source}")}");
            _arguments.Add(kernel.Guard(global::Paragon.Formulas.Guard.Always.And(node, true)));
        }

        return $"TChoices.Holds({name})";
    }

    /// <summary>Expression of a guard that does not always hold.</summary>
    public string Guard(Guard guard) => inType && guard.Cases.Count > 0
        ? string.Join(" || ", guard.Cases.Select(conditions => string.Join(" && ", conditions.OrderBy(pair => pair.Key.Id).Select(pair => (pair.Value ? "" : "!") + Condition(pair.Key)))))
        : parameters.Of("bool", "isNeeded", kernel.Guard(guard));
}
