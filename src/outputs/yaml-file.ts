import { fitsLiteralBlock, yamlScalar } from "../data/yaml-text.js";
import {
  isOutArray,
  isOutObject,
  keyText,
  NumberText,
  Reference,
  referenceText,
  type Naming,
  type Out,
} from "./tree.js";

/** A file of YAML: blocks, with texts of several lines as they are. */
export function yamlFile(value: Out, naming: Naming): string {
  return `${new Printer(naming).block(value, "").replace(/^\n/, "")}\n`;
}

class Printer {
  constructor(readonly naming: Naming) {}

  /** A value that follows a key or a dash: on the same line, after a space, or below it. */
  block(value: Out, indent: string): string {
    if (isOutArray(value) && value.length > 0)
      return value.map((each) => `\n${indent}-${this.#item(each, `${indent}  `)}`).join("");
    if (isOutObject(value) && value.size > 0)
      return [...value]
        .map(([key, each]) => {
          const name = yamlScalar(keyText(key, this.naming));
          // Longer ones would need a question mark in front (YAML 1.2.2, 7.4.2).
          const start = name.length > 1000 ? `? ${name}\n${indent}:` : `${name}:`;
          return `\n${indent}${start}${this.block(each, `${indent}  `)}`;
        })
        .join("");
    return ` ${this.#scalar(value, indent)}`;
  }

  /** The first entry of an object stands on the line of its dash. */
  #item(value: Out, indent: string): string {
    const block = this.block(value, indent);
    return block.startsWith("\n") ? ` ${block.slice(1 + indent.length)}` : block;
  }

  #scalar(value: Out, indent: string): string {
    if (value instanceof NumberText) return value.text;
    if (value instanceof Reference) return yamlScalar(referenceText(value, this.naming));
    if (typeof value === "string")
      return fitsLiteralBlock(value) ? literal(value, indent) : yamlScalar(value);
    if (value === null || typeof value !== "object") return JSON.stringify(value);
    return isOutArray(value) ? "[]" : "{}";
  }
}

/** `|-` and the lines, each further in. */
function literal(text: string, indent: string): string {
  const body = text.replace(/\n+$/, "");
  const ends = text.length - body.length;
  const inner = indent === "" ? "  " : indent;
  // Spaces or an empty line at the start would be taken for indentation.
  const mark = /^[ \n]/.test(text) ? "2" : "";
  const keeping = ends === 0 ? "-" : ends === 1 && body !== "" ? "" : "+";
  const lines = (keeping === "+" ? text.replace(/\n$/, "") : body).split("\n");
  return `|${mark}${keeping}\n${lines.map((line) => (line === "" ? "" : inner + line)).join("\n")}`;
}
