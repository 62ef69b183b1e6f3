// All versions of a specification, for each of their pages, old ones too: this file is replaced with each new version, the
// pages are not. `specpressVersions`, above, says which versions there are and which has which page where.
{
  const here = document.currentScript;
  const { versions, pages, words } = globalThis.specpressVersions;
  const root = new URL(".", here.src);
  const version = versions.find(({ name }) => name === here.dataset.version);
  const latest = versions.find((each) => each.latest);

  const word = (name, parts = {}) =>
    words[`versions-${name}`].replace(/\{(\w+)\}/g, (hole, part) => parts[part] ?? hole);
  const create = (tag, attributes, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes))
      if (value !== null) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const addressOf = ({ name }, path) =>
    new URL([name, ...path.split("/")].map(encodeURIComponent).join("/"), root).href;
  // The address of a page in a version; null where that has none of its name.
  const pageIn = (wanted, name) => {
    const index = versions.indexOf(wanted);
    const page = pages.find((each) => each[0] === name && each[3].includes(index));
    return page ? addressOf(wanted, page[1]) : null;
  };
  const titleOf = (name) => pages.find((each) => each[0] === name)?.[2];
  // What was written by hand may have a "%" that stands for itself.
  const decoded = (part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  };

  // What a version has at which place is read when somebody goes there; by a script, which works from a disk.
  const known = new Map();
  globalThis.specpressPlaces = (name, places) => known.set(name, places);
  const placesOf = (wanted) =>
    new Promise((done) => {
      const give = () => done(known.get(wanted.name) ?? null);
      if (known.has(wanted.name)) return give();
      const script = create("script", { src: addressOf(wanted, "static/places.js") });
      script.addEventListener("load", give);
      script.addEventListener("error", give);
      document.head.append(script);
    });

  const isSeen = (element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  };
  // The ids of what is being read, the innermost first: the place of the address while that is in sight, or the beginning of
  // the text is, where who follows the banner is; else the section at the top of the window.
  const placesHere = () => {
    const id = decoded(location.hash.slice(1));
    const aimed = id === "" ? null : document.getElementById(id);
    const main = document.querySelector("main");
    const isAtTop = scrollY === 0 || (main && main.getBoundingClientRect().top >= 0);
    let element = aimed && (isAtTop || isSeen(aimed)) ? aimed : null;
    if (!element && main && !isAtTop)
      for (const each of main.querySelectorAll("section[id], :is(h1, h2, h3, h4, h5, h6)[id]")) {
        const { top, height } = each.getBoundingClientRect();
        if (height > 0 && top > innerHeight / 5) break;
        element = each;
      }
    const ids = [];
    for (; element && element !== main; element = element.parentElement) {
      if (element.id) ids.push(element.id);
      if (element === aimed && !ids.includes(id)) ids.unshift(id);
    }
    return ids;
  };

  // Where the page and place at hand are in another version, and what that lacks.
  const wayTo = async (wanted) => {
    const name = here.dataset.page;
    const places = await placesOf(wanted);
    const address = pageIn(wanted, name);
    if (address === null)
      return `${addressOf(wanted, wanted.home)}?missing-page=${encodeURIComponent(name)}`;
    const ids = placesHere();
    if (ids.length === 0) return address;
    const there = new Set(places?.pages.find((page) => page.name === name)?.ids ?? ids);
    const id = ids.find((each) => there.has(each));
    const hash = id === undefined ? "" : `#${encodeURIComponent(id)}`;
    return id === ids[0]
      ? address + hash
      : `${address}?missing-place=${encodeURIComponent(ids[0])}${hash}`;
  };
  const linkTo = (wanted, attributes, ...children) => {
    const href = pageIn(wanted, here.dataset.page) ?? addressOf(wanted, wanted.home);
    const link = create("a", { ...attributes, href }, ...children);
    link.addEventListener("click", (event) => {
      if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      wayTo(wanted).then((address) => location.assign(address));
    });
    return link;
  };

  // A page of latest/, or the one that leads there.
  const redirect = document.querySelector("a.specpress-redirect");
  if (redirect) location.replace(redirect.href + location.search + location.hash);

  const showBanner = () => {
    if (!version || !latest || version === latest) return;
    const link = linkTo(latest, {}, word("read-latest", { version: latest.name }));
    const banner = document.querySelector("aside.version-banner > p");
    if (banner) {
      if (!banner.querySelector("a")) banner.append(" ", link);
      return;
    }
    const said = `${word("not-latest", { version: version.name })} `;
    const made = create(
      "aside",
      { class: "version-banner historical" },
      create("p", {}, said, link),
    );
    if (here.parentElement === document.head)
      (document.querySelector("main") ?? document.body).before(made);
    else here.before(made);
  };

  const stateOf = (each) =>
    each.latest ? word("latest") : each.status === "draft" ? word("draft") : "";
  const showPicker = () => {
    if (!version) return;
    const items = versions.map((each) => {
      const state = stateOf(each);
      const lacks = pageIn(each, here.dataset.page) === null;
      const notes = [state, lacks ? word("lacking") : ""].filter(Boolean).join(", ");
      const link = linkTo(each, { "aria-current": each === version ? "true" : null }, each.name);
      return create(
        "li",
        {},
        link,
        ...(notes ? [" ", create("span", { class: "version-state" }, notes)] : []),
      );
    });
    const summary = create(
      "summary",
      { class: "version-name", "aria-label": word("choose", { version: version.name }) },
      version.name,
    );
    const list = create("ul", {}, ...items);
    const picker = create(
      "details",
      { class: "version-picker" },
      summary,
      create("nav", { "aria-label": words.versions }, list),
    );
    const slot = document.querySelector(".version-name");
    if (slot) slot.replaceWith(picker);
    else (document.querySelector("header") ?? document.body).append(picker);
    document.addEventListener("click", ({ target }) => {
      if (!picker.contains(target)) picker.open = false;
    });
    picker.addEventListener("keydown", ({ key }) => {
      if (key !== "Escape" || !picker.open) return;
      picker.open = false;
      summary.focus();
    });
    picker.addEventListener("focusout", ({ relatedTarget }) => {
      if (relatedTarget && !picker.contains(relatedTarget)) picker.open = false;
    });
  };

  // Who comes from a version that has more is told.
  const showNotice = () => {
    const query = new URLSearchParams(location.search);
    const page = titleOf(query.get("missing-page"));
    const place = query.get("missing-place");
    if (!version || (page === undefined && !place)) return;
    const said =
      page === undefined
        ? word("no-place", { version: version.name, place })
        : word("no-page", { version: version.name, title: page });
    const close = create("button", { type: "button", "aria-label": word("close") }, "×");
    const notice = create(
      "div",
      { class: "version-notice", role: "status" },
      create("p", {}, said),
      close,
    );
    close.addEventListener("click", () => notice.remove());
    document.body.append(notice);
    try {
      history.replaceState(null, "", location.pathname + location.hash);
    } catch {
      // Some browsers keep the addresses of files as they are.
    }
  };

  // An address where nothing is: the page may be in other versions.
  const showOthers = () => {
    const path = decoded(location.pathname.slice(root.pathname.length));
    const below = path.slice(path.indexOf("/") + 1);
    const paths = [below, `${below}.html`, `${below.replace(/\/?$/, "/")}index.html`];
    const page = pages.find((each) => paths.includes(each[1]));
    if (!page) return;
    const links = versions
      .filter((each) => pageIn(each, page[0]) !== null)
      .map((each) => create("a", { href: pageIn(each, page[0]) + location.hash }, each.name));
    const list = links.flatMap((link, index) => (index === 0 ? [link] : [", ", link]));
    document
      .querySelector("main > p")
      .after(create("p", {}, `${word("elsewhere", { title: page[2] })} `, ...list));
  };
  if (here.hasAttribute("data-not-found")) showOthers();

  if (version) {
    // Search engines that run scripts learn of old versions too.
    if (globalThis.specpressVersions.latestOnly && version !== latest)
      document.head.append(create("meta", { name: "robots", content: "noindex" }));
    showBanner();
    showPicker();
    if (document.readyState === "loading")
      document.addEventListener("DOMContentLoaded", showNotice);
    else showNotice();
  }
}
