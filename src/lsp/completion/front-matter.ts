import type { CompletionItem } from "vscode-languageserver-protocol";
import { frontMatterKeys } from "../../load/load.js";
import { frontMatterPlaceAt, type FrontMatterPlace } from "../front-matter-place.js";
import { itemFor, kinds, type Asked, type Provider } from "./asked.js";

/** Keys of front matter, and the values of those that have few. */
export const frontMatter: Provider = (asked) => {
  const place = frontMatterPlaceAt(asked.workspace, asked.source, asked.offset);
  if (!place) return null;
  return place.key === null ? keys(asked, place) : values(asked, place.key, place.typed);
};

function keys(asked: Asked, { typed, isToml, given }: FrontMatterPlace): readonly CompletionItem[] {
  const isWhole = /^[\w-]*[ \t]*[:=]/.test(asked.after);
  const past = /^[\w-]*/.exec(asked.after)![0].length;
  const others = (asked.workspace.facts?.front.keys ?? []).map((name) => ({
    name,
    wanted: "any value",
    means: "Known by the settings.",
  }));
  return [...frontMatterKeys, ...others]
    .filter(({ name }) => name === `${typed}${asked.after.slice(0, past)}` || !given.includes(name))
    .map(({ name, wanted, means }) =>
      itemFor(asked, typed, {
        label: name,
        text: isWhole ? name : `${name}${isToml ? " = " : ": "}`,
        kind: kinds.property,
        detail: wanted,
        documentation: means,
        past,
      }),
    );
}

function values(asked: Asked, key: string, typed: string): readonly CompletionItem[] {
  const { layouts = [], outputs = [] } = asked.workspace.facts?.front ?? {};
  const known = frontMatterKeys.find(({ name }) => name === key);
  const words =
    key === "layout"
      ? layouts
      : key === "outputs"
        ? outputs
        : known?.wanted === "true or false"
          ? ["true", "false"]
          : [];
  return words.map((label) => itemFor(asked, typed, { label, kind: kinds.value }));
}
