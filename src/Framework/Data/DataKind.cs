namespace Paragon.Data;

/// <summary>What the rows of a file hold. The columns are those of the Hugging Face conventions.</summary>
public enum DataKind
{
    /// <summary>prompt: something to complete. Gives <see cref="PromptExample"/>.</summary>
    Prompt,

    /// <summary>question, answer (or prompt, answer): a task whose final answer is a number. Gives <see cref="PromptExample"/>.</summary>
    Answer,

    /// <summary>prompt, completion: what to say. Gives <see cref="TextExample"/>.</summary>
    Completion,

    /// <summary>messages: a conversation that ends with the assistant. Gives <see cref="TextExample"/>.</summary>
    Messages,

    /// <summary>text: anything, learned from its first token. Gives <see cref="TextExample"/>.</summary>
    Text,

    /// <summary>prompt, completion, label: whether a completion was wanted. Gives <see cref="UnpairedExample"/>.</summary>
    Unpaired,

    /// <summary>
    /// prompt, completion, reward; or prompt, responses, rewards as two lists of equal length; with or without value, the mean
    /// reward that the reference policy has for the prompt. Gives <see cref="ScoredExample"/>.
    /// </summary>
    Scored,

    /// <summary>
    /// prompt, chosen, rejected; or chosen, rejected as whole dialogues, whose common beginning then is the prompt.
    /// Gives <see cref="PreferenceExample"/>.
    /// </summary>
    Preference,
}
