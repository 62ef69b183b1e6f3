import { isObject, keysOf, ownValue, type Json, type JsonObject } from "../data/data.js";
import { stepBelow, type Located } from "../data/located.js";

/** What an object says under a key, as it is written: its `$ref`, if it is one, is kept. */
export interface Said {
  readonly value: Json;
  readonly at: Located;
  /** The object or list of the file that it stands in, and under which key: how a number is written is kept with these. */
  readonly holder: JsonObject | readonly Json[];
  readonly key: string | number;
  /** The objects that lead from the schema it is read of to this one: `$ref`s to any of them end there. */
  readonly via: Via;
}

export type Via = {
  readonly object: JsonObject;
  readonly before: Via;
} | null;

/** An object of the author's, be it in several pieces: what a `$ref` names and what stands beside it. */
export interface Fields<T extends Said = Said> {
  /** Where it stands; where it was reached by `$ref`s, what they name. */
  readonly at: Located;
  /** The same object for whatever leads to it. */
  readonly identity: object;
  /** What leads to it, itself included: `$ref`s to any of these lead back. */
  readonly via: Via;
  /** In the order of the source. */
  keys(): readonly string[];
  has(key: string): boolean;
  get(key: string): T | undefined;
}

/** An object as it is written in one place. */
export interface Layer {
  readonly value: JsonObject;
  readonly at: Located;
  /** For what stands in it. */
  readonly via: Via;
}

/** The value of a key, with its place. */
function saidIn({ value, at, via }: Layer, key: string): Said | undefined {
  const own = ownValue(value, key);
  if (own === undefined) return undefined;
  return { value: own, at: stepBelow(at, key), holder: value, key, via };
}

/** The values of a list, with their places. */
export function itemsIn(list: readonly Json[], at: Located, via: Via): readonly Said[] {
  return list.map((value, key) => ({ value, at: stepBelow(at, key), holder: list, key, via }));
}

/** An object in one piece. */
export class PlainFields implements Fields {
  constructor(private readonly layer: Layer) {}

  get at(): Located {
    return this.layer.at;
  }

  get identity(): object {
    return this.layer.value;
  }

  get via(): Via {
    return this.layer.via;
  }

  keys(): readonly string[] {
    return keysOf(this.layer.value);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.layer.value, key);
  }

  get(key: string): Said | undefined {
    return saidIn(this.layer, key);
  }
}

/** What a `$ref` names, and over it what stands beside it: that replaces a key in its place or comes behind all others. */
export class LayeredFields implements Fields {
  readonly #holders = new Map<string, Layer>();

  /** `layers`: what the `$ref`s end in, then what stands beside them, the outermost last. */
  constructor(
    readonly at: Located,
    readonly identity: object,
    readonly via: Via,
    layers: readonly Layer[],
  ) {
    for (const layer of layers)
      for (const key of keysOf(layer.value))
        if (key !== "$ref" || typeof layer.value[key] !== "string") this.#holders.set(key, layer);
  }

  keys(): readonly string[] {
    return [...this.#holders.keys()];
  }

  has(key: string): boolean {
    return this.#holders.has(key);
  }

  get(key: string): Said | undefined {
    const holder = this.#holders.get(key);
    return holder && saidIn(holder, key);
  }
}

/** The `$ref` of an object. A property that is called `$ref` holds a schema, not a string. */
export function refIn(value: Json | undefined): string | undefined {
  const ref = isObject(value) ? ownValue(value, "$ref") : undefined;
  return typeof ref === "string" ? ref : undefined;
}
