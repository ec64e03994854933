namespace Paragon.Models;

/// <summary>Low-rank adaptation (Hu et al. 2022): a frozen weight W becomes W + alpha/rank · B A, and only A and B are trained.</summary>
public sealed record LoraOptions
{
    private static readonly string[] Projections = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"];

    /// <summary>Rank of the product B A. Default: 8.</summary>
    public int Rank { get; init; } = 8;

    /// <summary>Scale: the product is multiplied by alpha / rank. Default: 16.</summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Projections that are adapted, by the last part of their Hugging Face name. Default: all seven of a layer.</summary>
    public IReadOnlyList<string> Targets { get; init; } = Projections;

    internal double Scale => Alpha / Rank;

    internal void Validate()
    {
        if (Rank < 1)
        {
            throw new ModelException($"LoRA: the rank is {Rank}; expected at least 1.");
        }

        if (!double.IsFinite(Alpha) || Alpha <= 0)
        {
            throw new ModelException($"LoRA: alpha is {Alpha}; expected a positive number.");
        }

        if (Targets.Count == 0 || Targets.Any(target => !Projections.Contains(target)))
        {
            throw new ModelException($"LoRA: the targets are [{string.Join(", ", Targets)}]; expected some of {string.Join(", ", Projections)}.");
        }
    }
}
