/** What is wrong at one place of a template: offsets in its text. */
export interface TemplateFault {
  /** The template whose text is wrong, which may be one that the printed one includes. */
  readonly template: string;
  readonly start: number;
  readonly end: number;
  /** What is wrong, to follow a colon. */
  readonly what: string;
  /** How to correct it, as a sentence. */
  readonly fix?: string;
  /** The name that there is not. */
  readonly unknown?: string;
}

/** Thrown by a template that cannot be printed. */
export class TemplateError extends Error {
  constructor(readonly faults: readonly TemplateFault[]) {
    super(faults.map(({ template, what }) => `${template}: ${what}`).join("\n"));
  }
}
