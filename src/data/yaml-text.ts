import { dump } from "js-yaml";

/**
 * A string as YAML writes it on one line, quoted where it would be read as something else.
 * @see https://yaml.org/spec/1.2.2/#flow-scalar-styles
 */
export function yamlScalar(text: string): string {
  if (/[\n\r\x85\u2028\u2029]/.test(text)) return JSON.stringify(text);
  return dump(text, { lineWidth: -1, quotingType: '"' }).replace(/\n$/, "");
}

// eslint-disable-next-line no-control-regex -- YAML refuses most of them
const refused = /[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]/u;

/** Whether a text can stand as it is, line by line, in a literal block (YAML 1.2.2, 8.1.2). */
export function fitsLiteralBlock(text: string): boolean {
  return text.includes("\n") && !refused.test(text);
}
