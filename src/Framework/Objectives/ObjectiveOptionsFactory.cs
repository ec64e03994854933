using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Paragon;

/// <summary>Makes objectives for <see cref="IOptions{TOptions}"/>; an init-only record cannot be configured after it was made.</summary>
internal sealed class ObjectiveOptionsFactory<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] T>(
    IConfiguration configuration, IEnumerable<IValidateOptions<T>> checks) : IOptionsFactory<T>
    where T : class, IObjective<T>
{
    public T Create(string name)
    {
        if (name != Options.DefaultName)
        {
            throw new NotSupportedException($"The options of {typeof(T).Name} have no named instances, and '{name}' was asked for. Ask for the unnamed one, or use 'with' for a second.");
        }

        T objective = (T)T.Describe().Read(configuration);
        string[] failures = [.. checks.Select(check => check.Validate(name, objective)).Where(result => result.Failed).SelectMany(result => result.Failures ?? [])];
        return failures.Length == 0 ? objective : throw new OptionsValidationException(name, typeof(T), failures);
    }
}
