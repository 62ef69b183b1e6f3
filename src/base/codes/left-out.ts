/** What the look of 2020 leaves out of pages: one and several of a kind, and where another look does not show it, what to do. */
const kinds = {
  description: ["description", "descriptions"],
  part: [
    'description of a part of "allOf"',
    'descriptions of parts of "allOf"',
    'Say it in the description of the schema around "allOf": one description is shown.',
  ],
  summary: ["summary beside a description", "summaries beside a description"],
  limit: ["limit", "limits"],
  default: ["default", "defaults"],
  mark: ["mark", "marks"],
  values: ["list of the values that a header allows", "lists of the values that headers allow"],
  example: ["example of a header", "examples of headers"],
  discriminator: ["discriminator", "discriminators"],
  error: ["body or headers of an error response", "bodies or headers of error responses"],
  scheme: ["description of a security scheme", "descriptions of security schemes"],
  scope: ["scope of an operation", "scopes of operations"],
  link: ["link of an operation", "links of operations"],
  "other link": [
    "link of a schema, a tag or the document",
    "links of schemas, tags or the document",
    "Name the address in a description.",
  ],
} as const satisfies Record<string, readonly [one: string, several: string, hint?: string]>;

export type LeftOutKind = keyof typeof kinds;

function kindOf(name: string): readonly [one: string, several: string, hint?: string] {
  return Object.hasOwn(kinds, name) ? kinds[name as LeftOutKind] : ["part", "parts"];
}

/** `The look of 2020 does not show 7 limits of this file, the first of them here: minLength, pattern.` */
export function leftOutText(kind = "", count = "", names = ""): string {
  const [one, several] = kindOf(kind);
  return count === "1"
    ? `The look of 2020 does not show this ${one}: ${names}.`
    : `The look of 2020 does not show ${count} ${several} in this file, of which this is the first: ${names}.`;
}

export function leftOutHint(kind = ""): string {
  return kindOf(kind)[2] ?? '"look: current" in specpress.yaml shows it.';
}
