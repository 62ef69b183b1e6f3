// Keeps a page that "specpress serve" shows as its files are: what is other in it is put in place, all else stays. Runs
// before all scripts of the page, so that what they add is known to be theirs.
{
  const own = document.currentScript;
  const kind = own.dataset.kind;
  let version = own.dataset.version;
  const parser = new DOMParser();

  // --- what the page was made of, and what has become of it ---

  /** By node of the page: the children it had in its file. Scripts add others, and take some away. */
  const childrenOf = new WeakMap();
  const note = (node) => {
    childrenOf.set(node, [...node.childNodes]);
    for (const child of node.children) note(child);
  };
  note(document.documentElement);

  /** The page as its file has it, for the version that is shown. */
  let file;
  const read = async () => {
    const answer = await fetch(location.pathname + location.search, { cache: "no-store" });
    const parsed = parser.parseFromString(await answer.text(), "text/html");
    const script = parsed.querySelector("script[data-version]");
    return script ? { parsed, version: script.dataset.version, kind: script.dataset.kind } : null;
  };
  let reading;
  const readFirst = () =>
    (reading ??= read().then((first) => {
      if (first?.version === version) file = first.parsed;
    }));
  addEventListener("load", () => (globalThis.requestIdleCallback ?? setTimeout)(readFirst));

  // --- from one version to the next ---

  /** Elements that show something new. */
  let fresh = [];

  const insert = (parent, node, before) => {
    const copy = document.importNode(node, true);
    if (copy.nodeType === Node.ELEMENT_NODE) {
      note(copy);
      fresh.push(copy);
    } else fresh.push(parent);
    parent.insertBefore(copy, before?.parentNode === parent ? before : null);
    return copy;
  };

  /** Bring a node of the page from what its file had to what it has. */
  const update = (live, old, next) => {
    if (live.nodeType !== Node.ELEMENT_NODE) {
      live.data = next.data;
      if (live.parentElement) fresh.push(live.parentElement);
      return;
    }
    for (const { name } of Array.from(old.attributes))
      if (!next.hasAttribute(name)) live.removeAttribute(name);
    for (const { name, value } of next.attributes)
      if (old.getAttribute(name) !== value) live.setAttribute(name, value);
    updateChildren(live, [...old.childNodes], [...next.childNodes]);
  };

  const updateChildren = (live, old, next) => {
    const nodes = childrenOf.get(live);
    if (nodes?.length !== old.length) {
      live.replaceChildren(...next.map((node) => document.importNode(node, true)));
      note(live);
      fresh.push(live);
      return;
    }
    const kept = [];
    for (const [from, to] of pairs(old, next)) {
      if (to === undefined) {
        nodes[from].remove?.();
        if (live.nodeType === Node.ELEMENT_NODE) fresh.push(live);
        continue;
      }
      if (from === undefined) {
        kept[to] = insert(live, next[to], following(nodes, from, kept, to, live));
        continue;
      }
      kept[to] = nodes[from];
      if (old[from] !== next[to] && !old[from].isEqualNode(next[to]))
        update(nodes[from], old[from], next[to]);
    }
    childrenOf.set(live, kept);
  };

  /** The node that a new one goes before: the one after that which was placed last. */
  const following = (_nodes, _from, kept, to, live) => {
    for (let index = to - 1; index >= 0; index--)
      if (kept[index]?.parentNode === live) return kept[index].nextSibling;
    return live.firstChild;
  };

  /**
   * Which child becomes which: [from, to], either of them absent. In the order of the new ones; those that go come first.
   */
  const pairs = (old, next) => {
    let start = 0;
    let [oldEnd, nextEnd] = [old.length, next.length];
    const same = [];
    const isSame = (from, to) => from === to || from.isEqualNode(to);
    while (start < oldEnd && start < nextEnd && isSame(old[start], next[start]))
      same.push([start, start++]);
    const tail = [];
    while (oldEnd > start && nextEnd > start && isSame(old[oldEnd - 1], next[nextEnd - 1]))
      tail.unshift([--oldEnd, --nextEnd]);
    const middle = align(old.slice(start, oldEnd), next.slice(start, nextEnd)).map(([from, to]) => [
      from === undefined ? undefined : from + start,
      to === undefined ? undefined : to + start,
    ]);
    const gone = middle.filter(([, to]) => to === undefined);
    return [...same, ...gone, ...middle.filter(([, to]) => to !== undefined), ...tail];
  };

  /** Those that are equal stay, and between them those that are alike become one another. */
  const align = (old, next) => {
    const equal =
      old.length * next.length > 250_000 ? [] : longest(old.map(textOf), next.map(textOf));
    const found = [];
    let [from, to] = [0, 0];
    for (const [oldStop, nextStop] of [...equal, [old.length, next.length]]) {
      found.push(...alike(old, next, from, oldStop, to, nextStop));
      if (oldStop < old.length || nextStop < next.length) found.push([oldStop, nextStop]);
      [from, to] = [oldStop + 1, nextStop + 1];
    }
    return found;
  };

  const textOf = (node) => node.outerHTML ?? `${node.nodeType} ${node.data}`;
  const nameOf = (node) => `${node.nodeName} ${node.id ?? ""}`;

  const alike = (old, next, from, oldStop, to, nextStop) => {
    const found = [];
    const names = new Set(next.slice(to, nextStop).map(nameOf));
    let at = from;
    for (let index = to; index < nextStop; index++) {
      const match = (isAlike) => {
        for (let other = at; other < oldStop; other++) if (isAlike(old[other])) return other;
        return -1;
      };
      let other = match((node) => nameOf(node) === nameOf(next[index]));
      // What it was called before, if neither is there under its own name.
      if (other === -1)
        other = match((node) => node.nodeName === next[index].nodeName && !names.has(nameOf(node)));
      if (other === -1) found.push([undefined, index]);
      else {
        for (; at < other; at++) found.push([at, undefined]);
        found.push([other, index]);
        at = other + 1;
      }
    }
    for (; at < oldStop; at++) found.push([at, undefined]);
    return found;
  };

  /** The longest list of pairs that are equal, in order. */
  const longest = (old, next) => {
    const width = next.length + 1;
    const lengths = new Uint16Array((old.length + 1) * width);
    for (let a = old.length - 1; a >= 0; a--)
      for (let b = next.length - 1; b >= 0; b--)
        lengths[a * width + b] =
          old[a] === next[b]
            ? lengths[(a + 1) * width + b + 1] + 1
            : Math.max(lengths[(a + 1) * width + b], lengths[a * width + b + 1]);
    const found = [];
    for (let [a, b] = [0, 0]; a < old.length && b < next.length;)
      if (old[a] === next[b]) found.push([a++, b++]);
      else if (lengths[(a + 1) * width + b] >= lengths[a * width + b + 1]) a++;
      else b++;
    return found;
  };

  const blocks =
    "p, li, dt, dd, tr, pre, h1, h2, h3, h4, h5, h6, figure, table, blockquote, section, details, div";

  /** Show for a moment what is new. */
  const mark = () => {
    const marked = new Set();
    for (const node of fresh) {
      const block = node.closest?.(blocks);
      if (block && block.isConnected && !block.closest("nav, header")) marked.add(block);
    }
    for (const block of marked) {
      if ([...marked].some((other) => other !== block && block.contains(other))) continue;
      block.animate?.(
        [
          { outline: "3px solid #e8a317", outlineOffset: "2px" },
          { outline: "3px solid transparent", outlineOffset: "2px" },
        ],
        { duration: 1500, easing: "ease-in" },
      );
    }
    fresh = [];
  };

  /** The node of the page that a node of its file has become; none where scripts have changed what it is in. */
  const liveOf = (node) => {
    if (node === file.documentElement) return document.documentElement;
    const above = node.parentNode && liveOf(node.parentNode);
    const nodes = above && childrenOf.get(above);
    const siblings = [...node.parentNode.childNodes];
    return nodes?.length === siblings.length ? nodes[siblings.indexOf(node)] : undefined;
  };

  const nodesIn = (html) => [
    ...parser.parseFromString(`<!doctype html><body>${html}`, "text/html").body.childNodes,
  ];

  const areEqual = (some, others) =>
    some.length === others.length && some.every((node, at) => node.isEqualNode(others[at]));

  /** What becomes of the head of the page; `null` where it is not what the server takes it for. */
  const headPatch = ({ old, next }) => {
    const nodesOf = (html) => [
      ...parser.parseFromString(`<!doctype html><head>${html}</head>`, "text/html").head.childNodes,
    ];
    const all = [...file.head.childNodes];
    const script = all.find((node) => node.dataset?.version);
    const live = liveOf(file.head);
    const others = all.filter((node) => node !== script);
    if (!live || !areEqual(others, nodesOf(old))) return null;
    const made = nodesOf(next).toSpliced(all.indexOf(script), 0, script);
    return () => {
      updateChildren(live, all, made);
      file.head.replaceChildren(...made);
    };
  };

  /** Bring the page to the next version where that is a matter of sections, and of the head; whether it was. */
  const patchPage = ({ head, sections }) => {
    const changeHead = head ? headPatch(head) : () => {};
    if (!changeHead || !sections.every(patchSection)) return false;
    changeHead();
    return true;
  };

  const patchSection = ({ id, old, next, isLead }) => {
    const known = file.querySelectorAll(id === null ? "main" : `section[id="${CSS.escape(id)}"]`);
    if (known.length !== 1) return false;
    const [section] = known;
    const live = liveOf(section);
    const [from, to] = [nodesIn(old), nodesIn(next)];
    const all = [...section.childNodes];
    const lead = all.findIndex(({ nodeName }) => nodeName === "SECTION");
    const is = isLead ? all.slice(0, lead === -1 ? all.length : lead) : [section];
    if (!live || !areEqual(is, from) || (!isLead && to.length !== 1)) return false;
    if (isLead) updateChildren(live, all, [...to, ...all.slice(is.length)]);
    else update(live, section, to[0]);
    const [first] = is;
    if (first) first.before(...to);
    else section.prepend(...to);
    for (const node of is) node.remove();
    return true;
  };

  let busy = false;
  let wanted;
  let patch;

  const changed = () => {
    mark();
    document.dispatchEvent(new CustomEvent("specpress:change"));
  };

  /** Bring the page to the newest version. */
  const follow = async () => {
    if (busy) return;
    busy = true;
    try {
      await readFirst();
      while (wanted !== undefined && wanted !== version) {
        if (file && patch?.from === version && patch.to === wanted && patchPage(patch)) {
          version = patch.to;
          changed();
          continue;
        }
        const next = await read();
        if (!next || next.kind !== kind) {
          if (next?.kind === "missing") return showGone(true);
          location.reload();
          return;
        }
        showGone(false);
        if (!file) {
          location.reload();
          return;
        }
        if (next.version === version) return;
        update(document.documentElement, file.documentElement, next.parsed.documentElement);
        file = next.parsed;
        version = next.version;
        changed();
      }
    } catch {
      // The server is gone; it will tell when it is back.
    } finally {
      busy = false;
    }
  };

  // --- files that the page shows ---

  const bust = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.set("v", Date.now());
    return url.href;
  };
  const isOf = (address, paths) => {
    if (!address) return false;
    const url = new URL(address, location.href);
    if (url.origin !== location.origin) return false;
    return paths.has(decodeURIComponent(url.pathname.slice(1)));
  };

  const swapFiles = (paths) => {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]'))
      if (isOf(link.href, paths)) {
        const next = link.cloneNode();
        next.href = bust(link.href);
        // The old one stays until the new one is there: the page is never without.
        next.addEventListener("load", () => link.remove());
        childrenChange(link, next);
        link.after(next);
      }
    for (const image of document.querySelectorAll("img[src], source[src], video[src]"))
      if (isOf(image.src, paths)) image.src = bust(image.src);
    const scripts = [...document.querySelectorAll("script[src]")].filter(
      (script) => script !== own && isOf(script.src, paths),
    );
    if (scripts.length > 0) void runAgain(scripts);
  };

  /** Another node takes the place of one of the file. */
  const childrenChange = (old, next) => {
    const nodes = childrenOf.get(old.parentNode);
    const at = nodes?.indexOf(old) ?? -1;
    if (at !== -1) nodes[at] = next;
    childrenOf.set(next, []);
  };

  /** The page as its file has it, and its scripts anew: what they added before is gone, where the reader is stays. */
  const runAgain = async (scripts) => {
    await readFirst();
    if (!file) return location.reload();
    const isData = scripts.every((script) => !childrenOf.has(script));
    if (!isData) {
      const { scrollX, scrollY } = globalThis;
      const open = new Map(
        [...document.querySelectorAll("details[id]")].map((each) => [each.id, each.open]),
      );
      const body = document.importNode(file.body, true);
      document.body.replaceWith(body);
      note(document.documentElement);
      for (const [id, isOpen] of open) {
        const details = document.getElementById(id);
        if (details) details.open = isOpen;
      }
      scrollTo({ left: scrollX, top: scrollY, behavior: "instant" });
    }
    for (const script of isData ? scripts : document.querySelectorAll("script[src]")) {
      if (script === own || script.src.includes("/.specpress/")) continue;
      const text = await (await fetch(script.src, { cache: "no-store" })).text();
      const next = document.createElement("script");
      // In braces: its names are there already.
      next.textContent = `{\n${text}\n}\n//# sourceURL=${script.src}`;
      document.head.append(next);
      next.remove();
    }
  };

  // --- what is wrong ---

  const host = document.createElement("specpress-serve");
  const shadow = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("client.css", own.src).href;
  const element = (tag, className, ...children) => {
    const made = document.createElement(tag);
    if (className) made.className = className;
    made.append(...children);
    return made;
  };
  const lost = element(
    "p",
    "lost",
    "The server is gone. This page comes back by itself when it is there.",
  );
  const gone = element("p", "gone", "The site has no such page any more.");
  const held = element("p", "held");
  const panel = element("details", "problems");
  const summary = element("summary");
  const list = element("ol");
  panel.append(summary, list);
  for (const each of [lost, gone, held, panel]) each.hidden = true;
  shadow.append(style, lost, gone, held, panel);
  lost.setAttribute("role", "status");
  held.setAttribute("role", "status");
  document.documentElement.append(host);
  try {
    panel.open = sessionStorage.getItem("specpress-problems") === "open";
    panel.addEventListener("toggle", () =>
      sessionStorage.setItem("specpress-problems", panel.open ? "open" : ""),
    );
  } catch {
    // A browser that keeps nothing.
  }
  const showGone = (isGone) => (gone.hidden = !isGone);

  const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
  const showProblems = ({ problems, total, counts, held: text, checking }) => {
    held.hidden = !text;
    held.textContent = text ?? "";
    panel.hidden = total === 0;
    const words = ["error", "warning", "note"].flatMap((severity) =>
      counts[severity] ? [plural(counts[severity], severity)] : [],
    );
    summary.textContent = words.join(", ") + (checking ? ", checking …" : "");
    panel.dataset.worst = ["error", "warning", "note"].find((severity) => counts[severity]) ?? "";
    list.replaceChildren(
      ...problems.map(({ severity, code, message, hint, place, link }) => {
        const at = element(link ? "a" : "span", "place", place ?? "");
        if (link) at.href = link;
        const item = element("li", severity);
        if (place) item.append(at, " ");
        item.append(element("code", "", code), " ", message);
        if (hint) item.append(element("p", "hint", hint));
        return item;
      }),
    );
    if (total > problems.length)
      list.append(
        element("li", "more", `${total - problems.length} more are shown in the terminal.`),
      );
  };

  // --- what the server tells ---

  let source;
  const listen = () => {
    const path = decodeURIComponent(location.pathname.slice(1));
    source = new EventSource(`/.specpress/events?page=${encodeURIComponent(path)}`);
    source.addEventListener("open", () => (lost.hidden = true));
    source.addEventListener("state", ({ data }) => {
      const state = JSON.parse(data);
      showProblems(state);
      wanted = state.version;
      patch = state.patch && { ...state.patch, to: wanted };
      if (wanted === undefined && kind !== "missing") showGone(true);
      else void follow();
    });
    source.addEventListener("files", ({ data }) => swapFiles(new Set(JSON.parse(data))));
    source.addEventListener("error", () => {
      lost.hidden = false;
      if (source.readyState !== EventSource.CLOSED) return;
      setTimeout(listen, 1000);
    });
  };
  listen();
  // A page that is left is not lost.
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", ({ persisted }) => persisted && listen());
}
