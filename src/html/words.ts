/** The words that stand on a page besides those of its author; a project may have them in another language. */
export interface HtmlWords {
  readonly contents: string;
  readonly "contents-of-section": string;
  /** Of a permalink, with `{title}`. */
  readonly "link-to": string;
  readonly attention: string;
  readonly caution: string;
  readonly danger: string;
  readonly error: string;
  readonly hint: string;
  readonly important: string;
  readonly note: string;
  readonly tip: string;
  readonly warning: string;
}

/** Those of docutils, where it has some. */
export const usualHtmlWords: HtmlWords = {
  contents: "Contents",
  "contents-of-section": "Contents of this section",
  "link-to": "Link to {title}",
  attention: "Attention!",
  caution: "Caution!",
  danger: "!DANGER!",
  error: "Error",
  hint: "Hint",
  important: "Important",
  note: "Note",
  tip: "Tip",
  warning: "Warning",
};
