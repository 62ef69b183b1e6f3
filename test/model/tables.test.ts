import { describe, expect, test } from "vitest";
import { withoutStandIns } from "../../src/base/verbatim.js";
import type { TypeTable } from "../../src/model/model.js";
import { Recorder } from "../../src/sections/recorder.js";
import { rowsOf } from "../../src/sections/tables.js";
import { casesIn } from "../rst/cases.js";
import { build } from "./tiny-model.js";

describe("tables of schemas", () => {
  test.each(casesIn(new URL("./", import.meta.url)))(
    "$name",
    ({ input, expected, diagnostics }) => {
      const { model, told } = build({ "api/definitions/case.yaml": input });
      const definition = model.apis[0]!.definitions.find(({ name }) => name === "case");
      const printed = definition!.tables.map((table) => outline(table, new Recorder()));
      expect(printed.join("")).toBe(expected);
      const places = told()
        .filter((line) => line.startsWith("api/"))
        .map((line) => line.replace(/^[^:]*:(\S+) (\S+).*$/, "$2 $1"));
      expect(places.toSorted()).toEqual(diagnostics.toSorted());
    },
  );
});

function outline({ title, rows }: TypeTable, recorder: Recorder): string {
  const lines = rowsOf(rows, recorder).map((row) => ("spanning" in row ? "" : row.join(" | ")));
  const printed = lines.map(withoutStandIns);
  return `${title ?? "-"}\n${printed.map((line) => `  ${line.trimEnd()}\n`).join("")}`;
}
