import { itemFor, kinds, type Provider } from "./asked.js";

/** In the settings of a changelog: the types that its fragments have by their names. */
export const newsTypes: Provider = (asked) => {
  const news = asked.workspace.facts?.news.find(({ settings }) => settings === asked.path);
  if (!news) return null;
  const [, typed] = /^[ \t]*directory[ \t]*=[ \t]*["']([\w.-]*)$/.exec(asked.before) ?? [];
  if (typed === undefined) return null;
  const used = new Map<string, number>();
  for (const folder of news.folders)
    for (const [name, kind] of asked.workspace.list(folder)) {
      const type = /^[^.]+\.([A-Za-z][\w-]*)/.exec(name)?.[1];
      if (kind === "file" && type !== undefined && !/^(?:toml|rst|md|txt|jinja)$/.test(type))
        used.set(type, (used.get(type) ?? 0) + 1);
    }
  for (const type of [...news.types, ...usual]) if (!used.has(type)) used.set(type, 0);
  return [...used].map(([label, count]) =>
    itemFor(asked, typed, {
      label,
      kind: kinds.enumMember,
      detail: count === 1 ? "1 fragment" : `${count} fragments`,
    }),
  );
};

/** The types that towncrier has where nothing is said. */
const usual = ["feature", "bugfix", "doc", "removal", "misc"];
