// Search is loaded when it is first used: by its button, / or Ctrl K. This file is added to script.js.
for (const search of document.querySelectorAll(".search-open")) {
  // What is typed until the field is there; null while nobody waits for it.
  let typed = null;
  const open = () => {
    if (globalThis.specpressSearch) specpressSearch.open();
    else if (!document.querySelector("script.search")) {
      const script = document.createElement("script");
      script.className = "search";
      script.src = search.dataset.script;
      typed = "";
      const end = () => {
        globalThis.specpressSearch?.type(typed);
        typed = null;
      };
      script.onload = end;
      script.onerror = () => {
        end();
        script.remove();
      };
      document.head.append(script);
    }
  };
  search.addEventListener("click", open);
  addEventListener("keydown", (event) => {
    if (typed !== null && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (event.key.length === 1) typed += event.key;
      else if (event.key === "Backspace") typed = typed.slice(0, -1);
      else return;
      event.preventDefault();
      return;
    }
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
