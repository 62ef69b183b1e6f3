export type ChangeKind = "added" | "removed" | "changed" | "deprecated" | "renamed";

/** Who sends the message that changed: the client, the server, or both. */
export type Direction = "request" | "response" | "event";

export type Effect = "none" | "narrows" | "widens" | "differs";

/** Whom a change breaks. */
export interface Breaks {
  readonly client: boolean;
  readonly server: boolean;
}

export interface ChangeRule {
  readonly kind: ChangeKind;
  /** One sentence. `name`: what changed; `before`, `after`: what it was and is. */
  readonly text: (name: string, before: string, after: string) => string;
  readonly reason: string;
  /** The same for all directions, or for each; or the verdict itself, where no message is what changes. */
  readonly effect: Effect | Readonly<Record<Direction, Effect>> | Breaks;
}

export const client: Breaks = { client: true, server: false };
export const server: Breaks = { client: false, server: true };
export const both: Breaks = { client: true, server: true };

export const noSender = "Nothing that is sent changes.";
export const narrows = "Messages that were right are refused.";
export const widens = "Messages come that those who read them do not know.";

export function fromTo(before: string, after: string): string {
  if (before === "") return `is now ${after}`;
  return after === "" ? `was ${before} and is gone` : `changed from ${before} to ${after}`;
}

/** At the beginning of a sentence; names of properties stay as they are. */
export function capital(name: string): string {
  return /^(?:the |webhook |it$)/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : name;
}
