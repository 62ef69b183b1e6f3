/** `@site/static/a.png`, as Docusaurus has paths from the root of a project: the path without what says so; `null` for others. */
export function fromRoot(address: string): string | null {
  return address.startsWith("@site/") ? address.slice("@site/".length) : null;
}
