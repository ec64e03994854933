using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Comparison;

/// <summary>TRL's code in TorchSharp, by hand and operation by operation, as a user would carry it over: padded [completions, tokens] with a mask.</summary>
internal sealed class Eager : IImplementation
{
    private readonly Case _case;
    private readonly Dictionary<string, Tensor> _inputs;
    private readonly Tensor _mask;
    private readonly Projection? _projection;
    private Tensor? _result;

    public Eager(Case @case, IReadOnlyDictionary<string, float[]> inputs)
    {
        _case = @case;
        _projection = @case.Kind == Case.LogProbabilities ? new Projection(@case, inputs) : null;
        _inputs = _projection is not null ? [] : inputs.ToDictionary(input => input.Key, input => input.Value.Length == @case.Tokens ? tensor(input.Value).view(@case.Rows, @case.Columns) : tensor(input.Value));
        _mask = ones(@case.Rows, @case.Kind == Case.LogProbabilities ? 1 : @case.Columns);
        foreach (string name in new[] { "logp", "value" }.Where(_inputs.ContainsKey))
        {
            _inputs[name] = _inputs[name].requires_grad_();
        }
    }

    public void Run()
    {
        Clear();
        using DisposeScope scope = NewDisposeScope();
        Tensor result = _case.Kind switch
        {
            "dpo" => Dpo(),
            "kto" => Kto(),
            "grpo" => Grpo(),
            "ppo" => Ppo(),
            "gspo" => Gspo(),
            "gae" => Gae(),
            "group" => Group(),
            "tree" => Tree(),
            _ => LogProbabilities(),
        };
        if (result.requires_grad)
        {
            result.backward();
        }

        _result = result.detach().MoveToOuterDisposeScope();
    }

    public float[] Results()
    {
        Run();
        using DisposeScope scope = NewDisposeScope();
        return _case.Kind switch
        {
            Case.LogProbabilities => Projection.Results(_result!, _projection!.Hidden.grad!, _projection.Weight.grad!),
            "gae" or "group" or "tree" => [0, .. _result!.contiguous().data<float>().ToArray()],
            "ppo" => [_result!.item<float>(), .. Numbers(_inputs["logp"].grad!), .. Numbers(_inputs["value"].grad!)],
            _ => [_result!.item<float>(), .. Numbers(_inputs["logp"].grad!)],
        };
    }

    public void Dispose() => Clear();

    private static float[] Numbers(Tensor values) => values.contiguous().data<float>().ToArray();

    private void Clear()
    {
        _result?.Dispose();
        _result = null;
        foreach (Tensor leaf in _inputs.Values.Where(input => input.requires_grad).Concat(_projection is null ? [] : [_projection.Hidden, _projection.Weight]))
        {
            using Tensor? old = leaf.grad;
            leaf.grad = null;
        }
    }

    private Tensor Dpo()
    {
        Tensor logps = (_inputs["logp"] * _mask).sum(-1), references = (_inputs["ref"] * _mask).sum(-1);
        long half = _case.Rows / 2;
        (Tensor chosen, Tensor rejected) = (logps.narrow(0, 0, half), logps.narrow(0, half, half));
        (Tensor refChosen, Tensor refRejected) = (references.narrow(0, 0, half), references.narrow(0, half, half));
        Tensor logits = (chosen - rejected) - (refChosen - refRejected);
        Tensor loss = -nn.functional.logsigmoid(0.1 * logits);
        Tensor chosenRewards = 0.1 * (chosen - refChosen).detach(), rejectedRewards = 0.1 * (rejected - refRejected).detach();
        _ = (chosenRewards > rejectedRewards).to_type(ScalarType.Float32).mean().item<float>();
        _ = (chosenRewards - rejectedRewards).mean().item<float>();
        return loss.mean();
    }

    private Tensor Kto()
    {
        Tensor logps = (_inputs["logp"] * _mask).sum(-1), references = (_inputs["ref"] * _mask).sum(-1);
        long half = _case.Rows / 2;
        Tensor kl = (logps.narrow(0, half, half) - references.narrow(0, half, half)).mean().detach().clamp(min: 0);
        Tensor ratios = logps.narrow(0, 0, half) - references.narrow(0, 0, half);
        Tensor desirable = _inputs["desirable"].narrow(0, 0, half).gt(0.5);
        Tensor losses = cat([1 - (0.1 * (ratios[desirable] - kl)).sigmoid(), 1 - (0.1 * (kl - ratios[desirable.logical_not()])).sigmoid()]);
        _ = kl.item<float>();
        return losses.mean();
    }

    private Tensor Grpo()
    {
        Tensor logp = _inputs["logp"], advantages = _inputs["advantage"].unsqueeze(1);
        Tensor coef1 = exp(logp - _inputs["old"]), coef2 = clamp(coef1, 0.8, 1.2);
        Tensor perToken = -minimum(coef1 * advantages, coef2 * advantages);
        Tensor difference = _inputs["ref"] - logp;
        Tensor kl = exp(difference) - difference - 1;
        perToken = perToken + (0.04 * kl);
        _ = Mean(kl.detach()).item<float>();
        _ = Mean((coef1.lt(0.8) & advantages.lt(0)).to_type(ScalarType.Float32)).item<float>();
        _ = Mean((coef1.gt(1.2) & advantages.gt(0)).to_type(ScalarType.Float32)).item<float>();
        Tensor loss = ((perToken * _mask).sum(-1) / _mask.sum(-1).clamp(min: 1)).mean();
        return loss;
    }

    private Tensor Ppo()
    {
        Tensor logp = _inputs["logp"], advantages = _inputs["token_advantage"], values = _inputs["value"], old = _inputs["old_value"], returns = _inputs["return"];
        Tensor ratio = exp(logp - _inputs["old"]);
        Tensor unclipped = -advantages * ratio, held = -advantages * clamp(ratio, 0.8, 1.2);
        Tensor policy = maximum(unclipped, held);
        Tensor clipped = clamp(values, old - 0.2, old + 0.2);
        Tensor critic = maximum(square(values - returns), square(clipped - returns));
        using (no_grad())
        {
            _ = Mean(held.gt(unclipped).to_type(ScalarType.Float32)).item<float>();
            _ = Mean(_inputs["old"] - logp).item<float>();
        }

        return Mean(policy) + (0.1 * 0.5 * Mean(critic));
    }

    private Tensor Gspo()
    {
        Tensor advantages = _inputs["advantage"].unsqueeze(1);
        Tensor log = (((_inputs["logp"] - _inputs["old"]) * _mask).sum(-1) / _mask.sum(-1).clamp(min: 1)).unsqueeze(-1);
        Tensor coef1 = exp(log), coef2 = clamp(coef1, 1 - 3e-4, 1 + 4e-4);
        Tensor perToken = -minimum(coef1 * advantages, coef2 * advantages);
        _ = (coef1.lt(1 - 3e-4) & advantages.lt(0)).to_type(ScalarType.Float32).mean().item<float>();
        _ = (coef1.gt(1 + 4e-4) & advantages.gt(0)).to_type(ScalarType.Float32).mean().item<float>();
        return ((perToken * _mask).sum(-1) / _mask.sum(-1).clamp(min: 1)).mean();
    }

    private Tensor Gae()
    {
        using IDisposable constant = no_grad();
        Tensor values = _inputs["old_value"], rewards = zeros_like(values);
        rewards.select(1, _case.Columns - 1).copy_(_inputs["reward"]);
        Tensor last = zeros(_case.Rows);
        List<Tensor> reversed = [];
        for (int t = _case.Columns - 1; t >= 0; t--)
        {
            Tensor delta = rewards.select(1, t) - values.select(1, t);
            delta = t < _case.Columns - 1 ? delta + values.select(1, t + 1) : delta;
            last = delta + (0.95 * last);
            reversed.Add(last);
        }

        reversed.Reverse();
        Tensor raw = stack(reversed, 1);
        Tensor mean = Mean(raw), variance = Mean(square(raw - mean));
        double count = _case.Tokens;
        return ((raw - mean) * rsqrt((variance * count / (count - 1)) + 1e-8)).flatten();
    }

    private Tensor Group()
    {
        using IDisposable constant = no_grad();
        Tensor grouped = _inputs["reward"].view(-1, Case.Family);
        Tensor mean = grouped.mean([1]).repeat_interleave(Case.Family, 0), std = grouped.std(1, true).repeat_interleave(Case.Family, 0);
        return (_inputs["reward"] - mean) / (std + 1e-4);
    }

    /// <summary>The value of a token is the mean reward of the completions of its prompt that are the same up to it.</summary>
    private Tensor Tree()
    {
        using IDisposable constant = no_grad();
        Tensor ids = _inputs["response"].view(-1, Case.Family, _case.Columns), rewards = _inputs["reward"].view(-1, Case.Family);

        // The first place where two completions part; the running product of where they agree says the same in three times the time.
        Tensor apart = cat([ids.unsqueeze(2).ne(ids.unsqueeze(1)), ones(ids.shape[0], Case.Family, Case.Family, 1, ScalarType.Bool)], -1).to_type(ScalarType.Byte).argmax(-1);
        Tensor shared = arange(_case.Columns).lt(apart.unsqueeze(-1)).to_type(ScalarType.Float32);
        Tensor value = (shared * rewards.view(-1, 1, Case.Family, 1)).sum(2) / shared.sum(2);
        Tensor mean = rewards.mean([1], true), std = rewards.std(1, true, true);
        Tensor before = cat([mean.unsqueeze(-1).expand(-1, Case.Family, 1), value.narrow(2, 0, _case.Columns - 1)], 2);
        return (((rewards - mean).unsqueeze(-1) + value - before) / (std.unsqueeze(-1) + 1e-6)).flatten();
    }

    /// <summary>TRL's selective_log_softmax for float32: a logsumexp for each sequence, so that no second array of all logits is made going forward.</summary>
    private Tensor LogProbabilities()
    {
        Projection projection = _projection!;
        Tensor logits = projection.Hidden.mm(projection.Weight.t()) / Projection.Temperature;
        Tensor selected = logits.gather(1, projection.Targets.unsqueeze(1)).squeeze(1);
        Tensor logps = selected - cat([.. logits.chunk(8, 0).Select(part => part.logsumexp(-1))]);
        (logps * projection.Slopes).sum().backward();
        return logps.detach();
    }

    private Tensor Mean(Tensor values) => (values * _mask).sum() / _mask.sum();
}
