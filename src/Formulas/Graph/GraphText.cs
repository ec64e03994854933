using System.Globalization;

namespace Paragon.Formulas;

/// <summary>The text form of a graph: one node an entry, entries separated by '|', each naming earlier ones by number. The last is the result.</summary>
/// <remarks>The generator writes it into the assembly as a constant, so it costs nothing until it is read.</remarks>
public static class GraphText
{
    /// <summary>The text of a graph.</summary>
    public static string Write(Node root)
    {
        IReadOnlyList<Node> nodes = Traversal.Sorted(root);
        Dictionary<Node, int> numbers = nodes.Select((node, i) => (node, i)).ToDictionary(pair => pair.node, pair => pair.i);
        return string.Join("|", nodes.Select(node => Head(node) + string.Concat(node.Arguments.Select(argument => $" {numbers[argument]}"))));
    }

    /// <summary>The graph of a text.</summary>
    /// <exception cref="FormatException">The text is not a graph, or names an operation that this version lacks.</exception>
    public static Node Read(string text, GraphBuilder builder) => Read(text, builder, null);

    /// <summary>The graph of a text, with a caller's values in place of its parameters.</summary>
    public static Node Read(string text, GraphBuilder builder, Func<ParameterNode, Node>? parameters)
    {
        List<Node> nodes = [];
        foreach (string entry in text.Split('|'))
        {
            Node node = Entry(entry, nodes, builder);
            nodes.Add(node is ParameterNode parameter && parameters is not null ? parameters(parameter) : node);
        }

        return nodes[nodes.Count - 1];
    }

    /// <summary>The link of a key.</summary>
    /// <exception cref="FormatException">The text is no link's key.</exception>
    public static Link ReadLink(string key) => LinkText.Link(key);

    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A declared range behind a space; nothing for every number, and for a truth value.</summary>
    internal static string Range(Interval range, bool isBoolean) =>
        isBoolean || range == Interval.All ? "" : $" {Number(range.Low)} {Number(range.High)}";

    internal static string Numbers(IReadOnlyList<Node> nodes) => string.Concat(nodes.Select(node => $" {node.Id}"));

    private static string Head(Node node)
    {
        string[] words = node.Key.Split(' ');
        return string.Join(" ", words.Take(words.Length - node.Arguments.Count));
    }

    private static Node Entry(string entry, List<Node> nodes, GraphBuilder b)
    {
        string[] words = entry.Split(' ');
        Node At(int word) => nodes[int.Parse(words[word], CultureInfo.InvariantCulture)];
        T Name<T>(int word)
            where T : struct => Enum.TryParse(words[word], out T value) ? value : throw Unknown(entry);
        switch (words[0])
        {
            case "number": return b.Number(Parse(words[1]));
            case "truth": return b.Truth(Parse(words[1]) != 0);
            case "option": return b.Option(words[1], false, RangeAt(words, 2));
            case "flag": return b.Option(words[1], true);
            case "column": return b.Column(LinkText.Domain(words[1]), words[2], words[3] == "truth", words[3] == "gradient", Parse(words[4]), RangeAt(words, 5), words[words.Length - 1] == "learned");
            case "parameter": return b.Parameter(int.Parse(words[1], CultureInfo.InvariantCulture), words[2] == "-" ? null : LinkText.Domain(words[2]), words[3] == "truth");
            case "statistic": return b.Statistic(int.Parse(words[1], CultureInfo.InvariantCulture));
            case "gather": return b.Gather(LinkText.Link(words[1]), At(2));
            case "reduce": return b.Reduce(Name<Reduction>(1), LinkText.Link(words[2]), At(3));
            case "count": return b.CountOf(LinkText.Link(words[1]));
            case "exists": return b.Exists(LinkText.Link(words[1]));
            case "scan": return b.Scan(Name<Scan>(1), (NeighbourLink)LinkText.Link(words[2]), At(3), At(4));
            case "sort": return b.Sort(LinkText.Link(words[1]), At(2));
            case "rank": return b.Rank(LinkText.Link(words[1]), At(2));
            case "placed": return b.Placed(LinkText.Link(words[1]), At(2), At(3));
            case "stop": return b.StopGradient(At(1));
            default:
                Operation operation = OperationTable.Find(words[0]) ?? throw Unknown(entry);
                return b.Apply(operation, Enumerable.Range(1, operation.Arity).Select(At).ToArray());
        }
    }

    private static Interval? RangeAt(string[] words, int place) =>
        words.Length > place + 1 ? new Interval(Parse(words[place]), Parse(words[place + 1])) : null;

    private static double Parse(string word) => double.Parse(word, NumberStyles.Float, CultureInfo.InvariantCulture);

    private static FormatException Unknown(string entry) =>
        new($"'{entry}' is no node of a formula's graph. The assembly was built by another version of Paragon: build it again with this one.");
}
