using System.Globalization;
using System.Text.Json;
using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>The parameters of a case of TRL's DPO trainer, and the objectives whose weighted sum they mean.</summary>
internal sealed class DpoCase
{
    private readonly GoldenReader _golden;
    private readonly string[] _types;
    private readonly double[] _weights;
    private readonly double _beta;
    private readonly bool _transformed;
    private readonly bool _desensitised;

    public DpoCase(GoldenReader golden)
    {
        _golden = golden;
        bool isList = golden.Case.Parameters.TryGetValue("loss_type", out JsonElement type) && type.ValueKind == JsonValueKind.Array;
        _types = isList ? golden.Texts("loss_type") : [golden.Text("loss_type", "sigmoid")];
        _weights = golden.Has("loss_weights") ? golden.Numbers("loss_weights") : [.. Enumerable.Repeat(1.0, _types.Length)];
        if (_weights.Length != _types.Length)
        {
            throw new GoldenException($"{golden.Case.Where}: {_types.Length} loss types have {_weights.Length} weights.");
        }

        _beta = golden.Number("beta", 0.1);
        _transformed = Divergence != FDivergence.ReverseKl;
        _desensitised = golden.Has("ld_alpha");
        Weighted = golden.Flag("use_weighting", false);
    }

    /// <summary>Whether pairs are weighted by the policy's own probabilities (WPO).</summary>
    public bool Weighted { get; }

    private FDivergence Divergence => _golden.Text("f_divergence_type", "reverse_kl") switch
    {
        "reverse_kl" => FDivergence.ReverseKl,
        "forward_kl" => FDivergence.ForwardKl,
        "js_divergence" => FDivergence.JensenShannon,
        "alpha_divergence" => FDivergence.Alpha,
        string other => throw new GoldenException($"{_golden.Case.Where}: the divergence '{other}' is none of reverse_kl, forward_kl, js_divergence, alpha_divergence."),
    };

    private double DivergenceAlpha => _golden.Number("f_alpha_divergence_coef", 0.5);

    private double LengthAlpha => _golden.Number("ld_alpha", 1);

    private double Temperature => _golden.Number("discopop_tau", 0.05);

    /// <summary>The objectives and their weights.</summary>
    public IReadOnlyList<(double Weight, IObjective Objective)> Parts()
    {
        _golden.Ignore("label_smoothing", "discopop_tau", "f_alpha_divergence_coef", "f_divergence_type", "ld_alpha");
        if (_types is [string only] && _weights[0] == 1 && Single(only) is { } single)
        {
            return [(1, single)];
        }

        List<(double, IObjective)> parts = [];
        DpoMixture mixture = Mixture();
        for (int i = 0; i < _types.Length; i++)
        {
            if (_types[i] is "aot" or "aot_unpaired")
            {
                parts.Add((_weights[i], Transport(_types[i])));
            }
            else
            {
                mixture = With(mixture, _types[i], _weights[i]);
            }
        }

        if (parts.Count < _types.Length)
        {
            parts.Insert(0, (1, mixture));
        }

        return parts;
    }

    /// <summary>The method of one type's own name, or null where several modifications are combined.</summary>
    private IObjective? Single(string type) => (type, _transformed, _desensitised, Weighted) switch
    {
        ("sigmoid", true, false, false) => new FDpo { Beta = _beta, Divergence = Divergence, Alpha = DivergenceAlpha },
        ("sigmoid", false, true, false) => new LdDpo { Beta = _beta, Alpha = LengthAlpha },
        ("sigmoid", false, false, true) => new Wpo { Beta = _beta },
        ("sft", _, _, false) => new ChosenSft(),
        (_, false, false, false) => Plain(type),
        _ => null,
    };

    private IObjective Plain(string type) => type switch
    {
        "sigmoid" => _golden.Has("f_divergence_type") ? new FDpo { Beta = _beta } : new Dpo { Beta = _beta },
        "hinge" => new DpoHinge { Beta = _beta },
        "ipo" => new Ipo { Beta = _beta },
        "exo_pair" => new ExoPair { Beta = _beta, LabelSmoothing = _golden.Number("label_smoothing", 1e-3) },
        "nca_pair" => new NcaPair { Beta = _beta },
        "robust" => new RobustDpo { Beta = _beta, LabelSmoothing = _golden.Number("label_smoothing", 0.1) },
        "bco_pair" => new BcoPair { Beta = _beta },
        "sppo_hard" => new SppoHard { Beta = _beta },
        "aot" or "aot_unpaired" => Transport(type),
        "apo_zero" => new ApoZero { Beta = _beta },
        "apo_down" => new ApoDown { Beta = _beta },
        "discopop" => new DiscoPop { Beta = _beta, Temperature = Temperature },
        "sigmoid_norm" => new DpoNorm { Beta = _beta },
        _ => throw Unknown(type),
    };

    private IObjective Transport(string type)
    {
        if (_desensitised || Weighted)
        {
            throw new GoldenException($"{_golden.Case.Where}: '{type}' with ld_alpha or use_weighting is not supported.");
        }

        double labelSmoothing = _golden.Number("label_smoothing", 0);
        return type == "aot"
            ? new Aot { Beta = _beta, LabelSmoothing = labelSmoothing }
            : new AotUnpaired { Beta = _beta, LabelSmoothing = labelSmoothing };
    }

    private DpoMixture Mixture() => new()
    {
        Beta = _beta,
        LabelSmoothing = _golden.Number("label_smoothing", _types.Contains("exo_pair") ? 1e-3 : _types.Contains("robust") ? 0.1 : 0),
        DiscoPopTemperature = Temperature,
        Divergence = Divergence,
        DivergenceAlpha = DivergenceAlpha,
        LengthAlpha = LengthAlpha,
        Weighting = Weighted,
        SigmoidWeight = 0,
    };

    private DpoMixture With(DpoMixture mixture, string type, double weight) => type switch
    {
        "sigmoid" => mixture with { SigmoidWeight = mixture.SigmoidWeight + weight },
        "hinge" => mixture with { HingeWeight = mixture.HingeWeight + weight },
        "ipo" => mixture with { IpoWeight = mixture.IpoWeight + weight },
        "exo_pair" => mixture with { ExoPairWeight = mixture.ExoPairWeight + weight },
        "nca_pair" => mixture with { NcaPairWeight = mixture.NcaPairWeight + weight },
        "robust" => mixture with { RobustWeight = mixture.RobustWeight + weight },
        "bco_pair" => mixture with { BcoPairWeight = mixture.BcoPairWeight + weight },
        "sppo_hard" => mixture with { SppoHardWeight = mixture.SppoHardWeight + weight },
        "apo_zero" => mixture with { ApoZeroWeight = mixture.ApoZeroWeight + weight },
        "apo_down" => mixture with { ApoDownWeight = mixture.ApoDownWeight + weight },
        "discopop" => mixture with { DiscoPopWeight = mixture.DiscoPopWeight + weight },
        "sft" => mixture with { SftWeight = mixture.SftWeight + weight },
        "sigmoid_norm" => mixture with { SigmoidNormWeight = mixture.SigmoidNormWeight + weight },
        _ => throw Unknown(type),
    };

    private GoldenException Unknown(string type) =>
        new(string.Create(CultureInfo.InvariantCulture, $"{_golden.Case.Where}: the DPO loss type '{type}' is unknown."));
}
