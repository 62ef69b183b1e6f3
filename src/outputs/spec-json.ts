import type { OutputContext, Printable } from "./context.js";
export function specDocument(_cx: OutputContext): Printable {
  throw new Error("x");
}
