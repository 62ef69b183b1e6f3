/**
 * What a code is about, for those who list and explain codes: what it looks at, as words that stand in a list; a sample
 * that is reported and one that is as it should be; and what these are, if it is not what the table says.
 */
export type Sample = readonly [looksAt: string, wrong: string, right: string, kind?: SampleKind];

/**
 * What a sample shows:
 *
 * - `text`: a text of the specification; `targets` and `project`: `targets.yaml`, `specpress.yaml`, or what matters of it
 * - `api`, `definition`, `event`, `event example`: an API file below its `info`, a file of `definitions/`, the schema of the event `m.sample`, its example
 * - `files`: several files, each below a line `--- path`
 * - `sketch`: what is too large to be shown, or happens only to those who use the engine by itself
 */
export type SampleKind =
  | "text"
  | "targets"
  | "project"
  | "api"
  | "definition"
  | "event"
  | "event example"
  | "files"
  | "sketch";

/** The samples of the codes of one area. */
export type Samples<C extends string> = Readonly<Record<C, Sample>>;
