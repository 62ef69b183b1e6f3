/** What a template of the project is given to print an entry; docs/text/releases.md shows one to those who write it. */
export interface EntryView {
  /** Made by `title_format`; empty where entries have no title. */
  readonly title: string;
  /** The row below the title; empty in Markdown. */
  readonly underline: string;
  readonly name: string;
  readonly version: string;
  readonly date: string;
  readonly sections: readonly SectionView[];
}

export interface SectionView {
  /** Empty where the project has no named sections. */
  readonly name: string;
  readonly underline: string;
  /** Types with changes; none where nothing of significance changed. */
  readonly types: readonly TypeView[];
}

export interface TypeView {
  readonly key: string;
  readonly name: string;
  readonly underline: string;
  readonly showsContent: boolean;
  readonly changes: readonly ChangeView[];
  /** Of all changes, each once, as they are shown. */
  readonly issues: readonly string[];
}

export interface ChangeView {
  /** Empty where only the issues are shown. */
  readonly text: string;
  /** As they are shown, such as `#12`. */
  readonly issues: readonly string[];
  /** The issues with commas between them. */
  readonly issueList: string;
}
