import type { Check } from "./check.js";

/** What is looked for in the texts of data files. */
export const textChecks: readonly Check[] = [
  {
    code: "description-start",
    looksAt: "descriptions that do not begin with a capital letter",
    sample: "definition",
    wrong: "type: string\ndescription: the name of the room.\n",
    right: "type: string\ndescription: The name of the room.\n",
  },
  {
    code: "description-end",
    looksAt: "descriptions that do not end with a full stop",
    sample: "definition",
    wrong: "type: string\ndescription: The name of the room\n",
    right: "type: string\ndescription: The name of the room.\n",
  },
  {
    code: "description-says-optional",
    looksAt: 'descriptions that begin with "Optional." or "Required."',
    sample: "definition",
    wrong: "type: string\ndescription: Optional. The name of the room.\n",
    right: "type: string\ndescription: The name of the room, if it has one.\n",
  },
  {
    code: "description-not-shown",
    looksAt: "descriptions that are read as a list without text, or as a comment",
    sample: "definition",
    wrong: "type: string\ndescription: K.\n",
    right: "type: string\ndescription: The letter K.\n",
  },
  {
    code: "yaml-number",
    looksAt: "unquoted values that were read as another number than what is written",
    sample: "definition",
    wrong: "type: object\nproperties:\n  version: { enum: [1.10], example: 1.10 }\n",
    right:
      'type: object\nproperties:\n  version: { type: string, enum: ["1.10"], example: "1.10" }\n',
  },
  {
    code: "yaml-date",
    looksAt: "unquoted values that look like dates",
    sample: "definition",
    wrong: "type: string\nexample: 2020-06-01\n",
    right: 'type: string\nexample: "2020-06-01"\n',
  },
  {
    code: "yaml-word",
    looksAt: "unquoted yes, no, on and off",
    sample: "definition",
    wrong: "type: string\nenum: [on, off]\nexample: on\n",
    right: 'type: string\nenum: ["on", "off"]\nexample: "on"\n',
  },
  {
    code: "closing-bracket-column",
    looksAt: "closing brackets that stand no deeper than their key",
    sample: "definition",
    wrong: 'type: object\nexample: {\n  "a": 1\n}\n',
    right: 'type: object\nexample: {\n  "a": 1\n  }\n',
  },
];
