/** Text of a page as others show it: without what belongs to the page, with links that lead to it from anywhere. */

/** A section of the body of a page, by its id; empty where there is none. */
export function sectionIn(body: string, id: string): string {
  const at = body.indexOf(` id="${id}"`);
  const start = body.lastIndexOf("<section", at);
  if (at === -1 || start === -1) return "";
  const tags = /<(\/?)section\b/g;
  tags.lastIndex = start;
  let depth = 0;
  for (let tag = tags.exec(body); tag; tag = tags.exec(body)) {
    depth += tag[1] === "" ? 1 : -1;
    if (depth === 0) return body.slice(start, tag.index);
  }
  return body.slice(start);
}

const ownAttributes = / (?:id|class|style|role|tabindex|dir|data-[a-z-]+|aria-[a-z]+)="[^"]*"/g;

/** Without its first heading, ids, classes and ways to the sources. Links are whole where the address of the page is known. */
export function plainHtml(html: string, page: string | null): string {
  return html
    .replace(/<a class="permalink"[^>]*><\/a>|<span class="source-links">.*?<\/span>/gs, "")
    .replace(/<h[1-6]\b[^>]*>.*?<\/h[1-6]>/s, "")
    .replace(/<\/?section\b[^>]*>|<span id="[^"]*"><\/span>/g, "")
    .replace(/<[a-z][^<>]*>/g, (tag) =>
      tag
        .replace(ownAttributes, "")
        .replace(/ (href|src)="([^"]*)"/g, (whole, name: string, href: string) => {
          const address = page === null ? null : wholeAddress(href, page);
          return address === null ? whole : ` ${name}="${address}"`;
        }),
    )
    .trim();
}

/** What is written is HTML; `null` for what is no address. */
function wholeAddress(href: string, page: string): string | null {
  const plain = href.replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&");
  if (!URL.canParse(plain, page)) return null;
  return new URL(plain, page).href.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
}
