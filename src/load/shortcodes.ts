import type { Report } from "../base/diagnostics.js";
import { nearest } from "../base/text.js";
import { isArray, joinPointer, lookUp, spanOf, type DataFile, type Json } from "../data/data.js";
import type { ShortcodeConfig, ShortcodeKind } from "./project.js";

interface Settings {
  readonly needs: readonly string[];
  readonly has: readonly string[];
}

/** The settings of shortcodes by what these show. */
const settingsOf: Readonly<Record<ShortcodeKind, Settings>> = {
  address: { needs: ["page"], has: ["output"] },
  added: { needs: ["version"], has: ["text", "new", "is-new"] },
  admonition: { needs: ["kind"], has: ["title", "title-shown"] },
  changed: { needs: ["version"], has: ["text", "new", "is-new"] },
  definition: { needs: ["file"], has: ["folded"] },
  event: { needs: ["event"], has: ["example", "title", "folded"] },
  events: { needs: ["match"], has: ["except", "first", "order", "style", "folded"] },
  fields: { needs: ["schema"], has: [] },
  index: { needs: ["of"], has: [] },
  operations: { needs: ["file"], has: ["id-prefix", "folded"] },
  page: { needs: ["file"], has: ["group", "new-shown"] },
  pages: { needs: [], has: ["section"] },
  picture: { needs: ["file", "alt"], has: ["dark", "double", "density"] },
  table: { needs: ["table"], has: [] },
  text: { needs: ["text"], has: ["unstable", "stable", "historical"] },
  template: { needs: ["template"], has: ["data", "data-optional", "content"] },
};

/** The settings of what shows this; `null` where nothing is called so. */
export function shortcodeSettings(shows: string): readonly string[] | null {
  const found = Object.entries(settingsOf).find(([kind]) => kind === shows);
  return found ? [...found[1].needs, ...found[1].has, unused] : null;
}

/** The setting of any shortcode that names parameters which texts may give and nothing shows. */
const unused = "unused";

/** A name as a shortcode can be called. */
const nameRe = /^[\p{L}_][\p{L}\p{N}_./-]*(?<!\/)$/u;

type Given = { readonly [setting: string]: Json };

/** The shortcodes of the settings; those that cannot be used are reported and left out. */
export function shortcodesOf(
  given: unknown,
  isBroken: (object: object) => boolean,
  file: DataFile,
  report: Report,
): ReadonlyMap<string, ShortcodeConfig> | null {
  if (given === undefined) return null;
  const shortcodes = new Map<string, ShortcodeConfig>();
  for (const [name, settings] of Object.entries(given as { readonly [name: string]: Given })) {
    const config = oneOf(name, settings, file, report);
    if (config && !isBroken(settings)) shortcodes.set(name, config);
  }
  return shortcodes;
}

function oneOf(
  name: string,
  given: Given,
  { source, value: written }: DataFile,
  report: Report,
): ShortcodeConfig | null {
  const pointer = joinPointer("/shortcodes", name);
  const span = (setting?: string) =>
    spanOf(
      { source, pointer: setting === undefined ? pointer : joinPointer(pointer, setting) },
      "key",
    );
  if (!nameRe.test(name)) {
    report("config-bad-value", span(), [
      "The name of a shortcode",
      JSON.stringify(name),
      'it must be letters, digits and "-", "_", "." or "/", and begin with a letter',
    ]);
    return null;
  }
  const { shows: kind, ...settings } = given;
  if (kind === undefined) return null;
  const shows = kind as ShortcodeKind; // the schema lists them
  const { needs, has } = settingsOf[shows];
  const where = `shortcodes.${name}`;
  let isUsable = true;
  for (const setting of needs)
    if (settings[setting] === undefined) {
      // What did not fit is gone; it was reported.
      if (lookUp(written, joinPointer(pointer, setting)) === undefined)
        report("config-missing-key", span(), [setting, `"${where}"`]);
      isUsable = false;
    }
  for (const setting of Object.keys(settings))
    if (setting !== unused && !needs.includes(setting) && !has.includes(setting)) {
      const near = nearest(setting, [...needs, ...has, unused]);
      report("config-unknown-key", span(setting), [
        setting,
        `"${where}", which shows ${shows}`,
        ...near,
      ]);
    }
  if (!isUsable) return null;
  const texts = new Map<string, string>();
  const lists = new Map<string, readonly string[]>();
  for (const [setting, value] of Object.entries(settings))
    if (isArray(value)) lists.set(setting, value as readonly string[]);
    else texts.set(setting, String(value));
  return { shows, texts, lists };
}
