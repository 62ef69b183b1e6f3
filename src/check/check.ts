/**
 * What is made of a check's reports: findings as grave as the project wants them, without those it accepts or knows
 * already, told in words or in a format of other programs. Reads and writes nothing.
 */

export { byFile, fileOf, findingsOf, type Finding } from "./finding.js";
export { countsOf, exitCodeOf, type Result } from "./result.js";
export {
  isCode,
  isSettableLevel,
  settableLevels,
  severitiesOf,
  withSeverities,
  type Severities,
} from "./settings.js";
export { asText, summaryOf } from "./text.js";
