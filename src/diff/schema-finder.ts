import type { ChangeCode } from "../base/change-rules.js";
import { isObject, type Json, type JsonObject } from "../data/data.js";
import { everywhere, type Pair } from "./schema-pairs.js";
import {
  boundOf,
  formatChange,
  isBound,
  isEqual,
  isTighter,
  limitOf,
  withoutKeptLimits,
  textOf,
  type Limit,
} from "./limits.js";
import { typesOfLimit } from "./limit-keywords.js";
import type { Said } from "./said.js";
import type { Shape } from "./shape.js";
import { canonical, type Reader, type SchemaNode, wordOf } from "./side.js";
import { listText, shortened, typesText, valueText } from "./wording.js";

/** What one pair has to say. */
export class Finder {
  readonly path = "";

  constructor(
    readonly pair: Pair,
    readonly before: Shape,
    readonly after: Shape,
    readonly readBefore: Reader,
    readonly readAfter: Reader,
  ) {}

  note(
    code: ChangeCode,
    {
      step = "",
      values: [valueBefore, valueAfter] = ["", ""],
      holders = [undefined, undefined],
      objects = [undefined, undefined],
      mask = everywhere,
    }: {
      readonly step?: string;
      readonly values?: readonly [string, string];
      /** The objects that say it. */
      readonly holders?: readonly [JsonObject | undefined, JsonObject | undefined];
      /** What it is, where that is a schema with a place of its own. */
      readonly objects?: readonly [SchemaNode | undefined, SchemaNode | undefined];
      readonly mask?: number;
    } = {},
  ): void {
    const [first, second] = holders;
    const idBefore = this.readBefore.idOf(first ?? this.pair.before);
    const idAfter = this.readAfter.idOf(second ?? this.pair.after);
    // What is only on one side is told once, whatever schemas are put together of it.
    const isOneSided = (first === undefined) !== (second === undefined);
    const ids = isOneSided ? (first ? `${idBefore} -` : `- ${idAfter}`) : `${idBefore} ${idAfter}`;
    this.pair.found.push({
      code,
      step,
      valueBefore,
      valueAfter,
      before: (isObject(objects[0] as Json) ? objects[0] : first) as Json | undefined,
      after: (isObject(objects[1] as Json) ? objects[1] : second) as Json | undefined,
      mask,
      key: [code, step, valueBefore, valueAfter, ids].join("\n"),
    });
  }

  /** Types; whether what stands below is to be compared. */
  types(): boolean {
    const [was, is] = [this.before.types, this.after.types];
    const [hadNull, hasNull] = [was?.has("null") ?? true, is?.has("null") ?? true];
    const plain = (types: ReadonlySet<string> | null) =>
      types === null ? null : [...types].filter((type) => type !== "null");
    const [one, other] = [plain(was), plain(is)];
    if (was !== null && is !== null && hadNull !== hasNull && one!.length > 0 && other!.length > 0)
      this.note(hasNull ? "null-allowed" : "null-refused");
    const isText = this.pair.holders.every((holder) => "use" in holder && holder.use.isText);
    // Of `null` alone nothing is left that would be among the others.
    const isOnlyNull = hadNull !== hasNull && (one?.length === 0 || other?.length === 0);
    const narrower = !isOnlyNull && isWithin(other, one, isText);
    const wider = !isOnlyNull && isWithin(one, other, isText);
    if (narrower && wider) return true;
    this.note(narrower ? "type-narrowed" : wider ? "type-widened" : "type-changed", {
      values: [typesText(was), typesText(is)],
    });
    return narrower || wider;
  }

  values(): void {
    const [was, is] = [this.before.values, this.after.values];
    if (was === null && is === null) return;
    if (was === null || is === null) {
      const said = (was ?? is)!;
      const text = listText([...said.values()].map(valueText));
      const [first] = said.values();
      this.note(is ? "enum-added" : "enum-removed", {
        values: is ? ["", text] : [text, ""],
        holders: is ? [undefined, first?.by] : [first?.by, undefined],
      });
      return;
    }
    const [someBefore] = was.values();
    const [someAfter] = is.values();
    for (const [key, said] of was)
      if (!is.has(key))
        this.note("enum-value-removed", {
          values: [valueText(said), ""],
          holders: [said.by, someAfter?.by],
        });
    for (const [key, said] of is)
      if (!was.has(key))
        this.note("enum-value-added", {
          values: ["", valueText(said)],
          holders: [someBefore?.by, said.by],
        });
  }

  limits(): void {
    const isListed = this.before.values !== null && this.after.values !== null;
    const [before, after] = isListed
      ? [withoutKeptLimits(this.before), withoutKeptLimits(this.after)]
      : [this.before, this.after];
    for (const isLower of [true, false])
      this.#limit("", boundOf(before, isLower), boundOf(after, isLower));
    for (const key of new Set([...before.limits.keys(), ...after.limits.keys()]))
      if (!isBound(key)) this.#limit(key, limitOf(before, key), limitOf(after, key));
    this.#patterns();
    for (const key of new Set([...before.conditions.keys(), ...after.conditions.keys()])) {
      const [was, is] = [before.conditions.get(key), after.conditions.get(key)];
      if (was && is && canonical(was.value) === canonical(is.value)) continue;
      this.note(was ? (is ? "condition-changed" : "condition-removed") : "condition-added", {
        values: [was ? key : "", is ? key : ""],
        holders: [was?.by, is?.by],
      });
    }
  }

  #patterns(): void {
    const [was, is] = [this.before.patterns, this.after.patterns];
    const gone = [...was].filter(([pattern]) => !is.has(pattern));
    const come = [...is].filter(([pattern]) => !was.has(pattern));
    if (gone.length === 0 && come.length === 0) return;
    const isChanged = gone.length > 0 && come.length > 0;
    if (!isChanged && this.#isOfOtherTypes("pattern", come.length > 0)) return;
    const text = (patterns: typeof gone) =>
      patterns.map(([pattern]) => shortened(pattern)).join(" and ");
    this.note(
      isChanged ? "pattern-changed" : come.length > 0 ? "pattern-added" : "pattern-removed",
      { values: [text(gone), text(come)], holders: [gone[0]?.[1], come[0]?.[1]] },
    );
  }

  #limit(key: string, was: Limit | undefined, is: Limit | undefined): void {
    const text = (limit: Limit | undefined) => (limit === undefined ? "" : textOf(key, limit));
    if (was && is ? isEqual(was, is) : !was && !is) return;
    const holders = [was?.by, is?.by] as const;
    const values = [text(was), text(is)] as const;
    if (key === "format") {
      const changed = () => formatChange(wordOf(was!.value), wordOf(is!.value));
      this.note(was ? (is ? changed() : "format-removed") : "format-added", { values, holders });
      return;
    }
    if (!was || !is) {
      if (this.#isOfOtherTypes(is?.bound?.keyword ?? was?.bound?.keyword ?? key, is !== undefined))
        return;
      this.note(is ? "limit-added" : "limit-removed", { values, holders });
      return;
    }
    const effect = isTighter(key, was, is);
    this.note(effect === null ? "limit-changed" : effect ? "limit-tightened" : "limit-loosened", {
      values,
      holders,
    });
  }

  /** Whether a limit that only one side has is of types that the other side does not have. */
  #isOfOtherTypes(key: string, isNew: boolean): boolean {
    const { types } = isNew ? this.before : this.after;
    return types !== null && typesOfLimit(key)?.every((type) => !types.has(type)) === true;
  }

  annotations(): void {
    const { before, after } = this;
    for (const key of new Set([...before.annotations.keys(), ...after.annotations.keys()])) {
      const [was, is] = [before.annotations.get(key), after.annotations.get(key)];
      if (isSame(key, was, is)) continue;
      const told = toldOf(key, was, is);
      this.note(told.code, {
        ...told,
        holders: [was?.by ?? before.parts[0], is?.by ?? after.parts[0]],
      });
    }
    const texts = ({ examples }: Shape) =>
      examples.map(({ value, written }) => canonical(value, written));
    const [had, has] = [texts(before), texts(after)];
    if (had.toSorted().join("\n") !== has.toSorted().join("\n"))
      this.note(
        had.length === 0
          ? "example-added"
          : has.length === 0
            ? "example-removed"
            : "example-changed",
        {
          holders: [
            before.examples[0]?.by ?? before.parts[0],
            after.examples[0]?.by ?? after.parts[0],
          ],
        },
      );
  }
}

function isSame(key: string, was: Said<Json> | undefined, is: Said<Json> | undefined): boolean {
  const falsy = key === "deprecated" || key === "readOnly" || key === "writeOnly";
  const text = (said: Said<Json> | undefined) => {
    const value = said?.value;
    if (falsy) return String(value === true);
    if (key === "description" && typeof value === "string")
      return value.trim().replace(/\s+/g, " ");
    return value === undefined ? "" : canonical(value, said!.written);
  };
  return text(was) === text(is);
}

function toldOf(
  key: string,
  was: Said<Json> | undefined,
  is: Said<Json> | undefined,
): {
  readonly code: ChangeCode;
  readonly values: readonly [string, string];
  readonly step?: string;
} {
  const values = [valueText(was), valueText(is)] as const;
  const none = ["", ""] as const;
  switch (key) {
    case "description":
      return { code: "description-changed", values: none };
    case "default":
      return { code: "default-changed", values };
    case "deprecated":
      return {
        code: is?.value === true ? "property-deprecated" : "property-not-deprecated",
        values: none,
      };
    case "readOnly":
      return { code: is?.value === true ? "became-read-only" : "not-read-only", values: none };
    case "writeOnly":
      return { code: is?.value === true ? "became-write-only" : "not-write-only", values: none };
    case "xml":
      return { code: "xml-changed", values };
    case "discriminator":
      return { code: "discriminator-changed", values };
    case "contentEncoding":
    case "contentMediaType":
      return { code: "encoding-changed", values };
    default:
      return { code: "extension-changed", values, step: key };
  }
}

/** Whether all types of a list are among those of another. In what is sent as text, a number is a string. */
function isWithin(
  types: readonly string[] | null,
  others: readonly string[] | null,
  isText: boolean,
): boolean {
  if (others === null) return true;
  if (types === null) return false;
  return types.every(
    (type) =>
      others.includes(type) ||
      (type === "integer" && others.includes("number")) ||
      (isText && writtenAsText.has(type) && others.includes("string")),
  );
}

const writtenAsText: ReadonlySet<string> = new Set(["integer", "number", "boolean"]);
