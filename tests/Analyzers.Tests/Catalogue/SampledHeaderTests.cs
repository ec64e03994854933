namespace Paragon.Analyzers.Tests.Catalogue;

/// <summary>What a header says of its specimen is what sampling sees: the scalar run, without any analysis.</summary>
public sealed class SampledHeaderTests
{
    private const int Seed = 20261124;
    private const int Batches = 80;
    private const double Shift = 3;

    // A standard score is at most (G - 1)/√G: what is unbounded in the number of elements grows slowly.
    private const double Large = 4;

    public static TheoryData<string> Names => [.. Specimen.All.Where(specimen => specimen.Range is not null && !specimen.Name.StartsWith("Opaque/CallsCode", StringComparison.Ordinal)).Select(specimen => specimen.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_specimen_behaves_as_its_header_says(string name)
    {
        Specimen specimen = Specimen.All.Single(one => one.Name == name);
        SpecimenSampler sampler = new(SpecimenObjectives.All[specimen.Objective], Seed);
        (double low, double high) = (double.PositiveInfinity, double.NegativeInfinity);
        (bool shifted, bool fell, bool wasNotSaturating) = (false, false, false);
        for (int i = 0; i < Batches; i++)
        {
            bool isLarge = i % 20 == 19;
            (IObjective objective, PackedBatch batch) = sampler.Next(isLarge);
            bool isFinite = true;
            foreach (Stage reward in objective.Stages.Where(stage => stage.Kind == StageKind.Reward))
            {
                batch = i % 2 == 0 ? batch : Learned(sampler, batch, (value, _) => value / 100);
                double[] values = [.. Enumerable.Range(0, batch.Rows(reward.Level)).Select(row => reward.Scalar(objective, batch, row))];

                // What is not a number is another rule's subject.
                isFinite = values.All(double.IsFinite);
                if (!isFinite)
                {
                    break;
                }

                (low, high) = (Math.Min(low, values.Min()), Math.Max(high, values.Max()));
                if (!isLarge && specimen.Centring != Centring.NotApplicable && reward.Level != "token")
                {
                    ScoreCurve curve = ScoreCurve.Of(sampler, objective, reward, batch, 0);
                    fell |= !curve.IsNondecreasing;
                    wasNotSaturating |= !curve.IsSaturating;
                }

                batch = batch.With(reward.Level, reward.Column, values);
            }

            shifted |= !isLarge && isFinite && IsShifted(specimen, sampler, objective, batch);
        }

        (double Low, double High) range = specimen.Range!.Value;
        Assert.True(range.Low - 1e-9 <= low && high <= range.High + 1e-9, $"{name}: the header says {specimen.Header["range"]}, and there are values from {low:R} to {high:R}.");
        Assert.True(double.IsFinite(range.Low) || low < -Large, $"{name}: the header says {specimen.Header["range"]}, and the least value is {low:R}.");
        Assert.True(double.IsFinite(range.High) || high > Large, $"{name}: the header says {specimen.Header["range"]}, and the largest value is {high:R}.");
        Assert.True(specimen.Centring == Centring.NotApplicable || shifted == (specimen.Centring == Centring.No), $"{name}: the header says centred '{specimen.Header["centred"]}', and a common shift {(shifted ? "changes" : "does not change")} it.");
        Assert.True(specimen.IsSaturating is null || wasNotSaturating == !specimen.IsSaturating, $"{name}: the header says saturating '{specimen.Header["saturating"]}', and a curve that is not was {(wasNotSaturating ? "" : "not ")}found.");
        Assert.True(!specimen.Header["monotone"].StartsWith("score up", StringComparison.Ordinal) || !fell, $"{name}: the header says that it rises with the score, and it fell.");
    }

    private static bool IsShifted(Specimen specimen, SpecimenSampler sampler, IObjective objective, PackedBatch batch)
    {
        PackedBatch moved = Learned(sampler, batch, (value, _) => value + Shift);
        StageKind kind = specimen.Centring is Centring.Later ? StageKind.Advantage : StageKind.Reward;
        ScalarBackend scalar = new();
        return objective.Stages.Where(stage => stage.Kind == kind).Any(stage =>
            scalar.Values(objective, stage, scalar.Prepare(objective, batch, stage)).Zip(scalar.Values(objective, stage, scalar.Prepare(objective, moved, stage)))
                .Any(pair => Math.Abs(pair.First - pair.Second) > 1e-6 * (1 + Math.Abs(pair.First))));
    }

    private static PackedBatch Learned(SpecimenSampler sampler, PackedBatch batch, Func<double, int, double> change)
    {
        foreach (ColumnName column in sampler.Columns.Where(column => column.IsLearned).Select(SpecimenSampler.Place))
        {
            batch = batch.With(column.Level, column.Column, [.. batch.Column(column.Level, column.Column).Select(change)]);
        }

        return batch;
    }
}
