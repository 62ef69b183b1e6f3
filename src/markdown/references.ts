import type { Context, LinkReferences } from "../rst/context.js";
import type { Env } from "./tokens.js";

/**
 * Texts of a page share what their references lead to: what a text defines itself is first, then what those before it
 * define, as far as these share it. `hrefOf`: where what the text defines leads, which is said from where it stands.
 */
export function shareReferences(
  env: Env,
  { state }: Context,
  isShared: boolean,
  hrefOf: (href: string) => string,
): void {
  const own = env.references as LinkReferences | undefined;
  for (const found of Object.values(own ?? {})) found.href = hrefOf(found.href);
  if (isShared) {
    const shared = (state.linkReferences ??= Object.create(null) as LinkReferences);
    for (const [label, found] of Object.entries(own ?? {})) shared[label] ??= found;
  }
  const { linkReferences: shared } = state;
  if (!shared) return;
  // All references of the text are read: nothing is added to what it shares.
  env.references = (own ? Object.setPrototypeOf(own, shared) : shared) as NonNullable<
    Env["references"]
  >;
}
