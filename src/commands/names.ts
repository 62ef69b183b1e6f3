import { wholeProject } from "../base/whole-project.js";
import { UsageError } from "./command.js";
import { nearest } from "../base/text.js";

/** That the project, or a part of it, has nothing of a name on the command line, and what was meant perhaps. */
export function unknownName(
  what: string,
  name: string,
  known: readonly string[],
  whole = "the project",
): string {
  const near = nearest(name, known);
  const suggestion =
    near.length > 0
      ? `did you mean ${near.join(" or ")}?`
      : `there is ${known.join(", ") || "none"}.`;
  return `${what}: ${whole} has no "${name}"; ${suggestion}`;
}

/** `["a=1"]` → `{a: "1"}`. The option or argument and its form are named to those who get it wrong. */
export function pairs(
  values: readonly string[],
  option: string,
  form: string,
): ReadonlyMap<string, string> {
  return new Map(
    values.map((value) => {
      const at = value.indexOf("=");
      if (at <= 0) throw new UsageError(`${option} takes ${form}, not "${value}"`);
      return [value.slice(0, at), value.slice(at + 1)];
    }),
  );
}

/** Versions by API: `["a=r1", "b=r2"]`; or `["v1.2"]`, that of the whole project. */
export function versionPairs(
  values: readonly string[],
  option: string,
): ReadonlyMap<string, string> {
  const [first = ""] = values;
  return values.length === 1 && first !== "" && !first.includes("=")
    ? new Map([[wholeProject, first]])
    : pairs(values, option, "API=VERSION");
}
