/** `%NAME%`: a label, which a page shows as its value. */
export const labelPattern = /%(?<name>[A-Za-z_][\w.-]*)%/g;

/** A text with each `%NAME%` of a known label replaced. */
export function withLabels(text: string, labels: ReadonlyMap<string, string>): string {
  if (!text.includes("%")) return text;
  return text.replace(labelPattern, (whole, name: string) => labels.get(name) ?? whole);
}

/** The names of labels in a text that stands in a URL: `%C3%A9` is a character there, not the label `C3`. */
export function labelsIn(url: string): readonly string[] {
  if (!url.includes("%")) return [];
  const names = [...url.matchAll(labelPattern)].map(({ groups }) => groups!["name"]!);
  return names.filter((name) => !/^[\da-f]{2}$/i.test(name));
}
