using System.Globalization;

namespace Paragon;

/// <summary>Whether the values of an objective's options are allowed.</summary>
internal static class OptionChecks
{
    /// <summary>What is wrong with the options of an objective, however it was made.</summary>
    public static IReadOnlyList<OptionProblem> Of(ObjectiveDescriptor descriptor, IObjective objective)
    {
        List<OptionProblem> problems = [];
        foreach (OptionDescriptor option in descriptor.Options)
        {
            if (option.Kind == OptionKind.Text)
            {
                continue;
            }

            double value = objective.Option(option.Name);
            bool allowed = option.Kind == OptionKind.Choice ? option.Choices.Any(choice => choice.Value == value) : option.Allows(value);
            if (!allowed)
            {
                string text = value.ToString("R", CultureInfo.InvariantCulture);
                problems.Add(new($"{descriptor.Type}.{option.Name}", option.Key, $"{option.Name} of '{descriptor.Name}' is {text}; it must be {option.Allowed}."));
            }
        }

        return problems;
    }
}
