namespace Paragon.Training;

/// <summary>Prompts of a file, shuffled anew in every pass.</summary>
public sealed class PromptList : IPromptSource
{
    private readonly IReadOnlyList<Prompt> _prompts;
    private readonly ShuffledOrder _order;

    /// <summary>A source of these prompts.</summary>
    /// <param name="prompts">At least one.</param>
    /// <param name="seeds">Random numbers of the run.</param>
    /// <exception cref="TrainingException">There is none.</exception>
    public PromptList(IReadOnlyList<Prompt> prompts, Seeds seeds)
    {
        if (prompts.Count == 0)
        {
            throw new TrainingException("There are no prompts to train on.");
        }

        (_prompts, _order) = (prompts, new ShuffledOrder(prompts.Count, seeds));
    }

    /// <inheritdoc/>
    public Prompt At(long position) => _prompts[_order.At(position)];
}
