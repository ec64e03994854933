using System.CommandLine;
using Paragon.Cli.Explanation;
using Paragon.Formulas;
using Paragon.Training;

namespace Paragon.Cli.Costs;

/// <summary>`paragon cost NAME`.</summary>
internal static class CostCommand
{
    private const string NoDerivative = "none: a value on the way has no derivative in closed form";

    public static Command Create(ToolConsole console)
    {
        Argument<string> name = new("NAME") { Description = "Name of the objective, as `paragon list` shows it." };
        Option<long> tokens = Whole("--tokens", "Completion tokens of the batch.", 2048);
        Option<long> vocabulary = Whole("--vocab", "Entries of the vocabulary.", 32000);
        Option<long> hidden = Whole("--hidden", "Width of the hidden states.", 512);
        Option<long> completions = Whole("--completions", "Completions of the batch.", 16);
        Option<long> group = Whole("--group", "Completions of a group.", 8);
        Command command = new("cost", "Say what a loss costs, from its formula alone: bytes, operations and memory of the formula and of the log-probabilities.") { name, tokens, vocabulary, hidden, completions, group };
        command.SetAction(parsed => Print(
            parsed.GetRequiredValue(name), new BatchSizes(parsed.GetValue(tokens), parsed.GetValue(completions), parsed.GetValue(group), parsed.GetValue(vocabulary)), parsed.GetValue(hidden), console));
        return command;
    }

    private static int Print(string name, BatchSizes sizes, long hidden, ToolConsole console)
    {
        if (Catalogue.Find(name) is not { } descriptor)
        {
            return console.Fail($"There is no objective '{name}'. {Catalogue.Suggestion(name)}");
        }

        if (new[] { sizes.Tokens, sizes.Completions, sizes.Group, sizes.Vocabulary, hidden }.Any(size => size < 1) || sizes.Completions > sizes.Tokens)
        {
            return console.Fail($"A batch of {sizes.Tokens} tokens, {sizes.Completions} completions, groups of {sizes.Group}, {sizes.Vocabulary} entries and hidden {hidden} cannot be: each is at least 1, and a completion has a token.");
        }

        IObjective objective = descriptor.Default();
        ObjectiveGraphs graphs = new(objective);
        if (graphs.Loss is not { } loss)
        {
            return console.Fail($"'{name}' has no loss: it gives rewards or advantages, which are computed once for a rollout.");
        }

        LossForms forms = LossForms.Of(objective);
        TensorCost tensor = TensorCost.Automatic(forms.Stages, forms.Analytic, sizes);
        TensorCost? analytic = forms.Analytic is { } values ? TensorCost.Analytic(values, sizes) : null;
        KernelCost? kernels = forms.Kernels is { } schedule ? KernelCost.Of(schedule, forms.Runs, sizes.Rows) : null;
        ColumnNode[] columns = [.. Traversal.Sorted(loss).OfType<ColumnNode>()];
        long once = columns.Sum(column => 4 * sizes.Rows(column.Domain)), gradient = graphs.Gradient.Sum(pair => 4 * sizes.Rows(pair.Column.Domain));
        VocabularyCost vocabulary = VocabularyCost.Of(LossReaches.OfPolicy(objective), sizes.Tokens, sizes.Vocabulary, hidden);
        console.Writer.Write($"""
            {name}: {sizes.Tokens} tokens of {sizes.Completions} completions in groups of {sizes.Group}, vocabulary {sizes.Vocabulary}, hidden {hidden}; float32
            loss and gradient, tensor backend  {Text(tensor)}
            the same, analytic gradient        {Text(analytic)}
            the same, kernels                  {Text(kernels)}
            loss and gradient, at the least    1 pass, {Bytes(once)} read ({columns.Length} columns), {Bytes(gradient)} written
            log-probabilities                  {vocabulary.Products} matrix products, {vocabulary.Operations / 1e9:0.#} GFLOP; {vocabulary.ChunkRows} tokens at a time, {Bytes(vocabulary.Peak)} beside inputs and gradients
            the same with all logits           3 matrix products; about {Bytes(vocabulary.Whole)}
            gradient by one token's log-probability depends on {Text(vocabulary.Reach)}

            """);
        return 0;
    }

    private static string Text(TensorCost? cost) => cost is null ? NoDerivative : $"{cost.Operations} operations, {Bytes(cost.Read)} read, {Bytes(cost.Written)} written, {Bytes(cost.Peak)} at most beside columns and links";

    private static string Text(KernelCost? cost) => cost is null ? NoDerivative : $"{cost.Passes} {(cost.Passes == 1 ? "pass" : "passes")}, {cost.Operations:N0} operations, {Bytes(cost.Read)} read, {Bytes(cost.Written)} written, {Bytes(cost.Peak)} held beside columns and links; with the metrics";

    private static string Text(LossReach reach) => reach switch
    {
        LossReach.Token => "that token alone: made while its logits are there",
        LossReach.Component => "the rows that links tie to it (its completion, pair or group): made while their logits are there where they fit, else logits are computed again",
        _ => "the whole batch: logits are computed again",
    };

    private static string Bytes(long count) => count switch
    {
        < 10_000 => $"{count} B",
        < 10_000_000 => $"{count / 1e3:0.#} kB",
        < 10_000_000_000 => $"{count / 1e6:0.#} MB",
        _ => $"{count / 1e9:0.#} GB",
    };

    private static Option<long> Whole(string name, string description, long value) =>
        new(name) { Description = $"{description} Default: {value}.", DefaultValueFactory = _ => value };
}
