using Paragon.Algorithms;
using Paragon.Testing;

namespace Paragon.Goldens;

/// <summary>`03-rrpo`.</summary>
internal static class RrpoGoldens
{
    public static IEnumerable<GoldenAdapter> All => [new("RRPO", Make)];

    private static GoldenTest Make(GoldenReader golden)
    {
        TwinLayout pairs = golden.Pairs();
        VocabularyLayout vocabulary = new(pairs.Layout, golden, golden.Input("logits_chosen").Shape[2], pairs.First, pairs.Second);
        GoldenAxis chosen = vocabulary.Add(pairs.First, "logits_chosen", "ref_logits_chosen", "tokens_chosen");
        GoldenAxis rejected = vocabulary.Add(pairs.Second, "logits_rejected", "ref_logits_rejected", "tokens_rejected");
        vocabulary.Link();
        pairs.Layout
            .Column(pairs.First, "in_phrase", golden.Input("phrase_id_chosen").Select(id => id > 0 ? 1 : 0))
            .Column(pairs.Second, "in_phrase", golden.Input("phrase_id_rejected").Select(id => id > 0 ? 1 : 0));
        return new GoldenTest(new Rrpo { Alpha = golden.Number("alpha", 0.01), Beta = golden.Number("beta", 0.1) }, pairs.Batch())
            .Loss()
            .Each("per_pair_loss", pairs.Elements)
            .Values("chosen_margin", pairs.FirstCompletions, "PhraseMargin")
            .Values("rejected_margin", pairs.SecondCompletions, "PhraseMargin")
            .Values("chosen_forward_kl", pairs.FirstCompletions, "Divergence")
            .Gradient("grad_logits_chosen", chosen, "logit")
            .Gradient("grad_logits_rejected", rejected, "logit");
    }
}
