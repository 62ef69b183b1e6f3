/**
 * The id of a heading as GitHub and its kin make them: its text in lower case, spaces as hyphens, letters, digits, marks,
 * `_` and `-` kept, all else dropped. What a picture or HTML leaves before the words counts, as there.
 */
export function githubId(text: string): string {
  if (/^[a-z0-9_-]+$/.test(text)) return text;
  return text
    .trimEnd()
    .toLowerCase()
    .replace(/[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}
