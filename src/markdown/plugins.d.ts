/** The plugins of markdown-it that come without types. */
declare module "markdown-it-deflist" {
  import type { MarkdownIt } from "markdown-it";
  export default function plugin(md: MarkdownIt): void;
}
declare module "markdown-it-footnote" {
  import type { MarkdownIt } from "markdown-it";
  export default function plugin(md: MarkdownIt): void;
}
