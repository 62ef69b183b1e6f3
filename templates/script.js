// Comfort only: every page reads the same without this file.

const root = document.documentElement;
const words = JSON.parse(document.body.dataset.words ?? "{}");
const within = (text, title) => (text ?? "").replace("{title}", title);
const wide = matchMedia("(min-width: 62rem)");

// Light, dark, or as the system has it; kept for all pages of the site.
const themeSwitch = document.querySelector(".theme-switch");
if (themeSwitch) {
  const next = { system: "light", light: "dark", dark: "system" };
  const show = (theme) => {
    if (theme === "system") delete root.dataset.theme;
    else root.dataset.theme = theme;
    const label = words[`theme-${theme}`];
    themeSwitch.title = label;
    themeSwitch.setAttribute("aria-label", label);
    // Pictures with a dark form follow too.
    for (const source of document.querySelectorAll("source[media]")) {
      source.dataset.media ??= source.media;
      if (source.dataset.media.includes("prefers-color-scheme: dark"))
        source.media =
          theme === "system" ? source.dataset.media : theme === "dark" ? "all" : "not all";
    }
  };
  if (root.dataset.theme) show(root.dataset.theme);
  themeSwitch.addEventListener("click", () => {
    const theme = next[root.dataset.theme ?? "system"];
    show(theme);
    try {
      localStorage.setItem("specpress-theme", theme);
    } catch {} // this browser keeps nothing for pages
  });
}

const side = document.querySelector(".side");
const contents = side?.querySelector(".contents");
if (side?.hidePopover) {
  const close = () => side.matches(":popover-open") && side.hidePopover();
  side.addEventListener("click", (event) => event.target.closest("a") && close());
  wide.addEventListener("change", close);
}

if (contents) {
  const items = [...contents.querySelectorAll("li")];
  const listOf = (item) => item.querySelector(":scope > :is(ul, ol)");
  const setOpen = (item, isOpen) => {
    item.toggleAttribute("data-open", isOpen);
    item.querySelector(":scope > .fold")?.setAttribute("aria-expanded", isOpen);
  };

  // Branches fold, each by its own button; the one that is read is opened.
  for (const item of items) {
    if (!listOf(item) || item.matches(":only-child")) continue;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "fold";
    button.setAttribute("aria-expanded", "false");
    const { textContent } = item.querySelector("a");
    button.setAttribute("aria-label", within(words["fold-section"], textContent.trim()));
    item.prepend(button);
  }
  contents.addEventListener("click", (event) => {
    const item = event.target.closest(".fold")?.parentElement;
    if (item) setOpen(item, !item.hasAttribute("data-open"));
  });

  // A section is read when it reaches over a line in the upper part of the window: of those in one another the innermost.
  const links = [...contents.querySelectorAll('a[href^="#"]')];
  const places = new Map();
  for (const [index, link] of links.entries()) {
    const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (target) places.set(target.closest("section") ?? target, index);
  }
  const read = new Set();
  let current;
  let opened = [];
  const follow = () => {
    const link = links[Math.max(...read)];
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    link.setAttribute("aria-current", "true");
    const path = [];
    for (let item = link.closest("li"); item; item = item.parentElement.closest("li"))
      path.push(item);
    for (const item of opened) if (!path.includes(item)) setOpen(item, false);
    opened = path.filter((item) => listOf(item) && !item.hasAttribute("data-open"));
    for (const item of opened) setOpen(item, true);
    opened = path;
    const { top } = link.getBoundingClientRect();
    const box = side.getBoundingClientRect();
    if (top < box.top + 48 || top > box.bottom - 48)
      side.scrollTop += top - box.top - side.clientHeight / 3;
  };
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) read.add(places.get(target));
        else read.delete(places.get(target));
      // At the top of a page nothing is opened before it is read.
      if (scrollY > 0) follow();
    },
    { rootMargin: "-20% 0px -79.9%" },
  );
  for (const section of places.keys()) watch.observe(section);

  // Typing leaves the entries that have all words, and those they lie in.
  const filter = side.querySelector(".contents-filter input");
  const texts = new Map();
  const search = () => {
    const asked = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    contents.classList.toggle("filtered", asked.length > 0);
    for (const item of items.toReversed()) {
      if (!texts.has(item))
        texts.set(item, item.querySelector("a")?.textContent.toLowerCase() ?? "");
      const text = texts.get(item);
      item.hidden =
        asked.length > 0 &&
        !asked.every((word) => text.includes(word)) &&
        !listOf(item)?.querySelector(":scope > li:not([hidden])");
    }
  };
  filter?.addEventListener("input", search);
  filter?.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && filter.value !== "") {
      event.preventDefault();
      filter.value = "";
      search();
    } else if (event.key === "Enter")
      contents.querySelector("li:not([hidden]):not(:has(li:not([hidden]))) > a")?.click();
  });
}

// A way back, where much of the page is above.
const toTop = document.querySelector(".to-top");
const first = document.querySelector("main > h1, main");
if (toTop && first)
  new IntersectionObserver(([{ isIntersecting }]) =>
    toTop.classList.toggle("shown", !isIntersecting && scrollY > innerHeight),
  ).observe(first);

// What scrolls sideways can be reached by keyboard and has a name, while it does; and tables with a name fold. Both is
// looked after when they come near.
const near = new Set();
const measure = (boxes) => {
  const scrolling = boxes.map((box) => box.scrollWidth > box.clientWidth + 1);
  for (const [index, box] of boxes.entries()) {
    if (scrolling[index] === box.hasAttribute("tabindex")) continue;
    if (scrolling[index]) {
      box.tabIndex = 0;
      box.setAttribute("role", "region");
      const name =
        box.querySelector("caption")?.textContent ||
        box.querySelector("table")?.getAttribute("aria-label") ||
        words[box.tagName === "PRE" ? "code" : "table"];
      box.setAttribute("aria-label", name.trim());
    } else for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
  }
};
const setFolded = (box, isFolded) => {
  box.classList.toggle("folded", isFolded);
  box.querySelector("caption > .fold")?.setAttribute("aria-expanded", !isFolded);
};
const prepareFold = (box) => {
  const caption = box.querySelector(":scope > .fields > caption");
  if (!caption || caption.querySelector(".fold")) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  button.setAttribute("aria-expanded", !box.classList.contains("folded"));
  button.setAttribute("aria-label", within(words["fold-table"], caption.textContent.trim()));
  caption.prepend(button);
};
const boxes = new IntersectionObserver(
  (entries) => {
    const come = [];
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) {
        near.add(target);
        come.push(target);
      } else near.delete(target);
    measure(come);
    for (const box of come) prepareFold(box);
  },
  { rootMargin: "50%" },
);
for (const box of document.querySelectorAll("main :is(.table, pre)")) boxes.observe(box);
addEventListener("resize", () => measure([...near]));
document.querySelector("main")?.addEventListener("click", ({ target, altKey }) => {
  const box = target.closest("caption > .fold")?.closest(".table");
  if (!box) return;
  const isFolded = !box.classList.contains("folded");
  const all = altKey ? document.querySelectorAll("main .table:has(> .fields > caption)") : [box];
  for (const each of all) setFolded(each, isFolded);
});
// A link into a folded table opens it.
const unfoldTarget = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const box = target?.closest(".folded");
  if (!box) return;
  setFolded(box, false);
  target.scrollIntoView();
};
addEventListener("hashchange", unfoldTarget);

// On a server the address of a folder is that of its index.html; the file itself is named for pages on a disk.
if (location.protocol.startsWith("http"))
  for (const link of document.querySelectorAll('a[href*="index.html"]'))
    if (link.origin === location.origin)
      link.href = link.href.replace(/\/index\.html(?=#|\?|$)/, "/");

// The current release has this very place as well.
const current = document.querySelector("a.current-release");
if (current) {
  const page = current.href;
  const lead = () => (current.href = page + location.hash);
  addEventListener("hashchange", lead);
  lead();
}

// The other versions of this specification, each with this very page and place.
const version = document.querySelector(".version-name[data-versions]");
if (version && location.protocol.startsWith("http")) {
  const list = new URL(version.dataset.versions, location.href);
  const style = document.querySelector('link[rel="stylesheet"]').href;
  const page = location.pathname.slice(new URL("..", style).pathname.length);
  fetch(list)
    .then((answer) => (answer.ok ? answer.json() : []))
    .then((versions) => {
      if (versions.length === 0) return;
      const picker = document.createElement("select");
      picker.setAttribute("aria-label", "Version");
      picker.add(new Option(version.textContent, "", true, true));
      for (const { name } of versions) picker.add(new Option(name, name));
      picker.addEventListener("change", () => {
        location.href = new URL(`${picker.value}/${page}`, list) + location.hash;
      });
      version.replaceChildren(picker);
    })
    .catch(() => {});
}

// Search: what the pages say is loaded when somebody looks for something, by scripts, since pages on a disk may not ask.
const search = document.querySelector(".search");
if (search) {
  const input = search.querySelector("input");
  const found = search.querySelector(".found");
  const list = new URL(search.dataset.pages, location.href);
  const above = new URL("..", list);
  const pages = [];
  const load = (address) => {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  };
  globalThis.specpressPages = (all) => {
    for (const [path, title, isLast] of all) {
      pages.push({ path, title, isLast, entries: [] });
      load(new URL(path.replace(/[^/]*$/, "search.js"), above));
    }
  };
  globalThis.specpressPage = (path, entries) => {
    const page = pages.find((each) => each.path === path);
    if (!page) return;
    page.entries = entries.map(([id, title, text]) => {
      const low = title.toLowerCase();
      return { id, title, text, low, all: `${low} ${text.toLowerCase()}` };
    });
    show();
  };

  // A heading that is what is looked for, one that has it, then text; all words must be there.
  const rank = ({ low, all }, words, query) =>
    !words.every((word) => all.includes(word)) ? 0
    : low === query ? 4
    : low.includes(query) ? 3
    : words.every((word) => low.includes(word)) ? 2
    : 1; // prettier-ignore
  const matches = (query) => {
    const words = query.split(/\s+/);
    return pages
      .map((page) => {
        const ranked = page.entries
          .map((entry) => ({ entry, score: rank(entry, words, query) }))
          .filter(({ score }) => score > 0)
          .sort((a, b) => b.score - a.score);
        return { page, ranked, best: ranked[0]?.score ?? 0 };
      })
      .filter(({ best }) => best > 0)
      .sort((a, b) => a.page.isLast - b.page.isLast || b.best - a.best);
  };
  const element = (tag, ...children) => {
    const made = document.createElement(tag);
    made.append(...children);
    return made;
  };
  const result = ({ path }, { id, title, text }, query) => {
    const link = element("a", title || path);
    link.href = new URL(path + (id ? `#${encodeURIComponent(id)}` : ""), above);
    const at = text.toLowerCase().indexOf(query.split(/\s+/)[0]);
    const words = at === -1 ? "" : text.slice(Math.max(0, at - 40), at + 80);
    return element("li", link, ...(words ? [element("p", `… ${words} …`)] : []));
  };
  const show = () => {
    const query = input.value.trim().toLowerCase();
    if (query.length < 2) return found.replaceChildren();
    const groups = matches(query).slice(0, 12);
    found.replaceChildren(
      ...(groups.length === 0 ? [element("p", "Nothing found.")] : []),
      ...groups.map(({ page, ranked }) =>
        element(
          "section",
          element("h2", page.title),
          element("ul", ...ranked.slice(0, 6).map(({ entry }) => result(page, entry, query))),
        ),
      ),
    );
  };
  search.hidden = false;
  input.addEventListener("focus", () => load(list), { once: true });
  let waiting;
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 150);
  });
  search.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    input.value = "";
    show();
    input.focus();
  });
  found.addEventListener("click", (event) => {
    if (event.target.closest("a")) found.replaceChildren();
  });
}
