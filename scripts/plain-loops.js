/**
 * A plugin of rolldown: `for ... of` as a loop that counts, where what it walks is an array. A run of the program is over
 * before V8 optimizes most of it, and until then each step of `for ... of` costs a call and an object: a tenth of a check.
 * What is no array is walked as before, step by step. (Its iterator is not told when a loop is left early: none of those in
 * the bundle has anything to put away.)
 */
export const plainLoops = {
  name: "plain-loops",
  renderChunk(code) {
    const edits = [];
    let count = 0;
    const visit = (node) => {
      if (node.type === "ForOfStatement" && isPlain(node))
        edits.push(...lowered(node, count++, code));
      for (const child of childrenOf(node)) visit(child);
    };
    visit(this.parse(code));
    return count === 0 ? null : { code: helper + withEdits(code, edits) };
  },
};

/** What walks something that is no array. On the first line, so that the numbers of lines stay. */
const helper = "function $steps(of) { return Array.isArray(of) ? null : of[Symbol.iterator](); } ";

function isPlain({ await: waits, left }) {
  return !waits && left.type === "VariableDeclaration" && left.kind !== "var";
}

/** What takes the place of the head of a loop, and what its body is put into. */
function lowered({ start, left, body }, number, code) {
  const [all, steps, at, step] = ["all", "steps", "at", "step"].map((name) => `$${name}${number}`);
  const { id } = left.declarations[0];
  const of = code.indexOf("of", left.end) + "of".length;
  const close = code.lastIndexOf(")", body.start);
  const head =
    `), ${steps} = $steps(${all}), ${at} = 0, ${step}; ` +
    `${steps} === null ? ${at} < ${all}.length : !(${step} = ${steps}.next()).done; ${at}++) ` +
    `{ ${left.kind} ${code.slice(id.start, id.end)} = ${steps} === null ? ${all}[${at}] : ${step}.value; `;
  return [
    { start, end: of, text: `for (var ${all} = (` },
    { start: close, end: body.start, text: head },
    { start: body.end, end: body.end, text: " }" },
  ];
}

function childrenOf(node) {
  return Object.values(node)
    .flat()
    .filter((value) => typeof value?.type === "string");
}

/** A text with parts of it replaced. Of two at the same place, the inner one was noted last, and its end comes first. */
function withEdits(code, edits) {
  let text = "";
  let at = 0;
  const sorted = edits.map((edit, index) => ({ ...edit, index }));
  sorted.sort((a, b) => a.start - b.start || a.end - b.end || b.index - a.index);
  for (const { start, end, text: replacement } of sorted) {
    text += code.slice(at, start) + replacement;
    at = end;
  }
  return text + code.slice(at);
}
