using System.Text;
using Paragon.Formulas;
using Paragon.Lowering;

namespace Paragon.Generators.Formulas;

/// <summary>Writes the tensor methods of one formula.</summary>
internal sealed class StageWriter(string name, LevelSymbol level, bool isReduced, OptionTypes options)
{
    private const string Indent = "        ";
    private readonly StringBuilder _methods = new();

    /// <summary>Source of the methods.</summary>
    public string Methods => _methods.ToString();

    /// <summary>Sums that must be known beforehand.</summary>
    public List<StatisticModel> Statistics { get; } = [];

    /// <summary>Why a batch cannot be computed in parts, or null.</summary>
    public string? WholeBatchReason { get; private set; }

    /// <summary>Whether there is a method that reduces the stage to the batch.</summary>
    public bool HasTotal => isReduced;

    private string EachName => level.IsRoot ? $"{name}OfBatch" : $"{name}OfEach{level.Type.Name}";

    /// <summary>Writes the methods of the value of one element.</summary>
    public void Write(GraphBuilder b, Node value)
    {
        if (!isReduced)
        {
            Each(value);
            return;
        }

        BatchForm form = StageForm.Of(b, level.Domain, value);
        WholeBatchReason = form.WholeBatchReason;
        for (int i = 0; i < form.Statistics.Count; i++)
        {
            Statistic(form, i);
        }

        if (level.IsRoot)
        {
            Method(EachName, form.Result, "batch.Total({0})");
            return;
        }

        Node each = form.Result is OperationNode { Operation.Name: "divide" } quotient && quotient.Arguments[0] is ReduceNode sum ? sum.Value : value;
        Each(each);
        string count = form.WholeBatchReason is null ? "statistics[0]" : $"batch.Count(\"{level.Name}\")";
        int counted = form.WholeBatchReason is null ? form.Statistics.ToList().FindIndex(statistic => statistic is CountNode { Link: RootLink root } && root.From.Equals(level.Domain)) : 0;
        count = count.Replace("[0]", $"[{counted}]");
        _methods.Append($$"""

                private Tensor {{name}}OfBatch(TensorBatch batch, double[] statistics)
                {
                    using var scope = NewDisposeScope();
                    return batch.Total({{EachName}}(batch, statistics).Sum() / {{count}});
                }

            """.Replace("\r\n", "\n"));
    }

    private void Each(Node value) => Method(EachName, value, level.IsRoot ? "batch.Total({0})" : $"batch.Each(\"{level.Name}\", {{0}})");

    private void Method(string methodName, Node value, string result, bool isCertain = true)
    {
        (string statements, string expression) = TensorWriter.Write(value, options, Indent, isCertain);
        _methods.Append($"\n    private Tensor {methodName}(TensorBatch batch, double[] statistics)\n    {{\n{Indent}using var scope = NewDisposeScope();\n");
        _methods.Append(statements);
        _methods.Append($"{Indent}return {string.Format(System.Globalization.CultureInfo.InvariantCulture, result, expression)};\n    }}\n");
    }

    private void Statistic(BatchForm form, int index)
    {
        Node statistic = form.Statistics[index];
        if (statistic is CountNode { Link: RootLink root })
        {
            Statistics.Add(new StatisticModel($"number of elements of {root.From.Key}", form.Round(index), $"batch.Count(\"{root.From.Key}\")"));
            return;
        }

        if (statistic is ConstantNode one)
        {
            Statistics.Add(new StatisticModel("number of parts", form.Round(index), HostWriter.Number(one.Value)));
            return;
        }

        string methodName = $"{name}Statistic{index}";
        Method(methodName, statistic, "batch.Total({0})", form.IsCertain(index));
        Statistics.Add(new StatisticModel(statistic.Source ?? statistic.Arguments[0].Source ?? statistic.Key, form.Round(index), $"batch.ToNumber(self.{methodName}(batch, statistics))"));
    }
}
