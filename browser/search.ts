import { Finder, type Found, type Hit } from "../src/search/find.js";
import type { IndexFile } from "../src/search/index-file.js";
import { foldInPlace } from "../src/search/tokens.js";

/** The search of a site, as its pages load it when somebody looks for something: a dialog with a field and the results. */

declare global {
  var specpressSearch:
    | { readonly open: () => void; readonly type: (before: string) => void }
    | undefined;
  var specpressSearchIndex: IndexFile | undefined;
  /** The words of the dialog, by the names of `site/words.ts`. */
  var specpressSearchWords: Readonly<Record<string, string>> | undefined;
}

const words = globalThis.specpressSearchWords ?? {};

/** A word with its parts in braces filled in. */
function say(name: string, parts: Readonly<Record<string, string | number>> = {}): string {
  const word = words[`search-${name}`] ?? name;
  return word.replace(/\{(\w+)\}/g, (whole, part: string) => String(parts[part] ?? whole));
}

/** So many results are shown. */
const most = 40;

const script = document.currentScript as HTMLScriptElement;
const root = new URL("..", script.src);

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

const listId = "specpress-search-results";
const input = element("input", {
  type: "search",
  role: "combobox",
  "aria-label": words["search"] ?? "",
  "aria-autocomplete": "list",
  "aria-controls": listId,
  "aria-expanded": "false",
  autocomplete: "off",
  autocapitalize: "off",
  spellcheck: "false",
  enterkeyhint: "go",
  placeholder: say("hint"),
  dir: "auto",
});
const closing = element("button", { type: "button" }, say("close"));
const status = element("p", { class: "search-status", role: "status" });
const list = element("div", { id: listId, role: "listbox", "aria-label": say("results") });
const dialog = element(
  "dialog",
  { class: "search-dialog", "aria-label": words["search"] ?? "" },
  element("div", { class: "search-bar" }, input, closing),
  status,
  list,
);
document.body.append(dialog);

let finder: Finder | null = null;
let options: HTMLAnchorElement[] = [];
let active = -1;
/** What the results are of. */
let shown = "";

function activate(index: number): void {
  options[active]?.setAttribute("aria-selected", "false");
  active = index;
  const option = options[active];
  if (!option) {
    input.removeAttribute("aria-activedescendant");
    return;
  }
  option.setAttribute("aria-selected", "true");
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

function show(): void {
  if (!finder) return;
  shown = input.value;
  const query = shown.trim();
  const found = query === "" ? null : finder.find(query, most);
  options = (found?.hits ?? []).map((hit, index) => optionOf(hit, index, found!.words));
  list.replaceChildren(...options);
  list.scrollTop = 0;
  input.setAttribute("aria-expanded", String(options.length > 0));
  status.textContent = found ? told(found) : "";
  activate(options.length > 0 ? 0 : -1);
}

function told({ count, corrected, hits }: Found): string {
  if (count === 0) return say("nothing");
  const shown = hits.length;
  const results =
    count > shown
      ? say("first", { shown, count })
      : count === 1
        ? say("one")
        : say("count", { count });
  return corrected === null ? results : say("instead", { words: corrected, results });
}

function optionOf(hit: Hit, index: number, marks: readonly string[]): HTMLAnchorElement {
  const { page, id, title, kind, above, context, deprecated } = hit;
  const address = new URL(page.split("/").map(encodeURIComponent).join("/"), root);
  if (id !== "") address.hash = encodeURIComponent(id);
  const heading = element(
    "span",
    { class: "search-title" },
    element("span", { class: "search-kind" }, say(kind)),
    " ",
    element("bdi", {}, ...breakable(marked(title, marks))),
  );
  if (deprecated) heading.append(" ", element("span", { class: "deprecated" }, say("deprecated")));
  const option = element(
    "a",
    {
      id: `${listId}-${index}`,
      role: "option",
      href: address.href,
      tabindex: "-1",
      "aria-selected": "false",
    },
    heading,
  );
  if (above.length > 0)
    option.append(element("span", { class: "search-above", dir: "auto" }, above.join(" › ")));
  if (context !== "")
    option.append(
      element("span", { class: "search-context", dir: "auto" }, ...marked(context, marks)),
    );
  return option;
}

/** A text in which words stand out. */
function marked(text: string, marks: readonly string[]): (Node | string)[] {
  if (marks.length === 0) return [text];
  const names = [...marks].sort((one, other) => other.length - one.length);
  const low = foldInPlace(text);
  const found = new RegExp(
    names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|"),
    "g",
  );
  const parts: (Node | string)[] = [];
  let end = 0;
  for (const { 0: word, index } of low.matchAll(found)) {
    if (!isBeginning(low, index)) continue;
    // Of a script without spaces the last character is a word as well: by itself it stands everywhere.
    const isLast = word.length === 1 && marks.some((mark) => mark !== word && mark.endsWith(word));
    if (isLast && index !== end) continue;
    parts.push(text.slice(end, index), element("mark", {}, text.slice(index, index + word.length)));
    end = index + word.length;
  }
  return [...parts, text.slice(end)];
}

/** Long addresses break at their slashes. */
function breakable(parts: readonly (Node | string)[]): (Node | string)[] {
  return parts.flatMap((part): (Node | string)[] =>
    typeof part === "string"
      ? part.split(/(?<=.\/)/).flatMap((each, at) => (at > 0 ? [element("wbr"), each] : [each]))
      : [part],
  );
}

/** Words are found by their beginnings, in scripts without spaces anywhere. */
function isBeginning(text: string, index: number): boolean {
  return (
    index === 0 ||
    !/[a-z\d\u00c0-\u058f\u0600-\u06ff]/.test(text[index - 1]!) ||
    !/[a-z\d]/.test(text[index]!)
  );
}

/** Follow a result, which may be of this very page. */
function follow(option: HTMLAnchorElement | undefined): void {
  if (!option) return;
  dialog.close();
  option.click();
}

let waiting: ReturnType<typeof setTimeout> | undefined;
input.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 60);
});
input.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  const count = options.length;
  if (event.key === "ArrowDown" && count > 0) activate((active + 1) % count);
  else if (event.key === "ArrowUp" && count > 0) activate((active - 1 + count) % count);
  else if (event.key === "PageDown" && count > 0) activate(Math.min(active + 8, count - 1));
  else if (event.key === "PageUp" && count > 0) activate(Math.max(active - 8, 0));
  // A field of this type is emptied by it first.
  else if (event.key === "Escape") dialog.close();
  else if (event.key === "Enter") {
    // What was typed last may not have been looked for yet.
    clearTimeout(waiting);
    if (input.value !== shown) show();
    follow(options[active]);
  } else return;
  event.preventDefault();
});
list.addEventListener("click", (event) => {
  const isElsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
  if (!isElsewhere && (event.target as Element).closest("a")) dialog.close();
});
closing.addEventListener("click", () => dialog.close());
// A click beside the dialog is one on its backdrop, which is the dialog itself.
dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

function open(): void {
  if (dialog.open) {
    input.select();
    return;
  }
  dialog.showModal();
  input.focus();
  input.select();
  if (!finder) load();
}

function load(): void {
  status.textContent = say("loading");
  const index = element("script", { src: new URL("search-index.js", script.src).href });
  index.addEventListener("load", () => {
    if (!globalThis.specpressSearchIndex) return;
    finder = new Finder(globalThis.specpressSearchIndex);
    globalThis.specpressSearchIndex = undefined;
    status.textContent = "";
    show();
  });
  index.addEventListener("error", () => {
    status.textContent = say("failed");
    index.remove();
  });
  document.head.append(index);
}

/** What was typed before the field was there comes before what is in it by now. */
function type(before: string): void {
  if (before === "") return;
  input.value = before + input.value;
  show();
}

globalThis.specpressSearch = { open, type };
open();
