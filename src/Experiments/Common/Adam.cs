namespace Paragon.Experiments;

/// <summary>Adam (Kingma and Ba 2015) on an array of numbers.</summary>
/// <param name="size">Length of the array.</param>
/// <param name="learningRate">Step size.</param>
public sealed class Adam(int size, double learningRate)
{
    private const double FirstDecay = 0.9;
    private const double SecondDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] _first = new double[size];
    private readonly double[] _second = new double[size];
    private int _steps;

    /// <summary>One step down the gradient.</summary>
    public void Descend(Span<double> parameters, ReadOnlySpan<double> gradient)
    {
        _steps++;
        for (int i = 0; i < size; i++)
        {
            _first[i] = (FirstDecay * _first[i]) + ((1 - FirstDecay) * gradient[i]);
            _second[i] = (SecondDecay * _second[i]) + ((1 - SecondDecay) * gradient[i] * gradient[i]);
            double mean = _first[i] / (1 - Math.Pow(FirstDecay, _steps)), square = _second[i] / (1 - Math.Pow(SecondDecay, _steps));
            parameters[i] -= learningRate * mean / (Math.Sqrt(square) + Epsilon);
        }
    }
}
