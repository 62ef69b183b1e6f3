/**
 * HTML as the official cases write it and as our writer does, brought to one form. What our pages have otherwise, on
 * purpose, is taken away:
 *
 * - sections around headings, permalinks in them, ids; headings have the level that their place gives them, `rubric` where
 *   no section may be
 * - paragraphs within items of lists: our pages have none where all items are short, whatever lines are between them
 * - the box around a table, `scope` of its head, alignment by class
 * - colours and the class of code; its last line end
 * - comments, which are not for readers; `<br>` and the like without a slash
 * - white space between blocks
 */
export function sameHtml(html: string): string {
  return html
    .replace(/<!--(?:>|->|[^]*?-->)/g, "")
    .replace(/<\/?section\b[^>]*>/g, "")
    .replace(/<a class="permalink"[^>]*><\/a>/g, "")
    .replace(/<span id="[^"]*"><\/span>/g, "")
    .replace(
      /<(h[1-6]|p class="rubric[^"]*")(?: [^>]*)?>([^]*?)<\/(?:h[1-6]|p)>/g,
      (_, _tag, text: string) => `<h>${text}</h>`,
    )
    .replace(
      /<pre(?: tabindex="0")?><code(?: class="[^"]*")?>([^]*?)<\/code><\/pre>/g,
      (_, code: string) => {
        const plain = code.replace(/<\/?span[^>]*>/g, "");
        return `<pre>${plain.replaceAll("\n", "␤")}</pre>`;
      },
    )
    .replace(/<div class="table" tabindex="0"><table>([^]*?)<\/table><\/div>/g, "<table>$1</table>")
    .replace(/ (?:scope="col"|class="align-(?:left|right|center)"|align="\w+")/g, "")
    .replace(/<(br|hr|img|input)\b([^>]*?)\s*\/?>/g, (_, tag: string, rest: string) => {
      const attributes = [...rest.matchAll(/[\w-]+(?:="[^"]*")?/g)].map(([each]) =>
        each.replace(/=""$/, ""),
      );
      return `<${tag} ${attributes.sort().join(" ")}>`;
    })
    .replace(/<\/?p>/g, "\n")
    .replace(/ class="task"/g, "")
    .replaceAll("&quot;", '"')
    .replace(/\s*\n\s*/g, "\n")
    .replace(
      /\s*(<\/?(?:p|li|ul|ol|blockquote|h|pre|hr|table|thead|tbody|tr|td|th|div|dl|dd|dt)\b[^>]*>)\s*/g,
      "$1",
    )
    .trim();
}
