import { reportTo } from "../../src/base/diagnostics.js";
import { readData, type Json } from "../../src/data/data.js";

export function readYaml(text: string): Json {
  const report = reportTo(({ code, parts }) => {
    throw new Error(`${code} ${parts.join(" ")}`);
  });
  return readData({ path: "cases.yaml", text }, report).value;
}
