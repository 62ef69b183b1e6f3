/**
 * What is made of a check's reports: findings as grave as the project wants them, without those it accepts or knows
 * already, told in words or in a format of other programs. Reads and writes nothing.
 */

export { acceptanceEdit } from "./accept-edit.js";
export { changeAcceptances } from "./acceptances.js";
export { newFindings, printBaseline, readBaseline, type Baseline } from "./baseline.js";
export { alsoHere } from "./once.js";
export { byFile, fileOf, type Finding } from "./finding.js";
export { findingsOf } from "./findings.js";
export type { Edit } from "./edit.js";
export { applyEdits, editsOf, fixedCodes } from "./fixes.js";
export { formats, type FormatName } from "./formats.js";
export { compareIds, isIdsRecord, printIds, type FirstIds, type Ids } from "./ids.js";
export { checkNews, type Differs } from "./news.js";
export { countsOf, exitCodeOf, type Result } from "./result.js";
export {
  isCode,
  isSettableLevel,
  settableLevels,
  severitiesOf,
  type Severities,
} from "./settings.js";
export { settle } from "./settle.js";
