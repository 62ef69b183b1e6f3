import type { ProseRule } from "../rule.js";

const taskRe = /^\s*(?<mark>[-+*]|\d{1,9}[.)])[ \t]+\[(?<state>[ xX])\](?=[ \t]|$)/;
const itemRe = /^\s*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)/;

/** `- [ ] to do` and `- [x] done`: the first item of a list. */
export const markdownTasks: ProseRule = {
  code: "markdown-tasks",
  needs: ["[ ]", "[x]", "[X]"],
  mayOccur: /^[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+\[[ xX]\](?=[ \t]|$)/m,
  *find({ lines }) {
    let isTold = false;
    for (const [index, { text, offset, kind }] of lines.entries()) {
      const isBlank = text.trim() === "";
      const isAfterBlank = index === 0 || lines[index - 1]!.text.trim() === "";
      if (!isBlank && isAfterBlank && !itemRe.test(text) && !/^\s/.test(text)) isTold = false;
      const groups = kind === "text" && !isTold ? taskRe.exec(text)?.groups : undefined;
      if (!groups) continue;
      isTold = true;
      const end = offset + text.trimEnd().length;
      const start = offset + text.search(/\S/);
      const mark = groups["mark"]!;
      const written = `${mark} [${groups["state"]!}]`;
      yield {
        start,
        end,
        parts: [written, mark],
        explains: [start, offset + text.indexOf("]") + 1],
      };
    }
  },
};

/** `: meaning`, right below a term. */
export const markdownDefinition: ProseRule = {
  code: "markdown-definition",
  needs: ["\n: ", "\n:\t"],
  mayOccur: /^\S.*\n:[ \t]+\S/m,
  *find({ lines }) {
    for (let index = 1; index < lines.length; index++) {
      const { text, offset, kind } = lines[index]!;
      const term = lines[index - 1]!;
      if (kind !== "text" || !/^:[ \t]+\S/.test(text) || !/^[^\s:]/.test(term.text)) continue;
      const words = text.slice(1).trim();
      const last = offset + text.trimEnd().length;
      yield {
        start: offset,
        end: last,
        parts: [words.slice(0, 60)],
        explains: [offset, offset + 1],
      };
    }
  },
};
