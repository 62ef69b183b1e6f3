/**
 * YAML and JSON: text to values and back to places. `readData` makes plain values, fast; what they cannot hold (the order
 * of keys, places) is kept beside them and asked for by `keysOf`, `numberText`, `spanOf`, `spanInText`.
 */

export {
  copyWith,
  isArray,
  isObject,
  keysOf,
  kindOf,
  isInteger,
  numberText,
  objectOf,
  ownValue,
  rememberNumberText,
  rememberNumberTexts,
  type DataFile,
  type Json,
  type JsonObject,
  type Origin,
} from "./json.js";
export { shallowBrackets } from "./closing-brackets.js";
export { parseJson } from "./parse-json.js";
export { pointerAt, spanInText, spanOf, writtenSource } from "./places.js";
export { editedTexts, type EditedText } from "./edited-texts.js";
export type { Located } from "./located.js";
export { joinPointer, lookUp, parsePointer, pointerOfFragment, step } from "./pointer.js";
export { readAround } from "./read-around.js";
export { maxNesting, readData } from "./read-data.js";
export { isTextFile, readText } from "./read-text.js";
export { readMended, type MendedFile } from "./read-mended.js";
export type { FaultKind } from "./yaml-stop.js";
export { yamlText } from "./write-yaml.js";
