// Comfort only: every page reads the same without this file.

const root = document.documentElement;
const words = JSON.parse(document.body.dataset.words ?? "{}");
const withTitle = (text, title) => (text ?? "").replace("{title}", title);
// The element of this page that an address leads to. What was written by hand may have a "%" that stands for itself.
const placeAt = (hash) => {
  const id = hash.slice(1);
  try {
    return document.getElementById(decodeURIComponent(id));
  } catch {
    return document.getElementById(id);
  }
};
const wide = matchMedia("(min-width: 62rem)");
// Functions for sections that come near the window, or leave it, and for the start of all that.
const whenNear = [];

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

const header = document.querySelector(".site-header");
const side = document.querySelector(".side");
const contents = side?.querySelector(".contents");
if (side?.hidePopover) {
  const close = () => side.matches(":popover-open") && side.hidePopover();
  side.addEventListener("click", (event) => event.target.closest("a") && close());
  wide.addEventListener("change", close);
}

if (contents) {
  const listOf = (item) => item.querySelector(":scope > :is(ul, ol)");
  const setOpen = (item, isOpen) => {
    if (isOpen) makeFolds(listOf(item));
    item.toggleAttribute("data-open", isOpen);
    item.querySelector(":scope > .fold")?.setAttribute("aria-expanded", isOpen);
  };

  // Branches fold, each by its own button, made when they are shown; the one that is read is opened.
  const makeFolds = (list) => {
    for (const item of list?.children ?? []) {
      if (!listOf(item) || item.matches(":only-child") || item.firstElementChild.matches(".fold"))
        continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "fold";
      button.setAttribute("aria-expanded", item.hasAttribute("data-open"));
      const { textContent } = item.querySelector("a");
      button.setAttribute("aria-label", withTitle(words["fold-section"], textContent.trim()));
      item.prepend(button);
    }
  };
  makeFolds(listOf(contents));
  contents.addEventListener("click", (event) => {
    const item = event.target.closest(".fold")?.parentElement;
    if (item) setOpen(item, !item.hasAttribute("data-open"));
  });

  // A section is read when it reaches over a line in the upper part of the window: of those in one another the innermost.
  let links = [];
  const places = new Map();
  // Where the contents are a drawer, the header says which one that is.
  const here = document.createElement("a");
  here.className = "here";
  header?.append(here);
  const read = new Set();
  let current;
  let opened = [];
  const follow = () => {
    const link = links[Math.max(...read)];
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    current = link;
    link.setAttribute("aria-current", "true");
    here.href = link.href;
    here.replaceChildren(...[...link.childNodes].map((node) => node.cloneNode(true)));
    const path = [];
    for (let item = link.closest("li"); item; item = item.parentElement.closest("li"))
      path.push(item);
    const left = opened.filter((item) => !path.includes(item));
    const come = path.filter((item) => !item.hasAttribute("data-open"));
    const changed = [...left, ...come].filter(listOf);
    opened = path;
    for (const item of changed) setOpen(item, path.includes(item));
    // Put in anew, the entries below are new where they stand and none of them has moved.
    if (changed.length > 0 && !contents.contains(document.activeElement)) {
      const items = [...listOf(contents).children];
      const first = items.findIndex((item) => changed.some((each) => item.contains(each)));
      listOf(contents).append(...items.slice(first));
    }
    const { top } = link.getBoundingClientRect();
    const box = side.getBoundingClientRect();
    if (top < box.top + 48 || top > box.bottom - 48)
      side.scrollTop += top - box.top - side.clientHeight / 3;
  };
  let following;
  const watch = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries)
        if (isIntersecting) read.add(places.get(target));
        else read.delete(places.get(target));
      // Who scrolls on has not begun to read. At the top of a page nothing is opened before it is read.
      clearTimeout(following);
      if (scrollY > 0) following = setTimeout(follow, 100);
    },
    { rootMargin: "-20% 0px -79.9%" },
  );
  whenNear.push({
    start: () => {
      watch.disconnect();
      read.clear();
      places.clear();
      links = [...contents.querySelectorAll('a[href^="#"]')];
      for (const [index, link] of links.entries()) {
        const target = placeAt(link.getAttribute("href"));
        if (target) places.set(target.closest("section") ?? target, index);
      }
      for (const place of places.keys()) if (place.localName !== "section") watch.observe(place);
    },
    come: (section) => places.has(section) && watch.observe(section),
    leave: (section) => {
      watch.unobserve(section);
      read.delete(places.get(section));
    },
  });

  // Typing leaves the entries that have all words, and those they lie in.
  const filter = side.querySelector(".contents-filter input");
  const texts = new Map();
  let items;
  const search = () => {
    const asked = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    contents.classList.toggle("filtered", asked.length > 0);
    items ??= [...contents.querySelectorAll("li")].toReversed();
    for (const item of items) {
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

// Below the title there is a way back, and the header names the section that is read.
const toTop = document.querySelector(".to-top");
const title = document.querySelector(".content h1");
if (title)
  new IntersectionObserver(([{ isIntersecting }]) => {
    const isBelow = !isIntersecting && scrollY > 0;
    toTop?.classList.toggle("shown", isBelow);
    header?.classList.toggle("below-title", isBelow);
  }).observe(title);

// What may scroll sideways can be reached by keyboard without a script; with it, only while it does, and it has a name then.
const scrolled = ".table, pre, .math, p:has(> math), :is(p, li, dd, td, th) > math";
const near = new Set();
const setScrolling = (box, isScrolling) => {
  if (!isScrolling) {
    // Whoever stands in it stays there.
    if (box !== document.activeElement)
      for (const name of ["tabindex", "role", "aria-label"]) box.removeAttribute(name);
    return;
  }
  if (box.hasAttribute("role")) return;
  const caption =
    box.querySelector("caption")?.textContent.trim() ||
    box.querySelector("table")?.getAttribute("aria-label");
  box.tabIndex = 0;
  if (box.localName === "math") return; // it has a role
  box.setAttribute("role", "group");
  const kind = box.matches("pre") ? "code" : box.matches(".table") ? "table" : "formula";
  box.setAttribute("aria-label", caption || words[kind]);
};
const measure = (boxes) => {
  const scrolling = boxes.map((box) => box.scrollWidth > box.clientWidth + 1);
  for (const [index, box] of boxes.entries()) setScrolling(box, scrolling[index]);
};
const boxes = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) near.add(target);
      else near.delete(target);
    measure(entries.filter((entry) => entry.isIntersecting).map(({ target }) => target));
  },
  { rootMargin: "50%" },
);
addEventListener("resize", () => measure([...near]));

// Tables with a name fold.
const setFolded = (box, isFolded) => {
  box.classList.toggle("folded", isFolded);
  box.querySelector("caption > .fold")?.setAttribute("aria-expanded", !isFolded);
};
const prepareFold = (box) => {
  const caption = box.querySelector(":scope > .fields > caption");
  if (!caption) return;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "fold";
  button.setAttribute("aria-expanded", !box.classList.contains("folded"));
  button.setAttribute("aria-label", withTitle(words["fold-table"], caption.textContent.trim()));
  caption.prepend(button);
};
document.querySelector("main")?.addEventListener("click", ({ target, altKey }) => {
  const box = target.closest("caption > .fold")?.closest(".table");
  if (!box) return;
  const isFolded = !box.classList.contains("folded");
  const all = altKey ? document.querySelectorAll("main .table:has(> .fields > caption)") : [box];
  for (const each of all) setFolded(each, isFolded);
});
// A link into what is folded opens it.
const unfoldTarget = () => {
  const target = placeAt(location.hash);
  const folded = ".folded, details:not([open])";
  if (!target?.closest(folded)) return;
  for (let box = target.closest(folded); box; box = box.parentElement.closest(folded))
    if (box.localName === "details") box.open = true;
    else setFolded(box, false);
  target.scrollIntoView();
};
addEventListener("hashchange", unfoldTarget);

// What lies above a place gets its true size when the place comes near, and would push it away: it is kept in sight until all
// is still, or the reader goes on.
let settling = 0;
// On a page whose address leads to a place, nothing is shown before that is where it will stay.
const reveal = () => {
  if (root.dataset.led === "") root.dataset.led = "there";
};
const settle = () => {
  const target = placeAt(location.hash);
  if (!target) return reveal();
  const own = ++settling;
  const end = performance.now() + 1500;
  let top;
  let still = 0;
  const look = () => {
    if (own !== settling || performance.now() > end || still > 20) return reveal();
    if (still > 2) reveal();
    const now = target.getBoundingClientRect().top;
    if (top === undefined || Math.abs(now - top) < 1) still++;
    else {
      still = 0;
      target.scrollIntoView({ behavior: "instant" });
    }
    top = target.getBoundingClientRect().top;
    requestAnimationFrame(look);
  };
  target.scrollIntoView({ behavior: "instant" });
  look();
};
for (const type of ["wheel", "touchmove", "pointerdown", "keydown"])
  addEventListener(type, () => settling++, { passive: true });
// Whoever goes back, or loads the page again, comes to where he was.
let isLed = false;
addEventListener("click", ({ target }) => (isLed = Boolean(target.closest?.("a"))));
// Browsers that tell what leads to a place know of addresses that are typed, too.
globalThis.navigation?.addEventListener("navigate", ({ navigationType }) => {
  isLed = navigationType !== "traverse";
});
addEventListener("hashchange", () => {
  if (isLed) settle();
  isLed = false;
});
if (location.hash && performance.getEntriesByType("navigation")[0]?.type === "navigate") settle();
else reveal();

// One button for all that folds on a page: tables with a name, and what folds without a script.
const foldable = "main :is(.table:has(> .fields > caption), details)";
const foldAll = document.querySelector(".fold-all");
if (foldAll) {
  const hasFolded = () => document.querySelector("main :is(.folded, details:not([open]))") !== null;
  const show = () => (foldAll.textContent = words[hasFolded() ? "unfold-all" : "fold-all"]);
  foldAll.addEventListener("click", () => {
    const isOpening = hasFolded();
    for (const box of document.querySelectorAll(foldable))
      if (box.localName === "details") box.open = isOpening;
      else setFolded(box, !isOpening);
    show();
  });
  const main = document.querySelector("main");
  main.addEventListener("click", () => setTimeout(show));
  main.addEventListener("toggle", show, true);
  addEventListener("hashchange", show);
}

// A long page has thousands of tables, rows and blocks of code: what they need is made section by section, when one comes
// near, by these, each for what it is asked for.
const preparations = [[".table", prepareFold]];
const boxesOf = new Map();
const made = new WeakMap();
const prepare = (section) => {
  const found = [];
  for (const part of section.children) {
    if (part.localName === "section") continue;
    const own = (selector) =>
      [...part.querySelectorAll(selector)].filter(
        (each) => each.closest("section, main") === section,
      );
    for (const [selector, make] of preparations)
      for (const each of part.matches(selector) ? [part, ...own(selector)] : own(selector)) {
        const done = made.get(each) ?? new Set();
        if (!done.has(make)) make(each);
        made.set(each, done.add(make));
      }
    if (part.matches(scrolled)) found.push(part);
    found.push(...own(scrolled));
  }
  return found;
};
whenNear.push({
  come: (section) => {
    if (!boxesOf.has(section)) boxesOf.set(section, prepare(section));
    for (const box of boxesOf.get(section)) boxes.observe(box);
  },
  leave: (section) => {
    for (const box of boxesOf.get(section) ?? []) {
      boxes.unobserve(box);
      near.delete(box);
    }
  },
});
// Sections within one that is far are far: nobody has to look after them.
const within = new Map();
const isNear = new Set();
const leave = (section) => {
  if (!isNear.delete(section)) return;
  for (const each of within.get(section) ?? []) {
    sections.unobserve(each);
    leave(each);
  }
  for (const each of whenNear) each.leave(section);
};
const come = (section) => {
  if (isNear.has(section)) return;
  isNear.add(section);
  for (const each of whenNear) each.come(section);
  for (const each of within.get(section) ?? []) {
    sections.observe(each);
    // Those in sight are not left to wait for the next look.
    if (section.localName === "main") continue;
    const { top, bottom } = each.getBoundingClientRect();
    if (bottom > -innerHeight / 2 && top < innerHeight * 1.5) come(each);
  }
};
const sections = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries)
      if (isIntersecting) come(target);
      else leave(target);
  },
  { rootMargin: "50%" },
);
const watchSections = () => {
  boxesOf.clear();
  sections.disconnect();
  isNear.clear();
  within.clear();
  for (const each of whenNear) each.start?.();
  for (const section of document.querySelectorAll("main section")) {
    const outer = section.parentElement.closest("section, main");
    if (within.has(outer)) within.get(outer).push(section);
    else within.set(outer, [section]);
  }
  for (const main of document.querySelectorAll("main")) come(main);
};
// What point.js, which follows, prepares is in the list by then.
queueMicrotask(watchSections);
// "specpress serve" has put new sections in place.
document.addEventListener("specpress:change", watchSections);

// On a server the address of a folder is that of its index.html; the file itself is named for pages on a disk.
if (location.protocol.startsWith("http"))
  for (const type of ["pointerdown", "focusin"])
    addEventListener(type, ({ target }) => {
      const link = target.closest?.('a[href*="index.html"]');
      if (link && link.origin === location.origin)
        link.href = link.href.replace(/\/index\.html(?=#|\?|$)/, "/");
    });

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
  const { src } = document.querySelector('script[src$="/script.js"]');
  const { pathname: folder } = new URL("..", src);
  const page = location.pathname.slice(folder.length);
  const own = decodeURI(folder.slice(new URL(".", list).pathname.length, -1));
  fetch(list)
    .then((answer) => (answer.ok ? answer.json() : []))
    .then((versions) => {
      if (versions.length === 0) return;
      const picker = document.createElement("select");
      picker.setAttribute("aria-label", "Version");
      picker.add(new Option(version.textContent, "", true, true));
      for (const { name } of versions) if (name !== own) picker.add(new Option(name, name));
      picker.addEventListener("change", () => {
        location.href = new URL(`${picker.value}/${page}`, list) + location.hash;
      });
      version.replaceChildren(picker);
    })
    .catch(() => {});
}
