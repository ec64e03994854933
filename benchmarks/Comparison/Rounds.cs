namespace Paragon.Comparison;

/// <summary>All implementations in turn, round by round, so that what the machine does meanwhile meets all of them.</summary>
internal sealed class Rounds : IDisposable
{
    private const double Tolerance = 2e-4;

    private readonly int _rounds;
    private readonly string _folder = Directory.CreateTempSubdirectory("comparison").FullName;
    private readonly List<Client> _clients;

    public Rounds(int rounds, int threads)
    {
        _rounds = rounds;
        _clients = [Client.Of("Paragon", "ours", threads), Client.Of("TorchSharp", "eager", threads), Client.Of("TorchSharp, allocator set", "tuned", threads)];
        if (Client.OfPython("PyTorch", _folder, threads) is { } python)
        {
            _clients.Add(python);
        }
        else
        {
            Console.WriteLine("PyTorch is missing: python3 finds no module torch (Debian: apt-get install python3-torch).");
        }
    }

    /// <summary>Prints the table of one part.</summary>
    public void Print(string part)
    {
        Console.WriteLine($"\n{part}: seconds by Paragon's, round by round: median (middle half) by the clock; [median of processor time]; MB beside what is given");
        Console.WriteLine($"| case | tokens | Paragon, µs | {string.Join(" | ", _clients.Skip(1).Select(client => client.Name))} | MB |\n|{string.Concat(Enumerable.Repeat(" --- |", _clients.Count + 3))}");
        foreach (Case @case in Case.Of(part))
        {
            Row(@case);
        }
    }

    public void Dispose()
    {
        _clients.ForEach(client => client.Dispose());
        Directory.Delete(_folder, recursive: true);
    }

    private void Row(Case @case)
    {
        string file = Path.Combine(_folder, $"{@case.ToString().Replace(':', '-')}.bin");
        Inputs.Write(file, Inputs.Of(@case));
        _clients.ForEach(client => client.Load(@case));
        File.Delete(file);
        double[] memory = [.. _clients.Select(client => client.Memory())];
        RequireEqual(@case, [.. _clients.Select(client => client.Results())]);
        int[] times = [.. _clients.Select(client => Repetitions(client))];
        List<(double Clock, double Processor)>[] measured = [.. _clients.Select(_ => new List<(double, double)>())];
        for (int round = 0; round < _rounds; round++)
        {
            for (int client = 0; client < _clients.Count; client++)
            {
                measured[client].Add(_clients[client].Time(times[client]));
            }
        }

        IEnumerable<string> ratios = Enumerable.Range(1, _clients.Count - 1).Select(client =>
            $"{Spread(measured[client].Select(time => time.Clock), measured[0].Select(time => time.Clock))} [{Median(measured[client].Zip(measured[0], (time, ours) => time.Processor / Math.Max(ours.Processor, 1e-9))):0.0}]");
        Console.WriteLine($"| {@case.Kind} | {@case.Tokens} | {1e6 * Median(measured[0].Select(time => time.Clock)):0.0} | {string.Join(" | ", ratios)} | {string.Join(" / ", memory.Select(bytes => $"{bytes / 1e6:0.0}"))} |");
    }

    /// <summary>How often a run is repeated in a round: about 50 ms, so that the clock and the processor's time are read well.</summary>
    private static int Repetitions(Client client)
    {
        client.Time(3);
        return Math.Clamp((int)(0.05 / client.Time(3).Clock), 1, 2000);
    }

    private void RequireEqual(Case @case, double[][] results)
    {
        for (int client = 1; client < results.Length; client++)
        {
            double scale = results[0].Skip(1).Max(Math.Abs);
            double difference = results[0].Length != results[client].Length ? double.PositiveInfinity
                : Math.Max(Math.Abs(results[0][0] - results[client][0]) / (1 + Math.Abs(results[0][0])), results[0].Skip(1).Zip(results[client].Skip(1), (ours, other) => Math.Abs(ours - other)).Max() / scale);
            if (!(difference <= Tolerance))
            {
                throw new InvalidOperationException($"{@case}: {_clients[client].Name} differs from {_clients[0].Name} by {difference:0.0e0} of the largest entry ({results[client].Length} and {results[0].Length} numbers; the first are {results[client][0]} and {results[0][0]}).");
            }
        }
    }

    private static string Spread(IEnumerable<double> times, IEnumerable<double> by)
    {
        double[] ratios = [.. times.Zip(by, (time, other) => time / other).Order()];
        return $"{Median(ratios):0.0} ({ratios[ratios.Length / 4]:0.0}-{ratios[^((ratios.Length / 4) + 1)]:0.0})";
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToArray() is var sorted ? sorted[sorted.Length / 2] : 0;
}
