// Pointing at the parts of a page. This file is added to script.js.
{
  const said = document.createElement("div");
  said.className = "said";
  said.setAttribute("role", "status");
  document.body.append(said);

  const write = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Not allowed, or a browser that is older.
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "said";
      document.body.append(area);
      const before = document.activeElement;
      area.select();
      const done = document.execCommand("copy");
      area.remove();
      before?.focus({ preventScroll: true });
      if (!done) return false;
    }
    return true;
  };
  const copy = async (from, text, words) => {
    if (!(await write(text))) return;
    from.dataset.copied = "";
    said.textContent = words;
    setTimeout(() => {
      delete from.dataset.copied;
      said.textContent = "";
    }, 2000);
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.permalink");
    if (link && event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey)
      copy(link, link.href, words["link-copied"]);
    const button = event.target.closest?.("button.copy");
    const code = button?.parentElement.querySelector("code");
    if (code) copy(button, code.textContent, words["code-copied"]);
  });

  // What has an id has a link to it: rows, labels, terms, items, tables. Headings have theirs without a script.
  const nameOf = (place) => {
    const from = {
      TR: () => [...place.cells].find((cell) => cell.textContent.trim() !== ""),
      LI: () => place.querySelector("code"),
      TABLE: () => place.caption,
    }[place.tagName];
    const text = (from ? from() : place)?.textContent ?? place.getAttribute("aria-label") ?? "";
    return text.replace(/\s+/g, " ").trim().replace(/\s*:$/, "");
  };
  preparations.push([
    "[id]:is(tr, p, dt, li, table)",
    (place) => {
      const name = nameOf(place);
      if (name === "" || place.querySelector(":scope > p > .permalink")) return;
      const link = document.createElement("a");
      link.className = "permalink";
      link.href = `#${encodeURI(place.id)}`;
      link.setAttribute("aria-label", withTitle(words["link-to"], name));
      if (place.localName === "table") place.before(link);
      else
        (place.lastElementChild?.matches("td, th") ? place.lastElementChild : place).append(link);
      if (place.localName === "tr") place.classList.add("pointed");
    },
  ]);

  // Code can be copied.
  preparations.push([
    "pre:has(> code)",
    (block) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "copy";
      button.setAttribute("aria-label", words["copy-code"]);
      block.append(button);
    },
  ]);

  // Tabs: all groups of a page show what was chosen in one of them, and so do other pages.
  const key = "specpress-tab";
  let chosen;
  try {
    chosen = localStorage.getItem(key);
  } catch {} // nothing is remembered
  let groups = [];
  let count = 0;
  const panelsOf = (box) => [...box.querySelectorAll(":scope > .tab")];
  const choose = ({ list, tabs, panels }) => {
    const index = Math.max(
      0,
      tabs.findIndex((tab) => tab.textContent === chosen),
    );
    for (const [at, tab] of tabs.entries()) {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      panels[at].hidden = at !== index;
    }
    if (tabs.length > 2) showTab(list, tabs[index]);
  };
  /** Scrolls a tab into its list, and nothing else. */
  const showTab = (list, tab) => {
    const [own, all] = [tab.getBoundingClientRect(), list.getBoundingClientRect()];
    list.scrollLeft += Math.min(0, own.left - all.left) + Math.max(0, own.right - all.right);
  };
  const pick = (tab) => {
    const { top } = tab.getBoundingClientRect();
    chosen = tab.textContent;
    for (const group of groups) choose(group);
    // What is above may be longer or shorter now; the tab stays where it was.
    scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
    try {
      localStorage.setItem(key, chosen);
    } catch {} // nothing is remembered
  };
  const makeTabs = (box) => {
    const at = count++;
    const panels = panelsOf(box);
    const list = document.createElement("div");
    list.className = "tablist";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", words.examples);
    const tabs = panels.map((panel, index) => {
      const tab = document.createElement("button");
      tab.type = "button";
      tab.id = `tab-${at}-${index}`;
      tab.textContent = panel.dataset.tab;
      tab.setAttribute("role", "tab");
      panel.id ||= `tab-panel-${at}-${index}`;
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      list.append(tab);
      return tab;
    });
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) pick(tab);
    });
    list.addEventListener("keydown", (event) => {
      const forwards = getComputedStyle(list).direction === "rtl" ? -1 : 1;
      const step = { ArrowRight: forwards, ArrowLeft: -forwards }[event.key];
      const from = tabs.indexOf(document.activeElement);
      const to =
        { Home: 0, End: tabs.length - 1 }[event.key] ??
        (step && (from + step + tabs.length) % tabs.length);
      if (from === -1 || to === undefined) return;
      event.preventDefault();
      tabs[to].focus({ preventScroll: true });
      pick(tabs[to]);
    });
    const group = { box, list, tabs, panels };
    groups.push(group);
    box.prepend(list);
    box.classList.add("tabbed");
    choose(group);
  };
  preparations.push([".tabs", makeTabs]);

  // "specpress serve" may have put other panels in the place of those that had tabs.
  const isSame = ({ box, list, tabs, panels }) => {
    const now = panelsOf(box);
    return (
      list.parentNode === box &&
      now.length === panels.length &&
      now.every((panel, at) => panel === panels[at] && panel.dataset.tab === tabs[at].textContent)
    );
  };
  document.addEventListener("specpress:change", () => {
    const [before, others] = [groups, []];
    groups = [];
    for (const group of before) (isSame(group) ? groups : others).push(group);
    for (const { box, list } of others) {
      list.remove();
      if (box.isConnected) makeTabs(box);
    }
  });
}
