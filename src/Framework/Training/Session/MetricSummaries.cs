using System.Text.Json;

namespace Paragon.Training;

/// <summary>Sums up the log of a run.</summary>
internal static class MetricSummaries
{
    private const int Parts = 10;

    internal static IReadOnlyList<MetricSummary> Of(string metricsFile)
    {
        Dictionary<string, List<double>> values = [];
        foreach (string line in File.ReadLines(metricsFile))
        {
            using JsonDocument step = JsonDocument.Parse(line);
            foreach (JsonProperty property in step.RootElement.EnumerateObject().Where(property => property.Value.ValueKind == JsonValueKind.Number && property.Name != "step"))
            {
                values.TryAdd(property.Name, []);
                values[property.Name].Add(property.Value.GetDouble());
            }
        }

        return [.. values.Select(metric =>
        {
            int few = Math.Max(1, metric.Value.Count / Parts);
            return new MetricSummary(metric.Key, metric.Value.Take(few).Average(), metric.Value.TakeLast(few).Average());
        })];
    }
}
