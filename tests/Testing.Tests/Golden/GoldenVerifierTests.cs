namespace Paragon.Testing.Tests.Golden;

public sealed class GoldenVerifierTests
{
    private const string Right = """
        {"method": "logistic", "card": "", "cases": [{"name": "one", "params": {"beta": 1.0},
          "inputs": {"logp_chosen": [[-1.0, 99.0]], "logp_rejected": [[-2.0]], "ref_logp_chosen": [[-1.5, -99.0]], "ref_logp_rejected": [[-1.0]],
                     "mask_chosen": [[1, 0]], "mask_rejected": [[1]]},
          "expected": {"loss": 0.20141327798275246, "per_pair_loss": [0.20141327798275246], "grad_logp_chosen": [[-0.18242552380635635, 0.0]]},
          "tolerance": 1e-9}]}
        """;

    private static readonly GoldenAdapter Adapter = new("logistic", golden =>
    {
        TwinLayout pairs = golden.Pairs().Token("logp", "ref_logp");
        return new GoldenTest(new Logistic { Beta = golden.Number("beta") }, pairs.Batch())
            .Loss().Each("per_pair_loss", pairs.Elements).Gradient("grad_logp_chosen", pairs.First, "logp");
    });

    [Fact]
    public void Right_values_pass_on_each_backend_and_a_backend_without_gradients_is_seen_to_leave_them_out()
    {
        IReadOnlyList<GoldenRow> rows = Verify(Right);
        Assert.Equal(5, rows.Count(row => row.Status == GoldenStatus.Passed));
        GoldenRow left = Assert.Single(rows, row => row.Status == GoldenStatus.LeftOut);
        Assert.Equal(("grad_logp_chosen", "scalar"), (left.Quantity, left.Backend));
    }

    [Fact]
    public void A_wrong_value_fails_with_its_place_and_both_numbers() =>
        Assert.Contains("At [0] the file expects 0.3, and the result is 0.2014132779827", OnlyFailure(Right.Replace("\"per_pair_loss\": [0.20141327798275246]", "\"per_pair_loss\": [0.3]"), backends: 1), StringComparison.Ordinal);

    [Fact]
    public void A_wrong_shape_fails() =>
        Assert.Contains("expects shape [2], and the result has shape [1]", OnlyFailure(Right.Replace("\"per_pair_loss\": [0.20141327798275246]", "\"per_pair_loss\": [0.3, 0.3]"), backends: 1), StringComparison.Ordinal);

    [Fact]
    public void A_method_without_adapter_is_one_failed_row_that_names_it() =>
        Assert.Contains("No adapter for the method 'logistics'. Is 'logistic' meant?", OnlyFailure(Right.Replace("\"logistic\"", "\"logistics\"")), StringComparison.Ordinal);

    [Fact]
    public void An_operation_without_adapter_is_a_failed_row_that_names_it() =>
        Assert.Contains(
            "params.op 'b'",
            Assert.Single(GoldenVerifier.Verify(GoldenFile.Parse("x.json", Right.Replace("\"beta\": 1.0", "\"op\": \"b\"")), [Adapter with { Op = "a" }], [new ScalarBackend()])).Reason,
            StringComparison.Ordinal);

    [Fact]
    public void A_missing_input_fails_with_file_case_and_name() =>
        Assert.Contains("file.json, case 1 'one': the input 'ref_logp_chosen' is absent", OnlyFailure(Right.Replace("\"ref_logp_chosen\"", "\"reference\"")), StringComparison.Ordinal);

    [Fact]
    public void An_expected_value_that_the_adapter_does_not_produce_fails() =>
        Assert.Contains("does not produce 'entropy'", OnlyFailure(Right.Replace("\"loss\":", "\"entropy\": 1.0, \"loss\":")), StringComparison.Ordinal);

    [Fact]
    public void A_parameter_that_the_adapter_does_not_read_fails() =>
        Assert.Contains("does not read 'params.gamma'", OnlyFailure(Right.Replace("\"beta\":", "\"gamma\": 1.0, \"beta\":")), StringComparison.Ordinal);

    [Fact]
    public void A_case_that_expects_nothing_fails() =>
        Assert.Contains("expects nothing", OnlyFailure("""{"method": "logistic", "cases": [{"name": "x", "params": {"beta": 1}, "inputs": {"logp_chosen": [[0]], "logp_rejected": [[0]], "ref_logp_chosen": [[0]], "ref_logp_rejected": [[0]], "mask_chosen": [[1]], "mask_rejected": [[1]]}, "expected": {}}]}"""), StringComparison.Ordinal);

    [Fact]
    public void A_file_without_cases_fails() => Assert.Contains("no case", OnlyFailure("""{"method": "logistic", "cases": []}"""), StringComparison.Ordinal);

    [Fact]
    public void A_file_that_cannot_be_read_is_a_failed_row() =>
        Assert.Contains("cannot be read", Assert.Single(GoldenVerifier.Verify("nowhere.json", [Adapter], [new ScalarBackend()])).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("""{"cases": []}""", "file.json: the key 'method' is absent. It has: cases.")]
    [InlineData("""{"method": "m", "cases": [{"params": {}}]}""", "file.json, case 1: the key 'name' is absent. It has: params.")]
    [InlineData("""{"method": "m", "cases": [{"name": "n", "inputs": 3}]}""", "file.json, case 1 'n', inputs: Object was expected, and there is Number.")]
    public void A_key_that_is_absent_or_of_another_kind_is_named(string json, string message) =>
        Assert.Equal(message, Assert.Throws<GoldenException>(() => GoldenFile.Parse("file.json", json)).Message);

    [Fact]
    public void Numbers_that_json_lacks_are_read_and_a_ragged_array_is_refused_with_its_place()
    {
        GoldenReader golden = new(GoldenFile.Parse("f.json", """{"method": "m", "cases": [{"name": "n", "inputs": {"x": [["Infinity", null], ["-Infinity", 1]], "y": [[1], [1, 2]]}, "expected": {}}]}""").Cases[0]);
        Assert.Equal([double.PositiveInfinity, double.NaN, double.NegativeInfinity, 1], golden.Input("x").Values);
        Assert.StartsWith("f.json, case 1 'n', inputs.y: the array's rows differ in length", Assert.Throws<GoldenException>(() => golden.Input("y")).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<GoldenRow> Verify(string json, int backends = 2) =>
        GoldenVerifier.Verify(GoldenFile.Parse("file.json", json), [Adapter], new IBackend[] { new ScalarBackend(), new GraphBackend() }[..backends]);

    private static string OnlyFailure(string json, int backends = 2) =>
        Assert.Single(Verify(json, backends), row => row.Status == GoldenStatus.Failed).Reason!;
}
