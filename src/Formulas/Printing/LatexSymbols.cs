using System.Globalization;

namespace Paragon.Formulas;

/// <summary>The field's symbols for columns, options and elements.</summary>
internal static class LatexSymbols
{
    // What a level is a set of: |y| is a length. Whatever else it has is named.
    private static readonly Dictionary<string, string> _members = new(StringComparer.Ordinal)
    {
        ["group"] = "completion",
        ["completion"] = "token",
        ["token"] = "choice",
    };

    // {0} is the element.
    private static readonly Dictionary<string, string> _columns = new(StringComparer.Ordinal)
    {
        ["logp"] = @"\log\pi_\theta({0})",
        ["ref_logp"] = @"\log\pi_{{\mathrm{{ref}}}}({0})",
        ["old_logp"] = @"\log\pi_{{\mathrm{{old}}}}({0})",
        ["rollout_logp"] = @"\log\pi_{{\mathrm{{rollout}}}}({0})",
        ["value"] = "V_{{{0}}}",
        ["old_value"] = @"V^{{\mathrm{{old}}}}_{{{0}}}",
        ["entropy"] = "H_{{{0}}}",
        ["reward"] = "r_{{{0}}}",
        ["baseline_reward"] = "b_{{{0}}}",
        ["advantage"] = "A_{{{0}}}",
        ["return"] = "R_{{{0}}}",
        ["score"] = "s_{{{0}}}",
        ["importance_weight"] = "w_{{{0}}}",
        ["logit"] = "z_{{{0}}}",
        ["ref_logit"] = @"z^{{\mathrm{{ref}}}}_{{{0}}}",
    };

    private static readonly Dictionary<string, string> _options = new(StringComparer.Ordinal)
    {
        ["Alpha"] = @"\alpha",
        ["Beta"] = @"\beta",
        ["Gamma"] = @"\gamma",
        ["Discount"] = @"\gamma",
        ["Lambda"] = @"\lambda",
        ["Tau"] = @"\tau",
        ["Temperature"] = @"\tau",
        ["Delta"] = @"\delta",
        ["Eta"] = @"\eta",
        ["Epsilon"] = @"\varepsilon",
        ["LabelSmoothing"] = @"\varepsilon",
        ["ClipLow"] = @"\varepsilon_{\mathrm{low}}",
        ["ClipHigh"] = @"\varepsilon_{\mathrm{high}}",
        ["ValueClip"] = @"\varepsilon_V",
        ["ValueCoefficient"] = "c_V",
        ["DualClip"] = "c",
    };

    /// <summary>A column at an element.</summary>
    public static string Column(string name, string element) =>
        string.Format(CultureInfo.InvariantCulture, _columns.TryGetValue(name, out string? known) ? known : Escape(Word(name)) + "_{{{0}}}", element);

    /// <summary>The probability whose logarithm a column is.</summary>
    public static string Probability(string name, string element) => Column(name, element).Substring(@"\log".Length);

    /// <summary>An option.</summary>
    public static string Option(string name) => _options.TryGetValue(name, out string? known) ? known : Word(name);

    /// <summary>A name of several letters.</summary>
    public static string Word(string name) => name.Length == 1 ? name : $@"\mathrm{{{name.Replace("_", @"\_")}}}";

    /// <summary>The elements of a link: y_w for the chosen completion of a pair.</summary>
    public static string Follow(Link link, string element) => link switch
    {
        NeighbourLink neighbour => $"{element}{(neighbour.Offset > 0 ? "+" : "-")}1",
        DeclaredLink { Name: "chosen", From.Key: "pair" } => $"y_w({element})",
        DeclaredLink { Name: "rejected", From.Key: "pair" } => $"y_l({element})",
        DeclaredLink declared when declared.Name == declared.To.Key => $"{new Variables().Take(declared.To)}({element})",
        DeclaredLink declared => $"{Word(declared.Name)}({element})",
        _ => $"{Word(link.To.Key)}({element})",
    };

    /// <summary>The elements that a target has: the target itself where they are what it is made of.</summary>
    public static string Family(Link link, string target) =>
        _members.TryGetValue(link.To.Key, out string? usual) && usual != link.From.Key ? $"{Word(link.From.Key + "s")}({target})" : target;

    private static string Escape(string text) => text.Replace("{", "{{").Replace("}", "}}");
}
