import type { ProseRule } from "./rule.js";
import { brokenUnderline, underlineApart } from "./rules/broken-underline.js";
import { codeNotJson } from "./rules/code-not-json.js";
import { conflictMark } from "./rules/conflict-mark.js";
import { gluedList } from "./rules/glued-list.js";
import { gluedTitle } from "./rules/glued-title.js";
import { hangingHyphen } from "./rules/hanging-hyphen.js";
import { htmlInText } from "./rules/html-in-text.js";
import { quotedCode, splitSentence, swallowedText } from "./rules/indentation-slips.js";
import { invisibleCharacter, tabIndent } from "./rules/invisible-characters.js";
import { halfLink, linkWithoutUnderscore } from "./rules/link-slips.js";
import { openLiteral, strayBackquotes, unequalBackquotes } from "./rules/literal-slips.js";
import { lostMarkup } from "./rules/lost-markup.js";
import { markdownBox, markdownMath } from "./rules/markdown-boxes.js";
import { markdownFence } from "./rules/markdown-fence.js";
import { markdownHeading } from "./rules/markdown-heading.js";
import { markdownFootnote, markdownLink, markdownLinkDefinition } from "./rules/markdown-link.js";
import { markdownDefinition, markdownTasks } from "./rules/markdown-lists.js";
import { markdownEmphasis, markdownQuote, markdownRule } from "./rules/markdown-marks.js";
import { markdownTable } from "./rules/markdown-table.js";
import { labelAsText, variableAsText } from "./rules/placeholders.js";
import { openPhrase, roleAsText } from "./rules/role-slips.js";
import { singleBackquotes } from "./rules/single-backquotes.js";

/** What is looked for in texts. The first that explains a line is the only one reported there. */
export const rules: readonly ProseRule[] = [
  conflictMark, // first: between its marks are two versions of one text
  markdownFence, // what is in it is code
  lostMarkup,
  gluedTitle,
  brokenUnderline,
  underlineApart,
  markdownHeading,
  markdownTable,
  markdownQuote,
  markdownBox,
  markdownMath,
  markdownRule,
  markdownTasks,
  markdownDefinition,
  markdownLinkDefinition,
  markdownFootnote,
  markdownLink,
  markdownEmphasis,
  htmlInText,
  linkWithoutUnderscore,
  halfLink,
  openLiteral,
  roleAsText,
  openPhrase,
  unequalBackquotes,
  strayBackquotes,
  singleBackquotes,
  gluedList,
  quotedCode,
  splitSentence,
  swallowedText,
  hangingHyphen,
  variableAsText,
  labelAsText,
  codeNotJson,
  tabIndent,
  invisibleCharacter,
];
