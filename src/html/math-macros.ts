/**
 * Commands of TeX packages that docutils knows and Temml does not (wasysym, stmaryrd, mathabx and others), or of which Temml
 * has another character: name and character in turns, by the class that says how much space there is around it.
 *
 * @see https://docutils.sourceforge.io/docs/ref/rst/mathematics.html
 */
const symbols: Readonly<Record<string, string>> = {
  mathord:
    "AC ∿ APLcomment ⍝ APLdownarrowbox ⍗ APLinput ⍞ APLinv ⌹ APLleftarrowbox ⍇ APLlog ⍟ APLrightarrowbox ⍈ APLuparrowbox ⍐ Aries ♈ CIRCLE ● CheckedBox ☑ Diamondblack ◆ Diamonddot ⟐ Gemini ♊ Jupiter ♃ LEFTCIRCLE ◖ LEFTcircle ◐ Leo ♌ Libra ♎ Mars ♂ Mercury ☿ Neptune ♆ Pluto ♇ RIGHTCIRCLE ◗ RIGHTcircle ◑ Saturn ♄ Scorpio ♏ Square ☐ Sun ☉ Taurus ♉ Uranus ♅ Venus ♀ XBox ☒ Yup ⅄ aquarius ♒ aries ♈ blacksmiley ☻ blacktriangleup ▴ boy ♂ cancer ♋ capricornus ♑ earth ♁ fourth ⁗ frownie ☹ gemini ♊ girl ♀ invdiameter ⍉ invneg ⌐ jupiter ♃ leo ♌ libra ♎ mathcent \u00a2 medbullet ⚫ medcirc ⚪ mercury ☿ neptune ♆ notbackslash ⍀ pisces ♓ pluto ♇ quarternote ♩ sagittarius ♐ saturn ♄ scorpio ♏ second ″ taurus ♉ third ‴ twonotes ♫ uranus ♅ varEarth ♁ virgo ♍ wasylozenge ⌑",
  mathbin:
    "Circle ○ LHD ◀ RHD ▶ bindnasrepma ⅋ boxbar ◫ boxbslash ⧅ bullet • circledbslash ⦸ circledgtr ⧁ circledless ⧀ slash ∕ smalltriangledown ▿ smalltriangleleft ◃ smalltriangleright ▹ talloblong ⫾",
  mathopen: "Lbag ⟅ lbag ⟅",
  mathrel:
    "Longmapsfrom ⟽ Longmapsto ⟾ Mapsfrom ⤆ Mapsto ⤇ Nearrow ⇗ Nwarrow ⇖ Searrow ⇘ Swarrow ⇙ Top ⫪ apprge ≳ apprle ≲ barin ⋶ barleftharpoon ⥫ barrightharpoon ⥭ corresponds ≙ dasharrow ⇢ dlsh ↲ downdownharpoons ⥥ downuparrows ⇵ downupharpoons ⥯ drsh ↳ ggcurly ⪼ hash ⋕ leftarrowtriangle ⇽ leftbarharpoon ⥪ leftleftharpoons ⥢ leftrightarrowtriangle ⇿ leftrightharpoon ⥊ leftslice ⪦ leftsquigarrow ⇜ leftturn ↺ llcurly ⪻ longmapsfrom ⟻ lrtimes ⋈ multimapdotbothA ⊶ multimapdotbothB ⊷ ncong ≇ ngtrless ≹ nlessgtr ≸ notasymp ≭ notowner ∌ notslash ⌿ nsimeq ≄ preceqq ⪳ rightarrowtriangle ⇾ rightbarharpoon ⥬ rightleftharpoon ⥋ rightrightharpoons ⥤ rightslice ⪧ rightturn ↻ succeqq ⪴ updownarrows ⇅ updownharpoons ⥮ upupharpoons ⥣ wasytherefore ∴",
  mathclose: "Rbag ⟆ rbag ⟆",
  mathop: "biginterleave ⫼ fatsemi ⨟ ointctrclockwise ∳ ointop ∮ varprod ⨉",
};

/** Commands in those that Temml has. */
const commands: Readonly<Record<string, string>> = {
  "\\Arrowvert": "\\Vert",
  "\\arrowvert": "\\vert",
  "\\bracevert": "\\vert",
  "\\nsubseteqq": "\\not\\subseteqq",
  "\\nsupseteqq": "\\not\\supseteqq",
  "\\mbox": "\\text{#1}",
  "\\mspace": "\\hspace{#1}",
  "\\displaylimits": "",
  "\\mathdollar": "\\$",
  "\\spddot": "^{..}",
  "\\sphat": "^{\\wedge}",
  "\\sptilde": "^{\\sim}",
  "\\mathbfit": "\\boldsymbol{#1}",
  "\\mathsfbfit": "\\boldsymbol{\\mathsf{#1}}",
  "\\mathbfsfit": "\\boldsymbol{\\mathsf{#1}}",
};

/** What Temml is told beside what it knows: a new object each time, since formulas may define more. */
export function mathMacros(): Record<string, string> {
  const macros: Record<string, string> = { ...commands };
  for (const [kind, written] of Object.entries(symbols)) {
    const words = written.split(" ");
    for (let at = 0; at < words.length; at += 2)
      macros[`\\${words[at]}`] = `\\${kind}{${words[at + 1]}}`;
  }
  return macros;
}
