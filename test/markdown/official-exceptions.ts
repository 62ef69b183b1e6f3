const openTag =
  "a tag without an end would have what follows it on the page as attributes: it is text";

/** Official cases that our reader reads otherwise on purpose, by suite and number, with the reason. */
export const exceptions: Readonly<Record<"commonmark" | "gfm", ReadonlyMap<number, string>>> = {
  commonmark: new Map([
    [98, "two lines of --- at the top of a file are an empty front matter"],
    [156, openTag],
    [157, openTag],
    [158, openTag],
    [602, "addresses in plain text are links, as GitHub has them"],
    [606, "addresses in plain text are links, as GitHub has them"],
    [608, "addresses in plain text are links, as GitHub has them"],
    [611, "addresses in plain text are links, as GitHub has them"],
    [612, "addresses in plain text are links, as GitHub has them"],
  ]),
  gfm: new Map([
    [657, "which elements of HTML are shown is a setting of the project, for whole elements"],
  ]),
};
