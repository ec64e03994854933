using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Rollouts;

/// <summary>One batch of completions on their way, from the prompts to the last stop id.</summary>
internal sealed class SamplingBatch : IDisposable
{
    private readonly Transformer _model;
    private readonly SamplingOptions _options;
    private readonly HashSet<int> _stop;
    private readonly SampledRow[] _rows;
    private readonly long _width;
    private readonly RotaryAngles _angles;
    private readonly bool _ragged;
    private KeyValueCache _cache;
    private Tensor _logits;
    private Tensor? _mask;
    private Tensor _uniforms;
    private Tensor _filling;
    private SampledRow[] _active;

    internal SamplingBatch(Transformer model, SamplingOptions options, IReadOnlyList<int[]> prompts, int[] promptOfRow, ulong[] seeds)
    {
        (_model, _options) = (model, options);
        _stop = [.. options.StopTokens ?? model.Config.EndOfText];
        _rows = [.. promptOfRow.Select(prompt => new SampledRow(prompt, Math.Min(options.MaximumNewTokens, model.Config.MaximumLength - prompts[prompt].Length)))];
        _active = _rows;
        int steps = _rows.Max(row => row.Limit);

        int[] distinct = [.. promptOfRow.Distinct()];
        PromptBatch batch = new(model, [.. distinct.Select(prompt => prompts[prompt])]);
        Tensor source = tensor(promptOfRow.Select(prompt => (long)Array.IndexOf(distinct, prompt)).ToArray(), device: model.Device);
        (_width, _ragged) = (batch.Width, batch.IsRagged);
        using (KeyValueCache read = new(model, distinct.Length, _width))
        {
            _logits = model.Logits(batch.Read(model, read).index_select(0, source));
            _cache = read.Select(source, _width + Math.Min(steps, 128));
        }

        _angles = model.Rotary.At(arange(_width + steps, ScalarType.Float64, model.Device).view(-1, 1));
        _filling = tensor(batch.Filling.ToArray(), device: model.Device).index_select(0, source);
        if (_ragged)
        {
            Tensor column = arange(_width + steps, ScalarType.Int64, model.Device);
            _mask = PromptBatch.AdditiveMask(column.greater_equal(_filling.view(-1, 1, 1, 1)), model.DataType);
        }

        _uniforms = Uniforms(seeds, steps);
    }

    public void Dispose() => _cache.Dispose();

    internal IEnumerable<SampledCompletion> Run(CancellationToken cancellation)
    {
        for (int step = 0; ; step++)
        {
            cancellation.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            (Tensor ids, Tensor logProbabilities) = TokenDraw.Draw(_logits, _uniforms.select(1, step), _options);
            Record(ids, logProbabilities, step);
            int running = _active.Count(row => !row.IsDone);
            if (running == 0)
            {
                return _rows.Select(row => row.Completion);
            }

            if (running * 2 <= _active.Length && _active.Length > 4)
            {
                ids = Compact(ids);
            }

            Replace(ref _logits, Next(ids));
        }
    }

    private void Record(Tensor ids, Tensor logProbabilities, int step)
    {
        long[] drawn = ids.cpu().data<long>().ToArray();
        double[] logs = logProbabilities.cpu().data<double>().ToArray();
        for (int row = 0; row < _active.Length; row++)
        {
            if (!_active[row].IsDone)
            {
                _active[row].Add((int)drawn[row], logs[row], _stop, step);
            }
        }
    }

    /// <summary>Logits after one more token of every row.</summary>
    private Tensor Next(Tensor ids)
    {
        long column = _cache.Length;
        RotaryAngles angles = _ragged
            ? new(Row(_angles.Cosine, column - _filling), Row(_angles.SignedSine, column - _filling))
            : new(_angles.Cosine.narrow(0, column, 1), _angles.SignedSine.narrow(0, column, 1));
        Tensor hidden = _model.HiddenStates(ids.unsqueeze(1), angles, _mask?.narrow(-1, 0, column + 1), _cache);
        _cache.Advance(1);
        return _model.Logits(hidden.squeeze(1));

        static Tensor Row(Tensor table, Tensor positions) => table.index_select(0, positions).view(positions.size(0), 1, 1, -1);
    }

    /// <summary>Drops the rows that are done, so that they cost nothing.</summary>
    private Tensor Compact(Tensor ids)
    {
        Tensor kept = tensor(Enumerable.Range(0, _active.Length).Where(row => !_active[row].IsDone).Select(row => (long)row).ToArray(), device: _model.Device);
        KeyValueCache old = _cache;
        _cache = old.Select(kept, old.Capacity);
        old.Dispose();
        Replace(ref _uniforms, _uniforms.index_select(0, kept));
        Replace(ref _filling, _filling.index_select(0, kept));
        if (_mask is not null)
        {
            Replace(ref _mask, _mask.index_select(0, kept));
        }

        _active = [.. _active.Where(row => !row.IsDone)];
        return ids.index_select(0, kept);
    }

    /// <summary>The new tensor outlives the step; the old one does not.</summary>
    private static void Replace(ref Tensor current, Tensor next)
    {
        current.Dispose();
        current = next.MoveToOuterDisposeScope();
    }

    private Tensor Uniforms(ulong[] seeds, int steps)
    {
        Tensor uniforms = empty(seeds.Length, steps, dtype: ScalarType.Float64);
        if (_options.Temperature == 0)
        {
            return uniforms.zero_().to(_model.Device);
        }

        for (int row = 0; row < seeds.Length; row++)
        {
            using DisposeScope scope = NewDisposeScope();
            using Generator generator = new(seeds[row]);
            uniforms[row].copy_(rand(steps, dtype: ScalarType.Float64, generator: generator));
        }

        return uniforms.to(_model.Device);
    }
}
