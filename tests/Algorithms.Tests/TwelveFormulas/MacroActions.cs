namespace Paragon.Algorithms.Tests.TwelveFormulas;

/// <summary>A macro action: a run of tokens that is one decision.</summary>
[Level("macro")]
public readonly partial struct Macro : ILevel<Macro>
{
    /// <summary>Advantage of the macro.</summary>
    [Column("advantage")]
    public partial Real Advantage { get; }

    /// <summary>The completion.</summary>
    [Parent]
    public partial Completion Completion { get; }

    /// <summary>Tokens of the macro.</summary>
    [Children("macro")]
    public partial Elements<Token> Tokens { get; }
}

/// <summary>What macro actions add to the framework's levels.</summary>
public static class MacroColumns
{
    extension(Token t)
    {
        /// <summary>Macro that the token belongs to.</summary>
        [Link("macro")]
        public Macro Macro => LevelAccess.Follow<Token, Macro>(t, "macro");
    }
}

/// <summary>How a macro's value is made of its tokens' values.</summary>
public enum MacroValue
{
    /// <summary>Their mean.</summary>
    Equal,

    /// <summary>The last one's.</summary>
    Unit,

    /// <summary>Weighted by 1, 1/2, 1/3, ...</summary>
    Position,
}

/// <summary>8. MA-RLHF (card 43): value and advantage live on a macro action, the log-probability on its tokens.</summary>
[Objective("twelve-ma-rlhf")]
public sealed partial record MacroActions
{
    /// <summary>Discount per macro.</summary>
    public double Gamma { get; init; } = 1;

    /// <summary>Trace decay per macro.</summary>
    public double Lambda { get; init; } = 0.95;

    /// <summary>How a macro's value is made.</summary>
    public MacroValue ValueFunction { get; init; }

    /// <summary>Whether rewards in a macro are summed (paper) or averaged with the value's weights (released code).</summary>
    public bool SumRewards { get; init; } = true;

    /// <summary>Range of the policy's ratio.</summary>
    public double Clip { get; init; } = 0.2;

    /// <summary>Range of the value's change.</summary>
    public double ClipValue { get; init; } = 0.2;

    [Metric("macro_value")]
    private Real Value(Macro m) => m.Tokens.Sum(t => Weight(t) * t.OldValue) / m.Tokens.Sum(Weight);

    [Metric("macro_reward")]
    private Real Reward(Macro m) => SumRewards
        ? m.Tokens.Sum(t => Pow(Gamma, Place(t)) * t.Reward)
        : m.Tokens.Sum(t => Weight(t) * t.Reward) / m.Tokens.Sum(Weight);

    [Advantage]
    private Real MacroAdvantage(Macro m) => m.AndAfter.Discounted(Gamma * Lambda, Delta);

    [Advantage(Into = "return")]
    private Real MacroReturn(Macro m) => MacroAdvantage(m) + Value(m);

    [Advantage]
    private Real TokenAdvantage(Token t) => t.Macro.Advantage;

    [Advantage(Into = "return")]
    private Real TokenReturn(Token t) => MacroReturn(t.Macro);

    private Real Delta(Macro m) => Reward(m) + (m.IsLast ? 0 : Gamma * Value(m.Next)) - Value(m);

    private static Real Place(Token t) => t.Macro.Tokens.Rank(_ => 0, at: t);

    private Real Weight(Token t) => ValueFunction switch
    {
        MacroValue.Unit => Place(t) == t.Macro.Tokens.Count() - 1 ? 1 : 0,
        MacroValue.Position => 1 / (Place(t) + 1),
        _ => 1,
    };

    [Loss]
    private Real Policy(Token t)
    {
        var ratio = Exp(t.LogProb - t.OldLogProb);
        return -Min(ratio * t.Advantage, Clamp(ratio, 1 - Clip, 1 + Clip) * t.Advantage);
    }

    [Loss]
    private Real Critic(Token t) => 0.5 * Max(
        Square(t.Value - t.Return),
        Square(t.OldValue + Clamp(t.Value - t.OldValue, -ClipValue, ClipValue) - t.Return));
}
