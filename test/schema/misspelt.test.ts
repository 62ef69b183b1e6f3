import { expect, test } from "vitest";
import type { Dialect } from "../../src/schema/dialects.js";
import { checkSchema, type SchemaContext } from "../../src/schema/check-schema.js";
import { schemasOf } from "./schemas.js";

/** The words of a schema that are reported as misspelt, with what they may stand for. */
function misspelt(words: readonly string[], dialect: Dialect): string[] {
  const found: string[] = [];
  const { at } = schemasOf({
    "a.json": JSON.stringify(Object.fromEntries(words.map((word) => [word, 1]))),
  });
  const report = (code: string, _at: unknown, parts: readonly string[]) => {
    if (code === "unknown-keyword") found.push(`${parts[0]} ${parts[4]}`);
  };
  // It is given codes with what each of them needs, of which these are strings.
  checkSchema(at("a.json#", dialect), { report: report as SchemaContext["report"] });
  return found;
}

test.each(["openapi-3.1", "2020-12"] as const)(
  "in %s, where any word is allowed, those near to a keyword are reported",
  (dialect) => {
    const words =
      "minLenght requierd additonalProperties itmse eunm minim deflt patern descripton Properties nullabel";
    const found = misspelt(words.split(" "), dialect);
    expect(found).toEqual([
      "minLenght minLength",
      "requierd required",
      "additonalProperties additionalProperties",
      "itmse items",
      "eunm enum",
      "minim minimum",
      "deflt default",
      "patern pattern",
      "descripton description",
      "Properties properties",
      "nullabel nullable",
    ]);
    const own =
      "unit label order times form notes version since length range icon group kind count index x-minLenght x-tpye";
    expect(misspelt(own.split(" "), dialect)).toEqual([]);
  },
);

test("however many words a project adds, a misspelt keyword among them is found", () => {
  const own = Array.from({ length: 200 }, (_, index) => `ours${index}`);
  expect(misspelt([...own, "requierd"], "2020-12")).toEqual(["requierd required"]);
});
