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

// What scrolls sideways can be reached by keyboard.
for (const box of document.querySelectorAll("main .table, main pre")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
