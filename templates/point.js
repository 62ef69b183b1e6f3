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

  // Code that comes near can be copied.
  const near = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (!isIntersecting) continue;
        near.unobserve(target);
        const button = document.createElement("button");
        button.type = "button";
        button.className = "copy";
        button.setAttribute("aria-label", words["copy-code"]);
        target.append(button);
      }
    },
    { rootMargin: "50%" },
  );
  const watchCode = () => {
    for (const block of document.querySelectorAll("main pre:has(> code):not(:has(> .copy))"))
      near.observe(block);
  };
  watchCode();

  // Tabs: all groups of a page show what was chosen in one of them, and so do other pages.
  const key = "specpress-tab";
  const remembered = () => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  let groups = [];
  let made = 0;
  const panelsOf = (group) => [...group.querySelectorAll(":scope > .tab")];
  const addTabs = (group) => {
    const panels = panelsOf(group);
    const list = document.createElement("div");
    list.className = "tablist";
    list.setAttribute("role", "tablist");
    list.setAttribute("aria-label", words.examples);
    const at = made++;
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
    group.prepend(list);
    listen(list, tabs);
    groups.push({ group, list, tabs, panels });
  };
  const choose = ({ tabs, panels }, index) => {
    tabs.forEach((tab, at) => {
      tab.setAttribute("aria-selected", String(at === index));
      tab.tabIndex = at === index ? 0 : -1;
      panels[at].hidden = at !== index;
    });
  };
  const chooseAll = (name) => {
    for (const group of groups)
      choose(
        group,
        Math.max(
          0,
          group.tabs.findIndex((tab) => tab.textContent === name),
        ),
      );
  };
  const pick = (tab) => {
    const top = tab.getBoundingClientRect().top;
    chooseAll(tab.textContent);
    // What is above may be longer or shorter now; the tab stays where it was.
    scrollBy({ top: tab.getBoundingClientRect().top - top, behavior: "instant" });
    try {
      localStorage.setItem(key, tab.textContent);
    } catch {
      // Nothing is remembered.
    }
  };
  const listen = (list, tabs) => {
    list.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) pick(tab);
    });
    list.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      const at = tabs.indexOf(document.activeElement);
      const to =
        { Home: 0, End: tabs.length - 1 }[event.key] ??
        (step && (at + step + tabs.length) % tabs.length);
      if (at === -1 || to === undefined) return;
      event.preventDefault();
      tabs[to].focus({ preventScroll: true });
      pick(tabs[to]);
    });
  };
  const watchTabs = () => {
    // What a server that keeps the page current has changed begins anew.
    groups = groups.filter(({ group, list, panels }) => {
      const now = panelsOf(group);
      const isSame =
        group.isConnected &&
        list.parentNode === group &&
        now.length === panels.length &&
        now.every(
          (panel, at) =>
            panel === panels[at] && panel.dataset.tab === list.children[at].textContent,
        );
      if (!isSame) list.remove();
      return isSame;
    });
    for (const group of document.querySelectorAll("main .tabs:not(:has(> .tablist))"))
      addTabs(group);
    chooseAll(remembered());
  };
  watchTabs();

  document.addEventListener("specpress:change", () => {
    watchCode();
    watchTabs();
  });
}
