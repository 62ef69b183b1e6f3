// Comfort only: every page reads the same without this file.

const contents = document.querySelector(":is(body, .side) > nav.contents");
const wide = matchMedia("(min-width: 70rem)");

if (contents) {
  const fold = contents.querySelector("details");
  const side = contents.closest(".side") ?? contents;
  const links = [...contents.querySelectorAll('a[href^="#"]')];
  const targets = links.map((link) =>
    document.getElementById(decodeURIComponent(link.hash.slice(1))),
  );

  // On wide screens the contents stand open at the side and show only the branch that is being read.
  const unfold = () => (fold.open = wide.matches);
  wide.addEventListener("change", unfold);
  unfold();
  contents.classList.add("follows");
  fold.addEventListener("click", (event) => {
    if (!wide.matches && event.target.closest("a")) fold.open = false;
  });

  // The last section that begins above the upper fifth of the window; sections are in order, so halving finds it.
  const currentIndex = () => {
    let low = 0;
    let high = targets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (targets[middle] && targets[middle].getBoundingClientRect().top > innerHeight / 5)
        high = middle;
      else low = middle + 1;
    }
    return low - 1;
  };

  let current;
  const follow = () => {
    const link = links[currentIndex()];
    if (link === current || !wide.matches) return;
    current?.removeAttribute("aria-current");
    for (const item of contents.querySelectorAll("li[data-open]")) delete item.dataset.open;
    current = link;
    if (!link) return;
    link.setAttribute("aria-current", "true");
    for (let item = link.closest("li"); item; item = item.parentElement.closest("li"))
      item.dataset.open = "";
    const gap = link.getBoundingClientRect().top - side.getBoundingClientRect().top;
    if (gap < 0 || gap > side.clientHeight - 48) side.scrollTop += gap - side.clientHeight / 3;
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  follow();
}

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
  const root = new URL("..", list);
  const pages = [];
  const load = (address) => {
    const script = document.createElement("script");
    script.src = address;
    document.head.append(script);
  };
  globalThis.specpressPages = (all) => {
    for (const [path, title, isLast] of all) {
      pages.push({ path, title, isLast, entries: [] });
      load(new URL(path.replace(/[^/]*$/, "search.js"), root));
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
    link.href = new URL(path + (id ? `#${encodeURIComponent(id)}` : ""), root);
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
