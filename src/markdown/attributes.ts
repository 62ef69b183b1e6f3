/** `{#id .class}` or `{id="id" class="a b"}`. Others besides, which generators of sites have, mean nothing here. */
export interface WrittenAttributes {
  readonly id?: string;
  readonly classes: readonly string[];
}

const attributeRe =
  /\s+|#(?<id>[^\s#{}"'=]+)|\.(?<name>[A-Za-z_][\w-]*)|(?<key>[A-Za-z][\w:-]*)=(?:"(?<quoted>[^"{}]*)"|(?<bare>[^\s"'{}]+))/y;

/** The attributes that a text in braces gives; `null` where it is text. */
export function attributesIn(written: string): WrittenAttributes | null {
  let id: string | undefined;
  const classes: string[] = [];
  attributeRe.lastIndex = 0;
  while (attributeRe.lastIndex < written.length) {
    const found = attributeRe.exec(written)?.groups;
    if (!found) return null;
    const { name, key, quoted, bare } = found;
    const value = quoted ?? bare ?? "";
    if (found["id"] !== undefined) id = found["id"];
    else if (key === "id" && value !== "") id = value;
    else if (key === "class") classes.push(...value.split(/\s+/).filter((each) => each !== ""));
    else if (name !== undefined) classes.push(name);
  }
  if (id === undefined && classes.length === 0) return null;
  return id === undefined ? { classes } : { id, classes };
}

/** The attributes at the end of a text, and how long it is without them; `null` where it has none. */
export function attributesAtEnd(
  text: string,
): { readonly attributes: WrittenAttributes; readonly length: number } | null {
  if (!text.endsWith("}")) return null;
  const at = text.lastIndexOf("{");
  if (at === -1 || text[at - 1] === "\\") return null;
  const attributes = attributesIn(text.slice(at + 1, -1));
  if (!attributes) return null;
  return { attributes, length: text.slice(0, at).trimEnd().length };
}
