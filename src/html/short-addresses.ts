import { trusted, type Html } from "./element.js";

/**
 * Contents in which the beginning that most addresses of a page share, such as `/_matrix/client/v3/`, is an element of its
 * own: at the side, where it would fill the lines, the style shows that something is left out.
 */
export function withShortAddresses(contents: Html): Html {
  const addresses = Array.from(contents.matchAll(addressRe), ([, , address]) => address!);
  const base = baseOf(addresses);
  if (base === null) return contents;
  return trusted(
    contents.replace(addressRe, (whole, before: string, address: string) =>
      address.startsWith(base) && address !== base
        ? `${before}<span><span class="base">${base}</span>${address.slice(base.length)}</span>`
        : whole,
    ),
  );
}

/** The entry of an operation: its method, and its address, which breaks at its slashes. */
const addressRe =
  /(<span class="entry operation"><span class="method[^>]*>[^<]*<\/span> )([^<]*(?:<wbr>[^<]*)*)/g;

const fewest = 6;

/** The longest beginning of two names or more that half of so many addresses have. */
function baseOf(addresses: readonly string[]): string | null {
  if (addresses.length < fewest) return null;
  const counts = new Map<string, number>();
  for (const address of addresses) {
    const names = address.split("<wbr>").slice(0, -1);
    const fixed = names.findIndex((name) => name.includes("{"));
    for (let end = 2; end <= (fixed === -1 ? names.length : fixed); end++) {
      const base = `${names.slice(0, end).join("<wbr>")}<wbr>`;
      counts.set(base, (counts.get(base) ?? 0) + 1);
    }
  }
  const shared = [...counts].filter(([, count]) => count * 2 >= addresses.length);
  return shared.sort(([one], [other]) => other.length - one.length)[0]?.[0] ?? null;
}
