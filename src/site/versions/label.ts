/** Names in the folder of all versions that are taken, in small letters. */
const taken = new Set([
  "latest",
  "index.html",
  "404.html",
  "robots.txt",
  "sitemap.xml",
  "versions.html",
  "versions.js",
  "versions.json",
  "cname",
]);

/** Names that Windows gives devices, whatever their ending. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

const longest = 100;

/**
 * Why a label cannot be that of a version, which is the name of its folder and a part of addresses: the end of a sentence
 * that begins with the label. `null` where nothing is wrong. `others`: labels that are there.
 */
export function whyNoLabel(label: string, others: Iterable<string>): string | null {
  if (label === "") return "is empty";
  if (label.includes("/") || label.includes("\\")) return "has a slash: it is the name of a folder";
  if (label.startsWith(".")) return "begins with a dot";
  if (label.endsWith(".")) return "ends with a dot";
  const odd = /[^\p{L}\p{M}\p{N}._+-]/u.exec(label)?.[0];
  if (odd !== undefined)
    return `has the character ${JSON.stringify(odd)}: a label has letters, digits, ".", "_", "+" and "-" only`;
  if (!/^[\p{L}\p{N}]/u.test(label)) return "does not begin with a letter or a digit";
  if (Buffer.byteLength(label) > longest) return `is longer than ${longest} bytes`;
  if (devices.test(label)) return "is the name of a device on Windows";
  const key = folded(label);
  if (taken.has(key)) return "is the name of a file or folder that lies beside the versions";
  for (const other of others)
    if (other !== label && folded(other) === key)
      return `is "${other}" in other letters: many disks take both for one`;
  return null;
}

/** As disks compare names that do not tell capital letters from small ones, nor two ways to write a letter. */
function folded(label: string): string {
  return label.normalize("NFKC").toLowerCase();
}
