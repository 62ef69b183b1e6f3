/** What a project sets for its texts in Markdown. */
export interface MarkdownSettings {
  /** How headings get their ids: as GitHub makes them (`a-b`, `a-b-1`), or as docutils does. */
  readonly ids: "github" | "docutils";
  /** Whether `"`, `'`, `--`, `...` become the characters of typesetting. */
  readonly smart: boolean;
  readonly math: {
    /** What formulas in a line of text stand between. */
    readonly inline: readonly Delimiters[];
    /** The same for formulas on their own. */
    readonly block: readonly Delimiters[];
  };
}

export interface Delimiters {
  readonly open: string;
  readonly close: string;
}

/** What holds where a project says nothing. */
export const defaultMarkdown: MarkdownSettings = {
  ids: "github",
  smart: false,
  math: { inline: [], block: [] },
};
