using Paragon.Segmentation;

namespace Paragon.Experiments.Preference;

/// <summary>Pairs of sequences for a bigram policy: a batch with the whole vocabulary at every token, and training on it.</summary>
internal sealed class BigramPairs
{
    private readonly SoftmaxTable _reference;
    private readonly int _vocabulary;
    private readonly (int State, int Token, bool InPhrase, bool AfterPhrase, bool IsChosen)[] _tokens;
    private readonly PackedBatch _batch;

    /// <summary>A batch of pairs.</summary>
    /// <param name="pairs">Chosen and rejected sequences.</param>
    /// <param name="reference">The reference: a row of logits for each token before, and a last one for the beginning.</param>
    public BigramPairs(IReadOnlyList<(int[] Chosen, int[] Rejected)> pairs, SoftmaxTable reference)
    {
        (_reference, _vocabulary) = (reference, reference.Actions);
        _tokens = [.. pairs.SelectMany(pair =>
        {
            PhraseDifference phrases = PhraseDifference.Between(pair.Chosen, pair.Rejected);
            return Read(pair.Chosen, phrases.First, isChosen: true).Concat(Read(pair.Rejected, phrases.Second, isChosen: false));
        })];
        int[] rows = [.. Enumerable.Range(0, pairs.Count)];
        _batch = new PackedBatchBuilder()
            .Level("pair", pairs.Count)
            .Level("completion", 2 * pairs.Count)
            .LevelOf("token", "completion", pairs.SelectMany(pair => new[] { pair.Chosen.Length, pair.Rejected.Length }))
            .LevelOf("choice", "token", _tokens.Select(_ => _vocabulary))
            .Link("pair", "chosen", "completion", [.. rows.Select(row => 2 * row)])
            .Link("pair", "rejected", "completion", [.. rows.Select(row => (2 * row) + 1)])
            .Link("token", "chosen", "choice", [.. _tokens.Select((token, row) => (row * _vocabulary) + token.Token)])
            .Column("token", "in_phrase", _tokens.Select(token => token.InPhrase ? 1.0 : 0))
            .Column("token", "ref_logp", _tokens.Select(token => reference.LogProbability(token.State, token.Token)))
            .Column("choice", "ref_logit", Logits(reference))
            .Build();
    }

    /// <summary>All tokens, with what stands before them.</summary>
    public IReadOnlyList<(int State, int Token, bool InPhrase, bool AfterPhrase, bool IsChosen)> Tokens => _tokens;

    /// <summary>Trains a copy of the reference.</summary>
    public SoftmaxTable Train(IObjective objective, int steps, double learningRate, CancellationToken cancellation)
    {
        SoftmaxTable policy = _reference.Copy();
        Adam adam = new(policy.Logits.Length, learningRate);
        FusedBackend backend = new(parallel: false);
        for (int step = 0; step < steps; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            PackedBatch now = _batch
                .With("token", "logp", [.. _tokens.Select(token => policy.LogProbability(token.State, token.Token))])
                .With("choice", "logit", Logits(policy));
            Array.Clear(policy.Gradient);
            foreach ((ColumnName column, double[] gradient) in backend.Loss(objective, now).Gradient!)
            {
                Add(policy, column, gradient);
            }

            adam.Descend(policy.Logits, policy.Gradient);
        }

        return policy;
    }

    /// <summary>KL(π_ref ‖ π) after a token.</summary>
    public double Divergence(SoftmaxTable policy, int state) => _reference.Probabilities(state)
        .Select((probability, token) => probability * (_reference.LogProbability(state, token) - policy.LogProbability(state, token))).Sum();

    /// <summary>A loss may read log-probabilities of tokens, or the logits of the whole vocabulary.</summary>
    private void Add(SoftmaxTable policy, ColumnName column, double[] gradient)
    {
        for (int row = 0; row < gradient.Length; row++)
        {
            if (column.Level == "token")
            {
                policy.Add(_tokens[row].State, _tokens[row].Token, gradient[row]);
            }
            else
            {
                policy.Gradient[(_tokens[row / _vocabulary].State * _vocabulary) + (row % _vocabulary)] += gradient[row];
            }
        }
    }

    private double[] Logits(SoftmaxTable table) =>
        [.. _tokens.SelectMany(token => table.Logits.Skip(token.State * _vocabulary).Take(_vocabulary))];

    private IEnumerable<(int, int, bool, bool, bool)> Read(int[] sequence, IReadOnlyList<int> phrases, bool isChosen) => sequence.Select((token, place) =>
        (place == 0 ? _vocabulary : sequence[place - 1], token, phrases[place] > 0, place > 0 && phrases[place - 1] > 0 && phrases[place] == 0, isChosen));
}
