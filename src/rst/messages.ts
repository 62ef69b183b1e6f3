import { entryOf } from "../base/diagnostics.js";
import type { Code, Note, Report } from "../base/diagnostics.js";
import type { Span } from "../base/source.js";
import { docutilsMessages } from "./docutils-messages.js";
import type { Block, SystemMessage } from "./nodes.js";

const levels = { info: 1, note: 1, warning: 2, error: 3 } as const;

/** Report a fault and make the node that stands for it in the tree. */
export function systemMessage(
  report: Report,
  code: Code,
  span: Span,
  parts: readonly string[] = [],
  children: readonly Block[] = [],
  notes?: readonly Note[],
): SystemMessage {
  report(code, span, parts, notes);
  const level = docutilsMessages[code]?.level ?? levels[entryOf(code).severity];
  return { type: "system_message", span, level, code, parts, children: [...children] };
}
