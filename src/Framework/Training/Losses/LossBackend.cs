using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>What computes losses and metrics while training.</summary>
public enum LossBackend
{
    /// <summary>The kernels where the model is on the CPU, the tensor code on any other device.</summary>
    Auto,

    /// <summary>The generated kernels: the CPU only.</summary>
    Fused,

    /// <summary>The generated tensor code, with PyTorch's automatic gradient.</summary>
    Tensor,
}

/// <summary>Chooses what computes losses.</summary>
internal static class LossEngines
{
    /// <summary>The engine for an objective and a model.</summary>
    /// <exception cref="TrainingException">The kernels are asked for where they cannot run.</exception>
    public static ILossEngine Choose(LossBackend backend, IObjective objective, Transformer model)
    {
        bool onCpu = model.Device.type == DeviceType.CPU;
        bool hasKernel = objective.Fused?.Losses is not null;
        if (backend == LossBackend.Fused && !onCpu)
        {
            throw new TrainingException($"The fused kernels run on the CPU, but the model is on {model.Device}. Choose --backend tensor, or --backend auto.");
        }

        return backend == LossBackend.Tensor || (backend == LossBackend.Auto && !(onCpu && hasKernel)) ? new TensorLosses(objective)
            : model.DataType == ScalarType.Float64 ? new FusedLosses<double>(objective)
            : new FusedLosses<float>(objective);
    }
}
