import { expect, test } from "vitest";
import type { Json } from "../../src/data/data.js";
import { everything } from "../../scripts/everything.js";
import { asV2 } from "../api/library.js";
import { mutants } from "../api/mutants.js";
import { open } from "../api/tiny-api.js";
import { shown } from "./page-text.js";

const kinds: readonly Json[] = [
  null,
  true,
  -1.5,
  "",
  "javascript:x",
  [],
  [[{}]],
  {},
  { $ref: "#" },
  JSON.parse(
    '{"__proto__": {"type": "object"}, "constructor": {"enum": [1]}, "200": false}',
  ) as Json,
];

/** Some of the values of a document, each as another kind; `RETYPED=1` tries all of them. */
const stride = process.env["RETYPED"] ? 1 : 97;

test.each([
  ["2.0", asV2],
  ["3.0", everything("3.0")],
  ["3.2", everything("3.2")],
])(
  "whatever a value of a document of %s is, there is a page",
  { timeout: 3_600_000 },
  (_, text) => {
    const all = mutants(open(text).file.value);
    for (let index = 0; index < all.length; index += stride) {
      const api = JSON.stringify(all[index]!.replaced(kinds[index % kinds.length]!));
      expect(shown(api, "look: current\n").html, api).toContain("</html>");
    }
  },
);
