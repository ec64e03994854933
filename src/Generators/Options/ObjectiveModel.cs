using Paragon.Formulas;

namespace Paragon.Generators.Options;

/// <summary>What was read of a record: what can be written, and what cannot.</summary>
/// <param name="Objective">The objective, or null where no other half of it would compile.</param>
/// <param name="Refusals">What stands in the way.</param>
internal sealed record ObjectiveReading(ObjectiveModel? Objective, EquatableArray<Refusal> Refusals);

/// <summary>An objective: plain data, so that unrelated edits find it unchanged.</summary>
/// <param name="Namespace">Namespace of the record, empty for none.</param>
/// <param name="Containers">Headers of the types around it, outermost first: "partial class Outer".</param>
/// <param name="Type">Name of the record.</param>
/// <param name="FullName">Its name with namespace and containers.</param>
/// <param name="Name">Name of the objective.</param>
/// <param name="Summary">Its documentation without the citation.</param>
/// <param name="Source">The citation, or empty.</param>
/// <param name="IsVisible">Whether the rest of the assembly can name it.</param>
/// <param name="HasObsolete">Whether an option is obsolete, which its reader must not be told.</param>
/// <param name="Options">Its options, in the order of the source.</param>
internal sealed record ObjectiveModel(
    string Namespace, EquatableArray<string> Containers, string Type, string FullName, string Name, string Summary, string Source,
    bool IsVisible, bool HasObsolete, EquatableArray<OptionModel> Options);

/// <summary>An option.</summary>
/// <param name="Property">Name of the property.</param>
/// <param name="Key">Its kebab-case key.</param>
/// <param name="Form">What it holds.</param>
/// <param name="Type">Its type, fully qualified.</param>
/// <param name="Range">Its range, if it has one.</param>
/// <param name="Choices">Names and numbers of its enumeration.</param>
/// <param name="Summary">Its documentation.</param>
internal sealed record OptionModel(
    string Property, string Key, OptionForm Form, string Type, RangeModel? Range, EquatableArray<ChoiceModel> Choices, string Summary);

/// <summary>A range as declared.</summary>
/// <param name="Minimum">Smallest value; negative infinity for none.</param>
/// <param name="Maximum">Largest value; infinity for none.</param>
/// <param name="MinimumIsExclusive">Whether the smallest itself is refused.</param>
/// <param name="MaximumIsExclusive">Whether the largest itself is refused.</param>
internal sealed record RangeModel(double Minimum, double Maximum, bool MinimumIsExclusive, bool MaximumIsExclusive);

/// <summary>A member of an enumeration.</summary>
/// <param name="Name">Its C# name.</param>
/// <param name="Key">Its kebab-case key.</param>
/// <param name="Value">Its number.</param>
internal sealed record ChoiceModel(string Name, string Key, int Value);

/// <summary>What an option holds; the names are those of the runtime's OptionKind.</summary>
internal enum OptionForm
{
    /// <summary>A double.</summary>
    Number,

    /// <summary>An int.</summary>
    WholeNumber,

    /// <summary>A bool.</summary>
    Flag,

    /// <summary>An enumeration.</summary>
    Choice,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A string that may be null.</summary>
    OptionalText,
}

/// <summary>Something that cannot be an objective or an option, with its place as plain numbers.</summary>
/// <param name="Message">What it is and what to write instead.</param>
/// <param name="File">The file.</param>
/// <param name="Start">First character in the file.</param>
/// <param name="Length">Number of characters.</param>
/// <param name="StartLine">Line of the first character, from 0.</param>
/// <param name="StartColumn">Its column, from 0.</param>
/// <param name="EndLine">Line of the end, from 0.</param>
/// <param name="EndColumn">Its column, from 0.</param>
internal sealed record Refusal(
    string Message, string File, int Start, int Length, int StartLine, int StartColumn, int EndLine, int EndColumn);

/// <summary>What registration needs of an objective, so that a changed option leaves it alone.</summary>
/// <param name="Name">Name of the objective.</param>
/// <param name="FullName">Name of the record with namespace and containers.</param>
internal sealed record RegisteredObjective(string Name, string FullName);
