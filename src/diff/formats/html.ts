import { el, join, text, trusted, type Html } from "../../html/element.js";
import { isBreaking, type Change } from "../changes.js";
import { brokenText, groupsOf, summaryOf, titleOf, usesText, type DiffReport } from "../report.js";
import type { Place } from "../side.js";

/** Changes as a page of its own. */
export function asHtml(report: DiffReport): string {
  const title = `Changes from ${report.before} to ${report.after}`;
  const head = el(
    "head",
    {},
    el("meta", { charset: "utf-8" }),
    el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    el("title", {}, text(title)),
    el("style", {}, trusted(style)),
  );
  const body = el("body", {}, el("h1", {}, text(title)), changesHtml(report));
  return `<!doctype html>\n${el("html", { lang: "en" }, head, body)}\n`;
}

/** The changes as a part of a page. */
export function changesHtml(report: DiffReport): Html {
  const { changes, news } = report;
  const breaking = changes.filter(isBreaking);
  const others = changes.filter((change) => !isBreaking(change));
  return join([
    el("p", { class: "summary" }, text(`${summaryOf(report)}.`)),
    part("Breaking changes", breaking, true),
    part("Other changes", others, breaking.length === 0),
    ...(news
      ? [
          part("No news of", news.untold, false),
          news.idle.length === 0
            ? trusted("")
            : el(
                "details",
                {},
                el("summary", {}, text(`News of nothing that changed (${news.idle.length})`)),
                el(
                  "ul",
                  {},
                  ...news.idle.map((each) =>
                    el("li", {}, text(`${each.file}:${each.line}: ${each.text}`)),
                  ),
                ),
              ),
        ]
      : []),
  ]);
}

function part(title: string, changes: readonly Change[], open: boolean): Html {
  if (changes.length === 0) return trusted("");
  return el(
    "details",
    { open },
    el("summary", {}, text(`${title} (${changes.length})`)),
    ...groupsOf(changes).map((group) =>
      el(
        "section",
        {},
        el("h3", {}, text(titleOf(group))),
        el("ul", {}, ...group.changes.map(item)),
      ),
    ),
  );
}

function item(change: Change): Html {
  const { part: where, message, code, reason, before, after } = change;
  const uses = usesText(change);
  return el(
    "li",
    { class: isBreaking(change) ? "breaking" : undefined },
    ...(isBreaking(change)
      ? [el("strong", { title: reason }, text(`breaks ${brokenText(change)}`)), text(" ")]
      : []),
    text(`${where === "" ? "" : `${where}: `}${message} `),
    el("code", { title: reason }, text(code)),
    ...[before ? `before ${placeText(before)}` : "", after ? `after ${placeText(after)}` : "", uses]
      .filter((line) => line !== "")
      .map((line) => el("small", {}, text(line))),
  );
}

function placeText({ file, line }: Place): string {
  return `${file}:${line}`;
}

const style = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; overflow-wrap: anywhere; }
summary { font-size: 1.25rem; cursor: pointer; margin: 1rem 0; }
li { margin: .4rem 0; }
small { display: block; opacity: .75; }
.breaking strong { color: light-dark(#b00020, #ff8a80); }
`;
