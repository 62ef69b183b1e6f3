/** The phases between reading and writing, in their order. */
export const phases = [
  "spec",
  "model",
  "validate",
  "sections",
  "assemble",
  "parse",
  "transform",
  "page",
  "site",
] as const;
export type Phase = (typeof phases)[number];

/** Runs a phase: for those who measure or show how far a build is. `page` is the page at hand, if any. */
export type Watch = <T>(phase: Phase, work: () => T, page?: string) => T;

export const unwatched: Watch = (_phase, work) => work();
