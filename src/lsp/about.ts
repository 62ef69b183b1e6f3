import { isArray, isObject, ownValue, type Json } from "../data/data.js";

/** What a value is, in a line: its title, its summary or its type. */
export function titleOf(value: Json): string {
  if (isArray(value)) return `array of ${value.length}`;
  if (!isObject(value)) return JSON.stringify(value).slice(0, 80);
  for (const key of ["title", "summary", "name", "operationId"]) {
    const words = ownValue(value, key);
    if (typeof words === "string") return words;
  }
  const type = ownValue(value, "type");
  if (typeof type === "string") return type;
  return isArray(type) ? type.join(" or ") : "";
}

/** The same at length, in Markdown: title, type and description. */
export function describe(value: Json): string {
  if (!isObject(value))
    return `\`\`\`json\n${JSON.stringify(value, null, 2).slice(0, 1500)}\n\`\`\``;
  const lines: string[] = [];
  const title = titleOf(value);
  if (title !== "") lines.push(`**${escaped(title)}**`);
  const type = ownValue(value, "type");
  if (type !== undefined && type !== title)
    lines.push(`Type: \`${isArray(type) ? type.join(" or ") : String(type)}\``);
  const description = ownValue(value, "description");
  if (typeof description === "string") lines.push(fenced(description));
  const properties = ownValue(value, "properties");
  if (isObject(properties)) {
    const names = Object.keys(properties);
    const more = names.length > 12 ? ", …" : "";
    lines.push(
      `Properties: ${names
        .slice(0, 12)
        .map((name) => `\`${name}\``)
        .join(", ")}${more}`,
    );
  }
  return lines.join("\n\n");
}

/** A text of an author's as it is written: an editor would read it as Markdown. */
export function fenced(text: string): string {
  const shown = text.trim().slice(0, 3000);
  let fence = "```";
  while (shown.includes(fence)) fence += "`";
  return `${fence}text\n${shown}\n${fence}`;
}

/** Words in Markdown that are to be read as they are. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|!~&]/g, "\\$&").replace(/\s+/g, " ");
}
