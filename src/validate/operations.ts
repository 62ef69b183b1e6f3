import { isArray, isObject, ownValue, type Json, type JsonObject } from "../data/data.js";
import { isUnresolved, spanAt, type Cx, type More, type Place } from "./cx.js";
import { got } from "./words.js";

/** An operation with what stands around it. */
export interface Operation {
  /** `GET` */
  readonly method: string;
  /** As it is written. */
  readonly path: string;
  readonly basePath: string;
  readonly value: JsonObject;
  /** Where it stands: the path's object, and the method. */
  readonly item: JsonObject;
  readonly at: Place;
  /** Where the path stands. */
  readonly pathAt: Place;
}

/** Looks at the operations of one API, one by one: their ids, paths, parameters and responses, and that none comes twice. */
export class Operations {
  readonly #ids = new Map<string, Place>();
  readonly #endpoints = new Map<string, Place>();
  /** By path: the names that no parameter describes. */
  readonly #missing = new Map<JsonObject, Set<string>>();

  constructor(readonly cx: Cx) {}

  look(operation: Operation): void {
    this.#lookAtId(operation);
    this.#lookForTwin(operation);
    this.#lookAtResponses(operation);
    this.#lookAtParameters(operation);
  }

  #lookAtId({ value, method, path, at }: Operation): void {
    const id = ownValue(value, "operationId");
    if (id === undefined)
      return this.cx.report("operation-without-id", at, [method, path.trim()], key);
    if (typeof id !== "string") return; // told of with the structure
    const place = { holder: value, key: "operationId" };
    if (!/^[a-z][A-Za-z0-9]*$/.test(id))
      this.cx.report("operation-id-style", place, [id, inCamelCase(id)]);
    this.#once(this.#ids, id, place, (notes) =>
      this.cx.report("duplicate-operation-id", place, [id], notes),
    );
  }

  /** Paths that differ only in the names of their parameters are one. */
  #lookForTwin({ method, basePath, path, at }: Operation): void {
    const whole = basePath + path.trim();
    const identity = `${method} ${whole.replace(parameterRe, "{}")}`;
    this.#once(this.#endpoints, identity, at, (notes) =>
      this.cx.report("duplicate-endpoint", at, [method, whole], { ...notes, of: "key" }),
    );
  }

  #once(known: Map<string, Place>, name: string, at: Place, tell: (more: More) => void): void {
    const first = known.get(name);
    if (!first) return void known.set(name, at);
    const span = spanAt(first, this.cx);
    tell(span ? { notes: [{ span, text: "the first one stands here" }] } : {});
  }

  #lookAtResponses({ value, method, path, at }: Operation): void {
    const responses = ownValue(value, "responses");
    if (responses === undefined)
      return this.cx.report("no-responses", at, [method, path.trim()], key);
    if (!isObject(responses) || isUnresolved(responses)) return;
    if (Object.keys(responses).every((status) => status.startsWith("x-")))
      this.cx.report(
        "no-responses",
        { holder: value, key: "responses" },
        [method, path.trim()],
        key,
      );
  }

  lookAtPath(path: string, pathAt: Place): void {
    if (path !== path.trim()) this.cx.report("path-blank", pathAt, [path], key);
    const trimmed = path.trim();
    const malformed = (why: string) =>
      this.cx.report("path-malformed", pathAt, [trimmed, why], key);
    if (!trimmed.startsWith("/")) malformed('does not begin with "/"');
    if (/[{}]/.test(trimmed.replace(parameterRe, ""))) malformed("has a brace without its other");
    if (/[?#]/.test(trimmed)) malformed("has a query or fragment, which belong to the parameters");
    const seen = new Set<string>();
    for (const name of new Set(
      namesIn(trimmed).filter((each) => seen.size === seen.add(each).size),
    ))
      this.cx.report("path-parameter-twice", pathAt, [name, trimmed], { of: "key", detail: name });
  }

  #lookAtParameters(operation: Operation): void {
    const { path, at, value, item } = operation;
    for (const list of [ownValue(item, "parameters"), ownValue(value, "parameters")])
      this.#lookForDoubles(listOf(list) ?? []);
    const parameters = parametersOf(item, value);
    if (!parameters) return; // some cannot be read
    const declared = parameters.filter((each) => each["in"] === "path");
    const names = new Set(declared.flatMap((each) => wordIn(each, "name")));
    const inPath = new Set(namesIn(path));
    const missing = [...inPath].filter((name) => !names.has(name));
    const others = [...names].filter((name) => !inPath.has(name));
    for (const name of missing.slice(0, mostMissing))
      this.#tellMissing(name, path.trim(), item, at, this.cx.near(name, others));
    const more = missing.length - mostMissing;
    if (more > 0) this.#tellMissing(`${more} more`, path.trim(), item, at, []);
    for (const parameter of declared) this.#lookAtPathParameter(parameter, path, inPath);
    this.#lookForBodies(parameters);
  }

  /** Once for a path: what one of its operations lacks, the others may lack as well. */
  #tellMissing(
    name: string,
    path: string,
    item: JsonObject,
    at: Place,
    near: readonly string[],
  ): void {
    let told = this.#missing.get(item);
    if (!told) this.#missing.set(item, (told = new Set()));
    if (told.has(name)) return;
    told.add(name);
    this.cx.report("path-parameter-missing", at, [name, path, ...near], {
      of: "key",
      detail: name,
    });
  }

  #lookAtPathParameter(parameter: JsonObject, path: string, inPath: ReadonlySet<string>): void {
    const name = ownValue(parameter, "name");
    if (typeof name !== "string") return;
    const at = { holder: parameter, key: "name" };
    // A shared parameter may fit one path and not another.
    if (!inPath.has(name)) {
      const parts = [name, path.trim(), ...this.cx.near(name, inPath)];
      this.cx.report("path-parameter-unknown", at, parts, { detail: path });
    }
    if (ownValue(parameter, "required") !== true) {
      const required = Object.hasOwn(parameter, "required") ? { ...at, key: "required" } : at;
      this.cx.report("path-parameter-optional", required, [name], { unlessTold: true });
    }
  }

  /** No two parameters of one list have the same name and place; what an operation says of one overrides its path. */
  #lookForDoubles(parameters: readonly JsonObject[]): void {
    const known = new Map<string, Place>();
    for (const value of parameters) {
      const { in: location, name } = value;
      if (typeof name !== "string" || location === "body") continue;
      const at = { holder: value, key: "name" };
      this.#once(known, JSON.stringify([location, name]), at, (notes) =>
        this.cx.report(
          "duplicate-parameter",
          at,
          [name, typeof location === "string" ? location : got(location ?? null)],
          notes,
        ),
      );
    }
  }

  #lookForBodies(parameters: readonly JsonObject[]): void {
    const bodies = parameters.filter((each) => each["in"] === "body");
    const form = parameters.find((each) => each["in"] === "formData");
    const [first, second] = bodies;
    const tell = (parameter: JsonObject, what: string) =>
      this.cx.report("several-bodies", { holder: parameter, key: "in" }, [what]);
    if (second) tell(second, "a second one");
    else if (first && form) tell(form, "a field of a form as well");
  }
}

/** Of a path with more parameters than anybody writes, not each one is worth a finding with all of the path. */
const mostMissing = 100;

const key = { of: "key" } as const;
const parameterRe = /\{[^{}]*\}/g;

function namesIn(path: string): readonly string[] {
  return (path.match(parameterRe) ?? []).map((name) => name.slice(1, -1));
}

/** The word under a key, which may be a number; nothing where it is a list, an object or missing. */
function wordIn(holder: JsonObject, key: string): readonly string[] {
  const value = ownValue(holder, key);
  return typeof value === "object" || value === undefined ? [] : [`${value}`];
}

/** The parameters of an operation and of its path; `null` where some of them cannot be read. */
export function allParameters({ item, value }: Operation): readonly JsonObject[] | null {
  return parametersOf(item, value);
}

function parametersOf(item: JsonObject, operation: JsonObject): readonly JsonObject[] | null {
  const own = listOf(ownValue(operation, "parameters"));
  const shared = listOf(ownValue(item, "parameters"));
  if (!own || !shared) return null;
  const identity = (parameter: JsonObject) => JSON.stringify([parameter["in"], parameter["name"]]);
  const known = new Set(own.map(identity));
  const isOverridden = (parameter: JsonObject) =>
    known.has(identity(parameter)) ||
    (parameter["in"] === "body" && own.some((each) => each["in"] === "body"));
  return [...shared.filter((each) => !isOverridden(each)), ...own];
}

function listOf(value: Json | undefined): readonly JsonObject[] | null {
  if (value === undefined) return [];
  if (!isArray(value)) return null;
  const objects = value.filter(isObject);
  return objects.length === value.length && !objects.some(isUnresolved) ? objects : null;
}

/** `get_things` → `getThings`; nothing where that is no better. */
function inCamelCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter((word) => word !== "");
  const joined = words
    .map((word, index) =>
      index === 0
        ? word.charAt(0).toLowerCase() + word.slice(1)
        : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join("");
  return /^[a-z]/.test(joined) ? joined : "";
}
