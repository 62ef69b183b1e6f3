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

// Search is loaded when it is first used: by its button, / or Ctrl K.
const search = document.querySelector(".search-open");
if (search) {
  const open = () => {
    if (globalThis.specpressSearch) specpressSearch.open();
    else if (!document.querySelector("script.search")) {
      const script = document.createElement("script");
      script.className = "search";
      script.src = search.dataset.script;
      script.onerror = () => script.remove();
      document.head.append(script);
    }
  };
  search.hidden = false;
  search.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    const isWriting = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isSlash =
      event.key === "/" && !isWriting && !event.ctrlKey && !event.metaKey && !event.altKey;
    const isK =
      event.key.toLowerCase() === "k" &&
      (event.ctrlKey || event.metaKey) &&
      !event.shiftKey &&
      !event.altKey;
    if (event.defaultPrevented || (!isSlash && !isK)) return;
    event.preventDefault();
    open();
  });
}

// What scrolls sideways can be reached by keyboard.
for (const box of document.querySelectorAll("main .table, main pre")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
