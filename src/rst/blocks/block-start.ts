import { bulletRe } from "./bullet-list.js";
import { enumeratorRe } from "./enumerated-list.js";
import { readMarker } from "./field-list.js";
import { optionMarkerRe } from "./option-list.js";
import { adornmentRe } from "./section-title.js";

/** Line blocks, doctests, explicit markup, anonymous targets, the borders of grid and simple tables. */
const otherRe = /^(?:(?:\||>>>|\.\.|__)(?: |$)|\+-[-+]+-\+$|=+(?: +=+)+$)/;

/** True for a line that begins something else than text: the end of a definition list. */
export function startsOtherBlock(text: string): boolean {
  return (
    text.startsWith(" ") ||
    bulletRe.test(text) ||
    enumeratorRe.test(text) ||
    readMarker(text) !== null ||
    optionMarkerRe.test(text) ||
    otherRe.test(text) ||
    adornmentRe.test(text)
  );
}
