import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageFolder } from "../load/load.js";
import type { Workspace } from "./workspace.js";

/** The settings of a project. */
export const ownFile = "specpress.yaml";

/** The part of JSON Schema that our own schemas of settings are written in. */
export interface SettingsSchema {
  readonly $ref?: string;
  readonly $defs?: { readonly [name: string]: SettingsSchema };
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly properties?: { readonly [key: string]: SettingsSchema };
  readonly patternProperties?: { readonly [pattern: string]: SettingsSchema };
  readonly additionalProperties?: SettingsSchema | boolean;
  readonly items?: SettingsSchema;
  readonly anyOf?: readonly SettingsSchema[];
  readonly oneOf?: readonly SettingsSchema[];
  /** It refers to the definition of paths. */
  readonly isPath?: boolean;
}

const schemas = new Map<string, SettingsSchema>();

/** The schema of a file of settings; `null` for others. */
export function schemaFor({ facts }: Workspace, path: string): SettingsSchema | null {
  const name =
    path === ownFile
      ? "specpress"
      : path === `${facts?.specification ?? ""}/targets.yaml`
        ? "targets"
        : null;
  return name === null ? null : schemaOf(name);
}

/** What a setting of shortcodes is. */
export function shortcodeSetting(name: string): SettingsSchema | undefined {
  return schemaOf("specpress").$defs?.["shortcode"]?.properties?.[name];
}

function schemaOf(name: "specpress" | "targets"): SettingsSchema {
  const known = schemas.get(name);
  if (known) return known;
  const text = readFileSync(join(packageFolder(), `schemas/${name}.schema.json`), "utf8");
  const schema = JSON.parse(text) as SettingsSchema; // our own file
  schemas.set(name, schema);
  return schema;
}

/** The schemas of what stands under keys; `-` is an item of a list. */
export function schemasAt(
  root: SettingsSchema,
  path: readonly string[],
): readonly SettingsSchema[] {
  let at = formsOf(root, root);
  for (const key of path)
    at = at.flatMap((schema) => below(schema, key)).flatMap((each) => formsOf(each, root));
  return at;
}

function below(
  { properties = {}, patternProperties = {}, additionalProperties, items }: SettingsSchema,
  key: string,
): readonly SettingsSchema[] {
  if (key === "-") return items ? [items] : [];
  if (Object.hasOwn(properties, key)) return [properties[key]!];
  const matching = Object.entries(patternProperties).filter(([pattern]) =>
    new RegExp(pattern, "u").test(key),
  );
  if (matching.length > 0) return matching.map(([, schema]) => schema);
  return typeof additionalProperties === "object" ? [additionalProperties] : [];
}

/** A schema with what it refers to in its place, and its alternatives. */
function formsOf(schema: SettingsSchema, root: SettingsSchema): readonly SettingsSchema[] {
  const named = /^#\/\$defs\/(.+)$/.exec(schema.$ref ?? "")?.[1];
  const target = named === undefined ? undefined : root.$defs?.[named];
  const { description } = schema;
  const whole: SettingsSchema = target
    ? { ...target, ...(description === undefined ? {} : { description }), isPath: named === "path" }
    : schema;
  const others = [...(whole.anyOf ?? []), ...(whole.oneOf ?? [])];
  return [whole, ...others.flatMap((each) => formsOf(each, root))];
}
