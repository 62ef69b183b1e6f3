import type { JsonObject } from "../data/data.js";
import { factOf, type Subject } from "./facts.js";
import type { OperationsContext } from "./operations.js";
import { listAt, stringsAt, textAt } from "./side.js";

/** Compares the texts of pages, by section. Pages are the same by their path, or else by their title. */
export function comparePages(cx: OperationsContext): void {
  const { before, after, tell } = cx;
  const [was, is] = [listAt(before.spec, "pages"), listAt(after.spec, "pages")];
  // A spec.json of before there were pages in it says nothing of them.
  if (!Object.hasOwn(before.spec, "pages") || !Object.hasOwn(after.spec, "pages")) return;
  const pairs = new Map<JsonObject, JsonObject>();
  let [left, right] = [[...was], [...is]];
  for (const key of ["path", "title"]) {
    const index = new Map(right.map((page) => [textAt(page, key), page]));
    left = left.filter((page) => {
      const other = index.get(textAt(page, key));
      if (!other) return true;
      index.delete(textAt(page, key));
      pairs.set(page, other);
      return false;
    });
    const taken = new Set(pairs.values());
    right = right.filter((page) => !taken.has(page));
  }
  const loose = [...pairs].map(([one, other]) => comparePage(one, other, cx));
  const sectionsOf = (page: JsonObject) =>
    listAt(page, "sections").map((section) => ({ section, page, subject: null }));
  tellLoose(
    [...loose.flatMap(({ removed }) => removed), ...left.flatMap(sectionsOf)],
    [...loose.flatMap(({ added }) => added), ...right.flatMap(sectionsOf)],
    cx,
  );
  const say = (code: "page-added" | "page-removed", page: JsonObject) => {
    const title = textAt(page, "title") || textAt(page, "path");
    tell(factOf(code, pageSubject(page, page, cx), { name: title, words: wordsOf(title) }));
  };
  for (const page of left) say("page-removed", page);
  for (const page of right) say("page-added", page);
}

function pageSubject(
  one: JsonObject,
  other: JsonObject,
  { before, after }: Pick<OperationsContext, "before" | "after">,
): Subject {
  return {
    kind: "page",
    name: textAt(other, "path"),
    id: `page ${textAt(other, "path")}`,
    group: textAt(other, "api"),
    before: before.placeOf(one),
    after: after.placeOf(other),
  };
}

/** A section that its page has in one version only. `subject`: the page; `null` where that is new or gone itself. */
interface Loose {
  readonly section: JsonObject;
  readonly page: JsonObject;
  readonly subject: Subject | null;
}

/** Sections that are gone here and there: those that are new on another page have moved. */
function tellLoose(
  removed: readonly Loose[],
  added: readonly Loose[],
  { before, after, tell }: OperationsContext,
): void {
  const index = new Map<string, Loose | null>();
  for (const each of added)
    for (const key of signatures(each.section)) index.set(key, index.has(key) ? null : each);
  const taken = new Set<Loose>();
  const moved = new Map<Loose, Loose>();
  for (const each of removed) {
    const found = signatures(each.section).map((key) => index.get(key));
    const to = found.find((other) => other && !taken.has(other) && other.page !== each.page);
    if (!to) continue;
    taken.add(to);
    moved.set(each, to);
  }
  for (const each of removed) {
    const { section, page, subject } = each;
    const name = textAt(section, "title");
    const to = moved.get(each);
    const places = { before: before.placeOf(section), after: null };
    if (!to) {
      if (subject)
        tell(factOf("section-removed", subject, { name, words: wordsOf(name), ...places }));
      continue;
    }
    const target = to.subject ?? pageSubject(to.page, to.page, { before, after });
    const given = {
      name: textAt(to.section, "title"),
      words: wordsOf(name),
      before: places.before,
      after: after.placeOf(to.section),
    };
    tell(
      factOf("section-moved", target, {
        ...given,
        valueBefore: textAt(page, "path"),
        valueAfter: textAt(to.page, "path"),
      }),
    );
    if (textAt(section, "text").trim() !== textAt(to.section, "text").trim())
      tell(factOf("section-changed", target, given));
  }
  for (const each of added) {
    const { section, subject } = each;
    if (!subject || taken.has(each)) continue;
    const name = textAt(section, "title");
    const words = [...wordsOf(name), ...codeWords(textAt(section, "text"))];
    tell(factOf("section-added", subject, { name, words, after: after.placeOf(section) }));
  }
}

/** By what a section is known on another page: a text that is long enough, or its id and title. */
function signatures(section: JsonObject): readonly string[] {
  const [id, title, text] = ["id", "title", "text"].map((key) => textAt(section, key).trim());
  return [
    ...(text!.length > 40 ? [`text ${text}`] : []),
    ...(id !== "" && title !== "" ? [`id ${id} ${title}`] : []),
  ];
}

function comparePage(
  was: JsonObject,
  is: JsonObject,
  cx: OperationsContext,
): { readonly removed: readonly Loose[]; readonly added: readonly Loose[] } {
  const { before, after, tell } = cx;
  const subject = pageSubject(was, is, cx);
  if (textAt(was, "path") !== textAt(is, "path"))
    tell(
      factOf("page-renamed", subject, {
        valueBefore: textAt(was, "path"),
        valueAfter: textAt(is, "path"),
        words: wordsOf(textAt(is, "title")),
      }),
    );
  const pairs = new Map<JsonObject, JsonObject>();
  let [left, right] = [[...listAt(was, "sections")], [...listAt(is, "sections")]];
  pairSame(left, right, pairs);
  left = left.filter((section) => !pairs.has(section));
  right = withoutTaken(right, pairs);
  // By id; by title, where there is one of it; by text, where only the title is new.
  for (const key of ["id", "title", "text"]) {
    const index = (all: readonly JsonObject[]) => {
      const found = new Map<string, JsonObject | null>();
      for (const section of all) {
        const text = textAt(section, key);
        if (text !== "") found.set(text, found.has(text) ? null : section);
      }
      return found;
    };
    const [old, now] = [index(left), index(right)];
    for (const [text, section] of old) {
      const other = now.get(text);
      if (section && other) pairs.set(section, other);
    }
    left = left.filter((section) => !pairs.has(section));
    right = withoutTaken(right, pairs);
  }
  const ids = new Set(stringsAt(is, "ids"));
  const told = new Set<string>();
  for (const [one, other] of pairs) {
    const [title, name] = [textAt(one, "title"), textAt(other, "title")];
    const places = { before: before.placeOf(one), after: after.placeOf(other) };
    const words = [...wordsOf(title), ...wordsOf(name), ...codeWords(textAt(other, "text"))];
    if (title !== name)
      tell(
        factOf("section-renamed", subject, {
          valueBefore: title,
          valueAfter: name,
          words,
          ...places,
        }),
      );
    const text = (section: JsonObject) => textAt(section, "text").trim();
    if (text(one) !== text(other))
      tell(factOf("section-changed", subject, { name, words, ...places }));
  }
  for (const section of left) told.add(textAt(section, "id"));
  for (const id of stringsAt(was, "ids"))
    if (!ids.has(id) && !told.has(id)) tell(factOf("id-removed", subject, { name: id }));
  return {
    removed: left.map((section) => ({ section, page: was, subject })),
    added: right.map((section) => ({ section, page: is, subject })),
  };
}

/** Sections of which nothing is other, one by one: there may be several of the same title, or without one. */
function pairSame(
  left: readonly JsonObject[],
  right: readonly JsonObject[],
  pairs: Map<JsonObject, JsonObject>,
): void {
  const keyOf = (section: JsonObject) =>
    JSON.stringify(["id", "title", "text"].map((key) => textAt(section, key)));
  const same = new Map<string, JsonObject[]>();
  for (const section of right.toReversed()) {
    const all = same.get(keyOf(section));
    if (all) all.push(section);
    else same.set(keyOf(section), [section]);
  }
  for (const section of left) {
    const other = same.get(keyOf(section))?.pop();
    if (other) pairs.set(section, other);
  }
}

function withoutTaken(
  sections: readonly JsonObject[],
  pairs: ReadonlyMap<JsonObject, JsonObject>,
): JsonObject[] {
  const taken = new Set(pairs.values());
  return sections.filter((section) => !taken.has(section));
}

/** A title, and what it is called without numbers. */
function wordsOf(title: string): readonly string[] {
  return title === "" ? [] : [title, title.replace(/^[\d.]+\s+/, "")];
}

/** Names in a text that are written as code. */
function codeWords(text: string): readonly string[] {
  return [...text.matchAll(/`([^`\n]{2,80})`/g)].map(([, word]) => word!);
}
