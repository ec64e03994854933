// source: methods/00-reward-library.md, 'xml_format' (verifiers)
// range: [0, 1]
// bounded: yes
// centred: n/a
// saturating: n/a
// monotone: tags up
// warns: none
// because: the card's [0.2, 1]: spacing is right when nothing was parsed, which no declaration of the four columns says

namespace Paragon.Specimens.Library;

[Objective("library-xml-format")]
public sealed partial record XmlFormat
{
    [Reward]
    private static Real Shaped(Completion y) =>
        y.Segments.Mean(m => 0.4 * m.Fields + 0.2 * m.Spacing + 0.2 * m.Starts + 0.2 * m.Ends);
}
