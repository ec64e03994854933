using Paragon.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Paragon.Training;

/// <summary>What computes losses and metrics while training.</summary>
public enum LossBackend
{
    /// <summary>The kernels where the model is on the CPU, the analytic gradient on any other device, and the tensor code where an objective has neither.</summary>
    Auto,

    /// <summary>The generated kernels: the CPU only.</summary>
    Fused,

    /// <summary>The generated tensor code, with PyTorch's automatic gradient.</summary>
    Tensor,

    /// <summary>The generated tensor code, with the symbolic derivative in tensor operations.</summary>
    Analytic,
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

        LossBackend chosen = backend != LossBackend.Auto ? backend
            : onCpu && hasKernel ? LossBackend.Fused
            : objective.Analytic?.Loss is not null ? LossBackend.Analytic
            : LossBackend.Tensor;
        return chosen switch
        {
            LossBackend.Tensor => new TensorLosses(objective),
            LossBackend.Analytic => new AnalyticLosses(objective),
            _ when model.DataType == ScalarType.Float64 => new FusedLosses<double>(objective),
            _ => new FusedLosses<float>(objective),
        };
    }
}
