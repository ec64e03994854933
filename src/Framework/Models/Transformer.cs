using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Paragon.Models;

/// <summary>
/// A decoder-only transformer of the Llama and Qwen families: RMSNorm, rotary positions, grouped-query attention, SwiGLU.
/// It returns hidden states; the projection onto the vocabulary is a separate step, so that it is paid only where it is needed.
/// </summary>
/// <remarks>
/// Parameters have Hugging Face's names. Device and number type are chosen at construction. Tensors that the methods return
/// belong to the caller's <see cref="DisposeScope"/>.
/// </remarks>
public sealed class Transformer : nn.Module
{
    private readonly DecoderLayer[] _layers;
    private readonly Parameter _embedding;
    private readonly Parameter _finalNorm;
    private readonly Rotary _rotary;
    private readonly AdapterSwitch _adapters = new();

    private Transformer(TransformerConfig config, Device device, ScalarType dataType) : base(nameof(Transformer))
    {
        config.Validate();
        TorchMemory.Prepare();
        (Config, Device, DataType) = (config, device, dataType);
        Dictionary<string, Parameter> parameters = new(StringComparer.Ordinal);
        foreach (ParameterShape shape in TransformerLayout.Of(config))
        {
            Parameter parameter = new(empty(shape.Shape, dtype: dataType, device: device));
            // A model outlives the scope that happens to be open where it is made.
            parameter.DetachFromDisposeScope();
            register_parameter(shape.Name, parameter);
            parameters.Add(shape.Name, parameter);
        }

        _embedding = parameters[TransformerLayout.Embedding];
        _finalNorm = parameters[TransformerLayout.FinalNorm];
        OutputWeight = config.TieWordEmbeddings ? _embedding : parameters[TransformerLayout.OutputProjection];
        _layers = [.. Enumerable.Range(0, config.LayerCount).Select(layer => new DecoderLayer(config, layer, parameters, _adapters))];
        _rotary = new Rotary(config, device, dataType);
    }

    /// <summary>The shape of the model.</summary>
    public TransformerConfig Config { get; }

    /// <summary>Where the parameters live and ids are expected.</summary>
    public Device Device { get; }

    /// <summary>Type of the parameters and hidden states.</summary>
    public ScalarType DataType { get; }

    /// <summary>The vocabulary projection, [vocabulary, hidden]; with tied embeddings it is the embedding matrix.</summary>
    public Tensor OutputWeight { get; }

    /// <summary>The low-rank adapter, if one was added.</summary>
    public LoraOptions? Adapter { get; private set; }

    /// <summary>A model with fresh weights: normal with <see cref="TransformerConfig.InitializerRange"/>, norms one, biases zero.</summary>
    /// <param name="config">The shape of the model.</param>
    /// <param name="seed">Seed of the weights; the same seed gives the same weights on every device.</param>
    /// <param name="device">Where the parameters live. Default: CPU.</param>
    /// <param name="dataType">Type of the parameters. Default: Float32.</param>
    /// <returns>The model; the caller disposes of it.</returns>
    /// <exception cref="ModelException">The sizes of the configuration do not fit together.</exception>
    public static Transformer Create(TransformerConfig config, ulong seed, Device? device = null, ScalarType dataType = ScalarType.Float32)
    {
        Transformer model = Uninitialized(config, device, dataType);
        using DisposeScope scope = NewDisposeScope();
        using IDisposable constant = no_grad();
        using Generator generator = new(seed);
        foreach (ParameterShape shape in TransformerLayout.Of(config))
        {
            Parameter parameter = model.get_parameter(shape.Name)!;
            _ = shape.Initializer switch
            {
                Initializer.One => parameter.fill_(1),
                Initializer.Zero => parameter.fill_(0),
                _ => parameter.copy_(randn(shape.Shape, generator: generator).mul_(config.InitializerRange)),
            };
        }

        return model;
    }

    /// <summary>A copy with its own parameters, an adapter merged in: a frozen reference policy, for example.</summary>
    /// <param name="requiresGrad">Whether the copy's parameters collect gradients. Default: false.</param>
    public Transformer Clone(bool requiresGrad = false)
    {
        Transformer copy = Uninitialized(Config, Device, DataType);
        using DisposeScope scope = NewDisposeScope();
        using (no_grad())
        {
            foreach ((string name, Tensor value) in MergedWeights())
            {
                copy.get_parameter(name)!.copy_(value);
            }
        }

        foreach (Parameter parameter in copy.parameters())
        {
            parameter.requires_grad = requiresGrad;
        }

        return copy;
    }

    /// <summary>Freezes the model and adds a low-rank adapter, which is what trains from now on. At first it changes nothing.</summary>
    /// <param name="options">Rank, scale, and which projections.</param>
    /// <param name="seed">Seed of the adapter's weights.</param>
    /// <exception cref="ModelException">An option is out of range, or the model has an adapter already.</exception>
    public void AddAdapter(LoraOptions options, ulong seed)
    {
        options.Validate();
        if (Adapter is not null)
        {
            throw new ModelException("The model has an adapter already. Merge it with Clone() and add another to the copy.");
        }

        foreach (Parameter parameter in parameters())
        {
            parameter.requires_grad = false;
        }

        using Generator generator = new(seed);
        foreach (Projection projection in _layers.SelectMany(layer => layer.Projections).Where(projection => projection.IsOneOf(options.Targets)))
        {
            foreach ((string name, Parameter parameter) in projection.AddAdapter(options, generator))
            {
                register_parameter(name, parameter);
            }
        }

        Adapter = options;
    }

    /// <summary>The model as it was before the adapter, until the result is disposed of: the reference policy at no cost in memory.</summary>
    /// <returns>Disposing of it switches the adapter on again.</returns>
    public IDisposable WithoutAdapter() => _adapters.Off();

    /// <summary>Hidden states of a batch of sequences, after the last norm.</summary>
    /// <param name="ids">Token ids, [sequences, length], Int64. Shorter sequences are filled on the right with any id: a token sees only what is before it.</param>
    /// <returns>[sequences, length, hidden].</returns>
    /// <exception cref="ModelException">The sequences are longer than the model's maximum.</exception>
    public Tensor HiddenStates(Tensor ids)
    {
        long length = ids.size(1);
        CheckLength(length);
        using DisposeScope scope = NewDisposeScope();
        return HiddenStates(ids, _rotary.Range(length), null, null).MoveToOuterDisposeScope();
    }

    /// <summary>Logits over the vocabulary.</summary>
    /// <param name="hidden">Hidden states, [..., hidden].</param>
    /// <returns>[..., vocabulary].</returns>
    public Tensor Logits(Tensor hidden) => nn.functional.linear(hidden, OutputWeight);

    internal static Transformer Uninitialized(TransformerConfig config, Device? device, ScalarType dataType) => new(config, device ?? CPU, dataType);

    internal Rotary Rotary => _rotary;

    internal Tensor HiddenStates(Tensor ids, RotaryAngles angles, Tensor? mask, KeyValueCache? cache)
    {
        Tensor hidden = _embedding.index_select(0, ids.flatten()).view(ids.size(0), ids.size(1), -1);
        foreach (DecoderLayer layer in _layers)
        {
            hidden = layer.Forward(hidden, angles, mask, cache);
        }

        return RmsNorm.Apply(hidden, _finalNorm, Config.RmsNormEpsilon);
    }

    /// <summary>The parameters of the configuration's layout, an adapter merged in. The tensors belong to the caller's scope.</summary>
    internal IEnumerable<KeyValuePair<string, Tensor>> MergedWeights()
    {
        Dictionary<string, Projection> projections = _layers.SelectMany(layer => layer.Projections).ToDictionary(projection => projection.WeightName, StringComparer.Ordinal);
        return TransformerLayout.Of(Config).Select(shape => KeyValuePair.Create(
            shape.Name,
            Adapter is not null && projections.TryGetValue(shape.Name, out Projection? projection) ? projection.Merged() : get_parameter(shape.Name)!));
    }

    internal void CheckLength(long length)
    {
        if (length > Config.MaximumLength)
        {
            throw new ModelException($"A sequence of {length} tokens is longer than the model's maximum of {Config.MaximumLength} (max_position_embeddings). Shorten the prompt or the completion.");
        }
    }

    /// <summary>Nothing to find: the parameters are registered by name, so TorchSharp's search by reflection is not needed.</summary>
    protected override void RegisterComponents()
    {
    }

    /// <summary>Refused: the layers hold the parameters themselves.</summary>
    /// <exception cref="NotSupportedException">Always.</exception>
    protected override void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking) =>
        throw new NotSupportedException("A Transformer stays where it was made. Give device and type to Transformer.Create or PretrainedModel.Load.");

    /// <summary>Frees the parameters.</summary>
    /// <param name="disposing">Whether called by <c>Dispose</c>.</param>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rotary.Dispose();
        }

        base.Dispose(disposing);
    }
}
