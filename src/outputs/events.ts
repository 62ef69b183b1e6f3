import type { EventType } from "../events/events.js";
import { Components } from "./components.js";
import type { OutputContext, Printable } from "./context.js";
export function eventsDocument(_cx: OutputContext): Printable {
  void Components;
  throw new Error("x");
}
export function* eventDocuments(_cx: OutputContext): Iterable<readonly [string, Printable]> {
  void (0 as unknown as EventType);
}
