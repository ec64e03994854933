using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// The uniform average of models' weights, tensor by tensor (WARM, Ramé et al. 2024). For a linear head that is the average of the
/// models' outputs; for a deep model it is not.
/// </summary>
public static class WeightAverage
{
    /// <summary>Averages members of one architecture.</summary>
    /// <param name="members">The members' tensors by name; at least one member. The sum is made in float64, the result has the first member's type.</param>
    /// <returns>New tensors, owned by the caller's scope.</returns>
    /// <exception cref="ModelException">A member lacks a tensor of the first, has one more, or one of another shape; the message names member and tensor.</exception>
    public static IReadOnlyDictionary<string, Tensor> Of(IReadOnlyList<IReadOnlyDictionary<string, Tensor>> members)
    {
        if (members.Count == 0)
        {
            throw new ModelException("An average of models needs at least one member.");
        }

        Dictionary<string, Tensor> averages = [];
        foreach ((string name, Tensor first) in members[0])
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor sum = first.to(ScalarType.Float64);
            for (int member = 1; member < members.Count; member++)
            {
                sum = sum + Same(members[member], member, name, first, members[0].Count).to(ScalarType.Float64);
            }

            averages[name] = (sum / members.Count).to(first.dtype).MoveToOuterDisposeScope();
        }

        return averages;
    }

    private static Tensor Same(IReadOnlyDictionary<string, Tensor> member, int number, string name, Tensor first, int count)
    {
        if (member.Count != count || !member.TryGetValue(name, out Tensor? tensor))
        {
            throw new ModelException($"Member {number} has {member.Count} tensors{(member.ContainsKey(name) ? "" : $" and no '{name}'")}; member 0 has {count}. Only models of one architecture have an average.");
        }

        return tensor.shape.SequenceEqual(first.shape) ? tensor
            : throw new ModelException($"Tensor '{name}' of member {number} has shape [{string.Join(", ", tensor.shape)}], that of member 0 [{string.Join(", ", first.shape)}]. Only models of one architecture have an average.");
    }
}
