/**
 * Encodings of files by the names that Python has for them, which is what the option `:encoding:` of docutils takes. What the
 * Encoding Standard calls a name is not always what Python does: its "latin1" is windows-1252.
 *
 * @see https://docs.python.org/3/library/codecs.html#standard-encodings
 */

/** Bytes → text; what stands for no character in that encoding is U+FFFD. */
type Decoder = (bytes: Uint8Array) => string;

/** Encodings that the platform decodes as Python does: its label, then Python's names. */
const platform: readonly (readonly string[])[] = [
  ["utf-8", "utf_8", "utf8", "u8", "utf", "cp65001", "utf_8_sig"],
  ["utf-16le", "utf_16_le", "utf_16le", "unicodelittleunmarked"],
  ["utf-16be", "utf_16_be", "utf_16be", "unicodebigunmarked"],
  ["iso-8859-2", "iso8859_2", "iso_8859_2", "latin2", "l2", "latin_2"],
  ["iso-8859-3", "iso8859_3", "iso_8859_3", "latin3", "l3", "latin_3"],
  ["iso-8859-4", "iso8859_4", "iso_8859_4", "latin4", "l4", "latin_4"],
  ["iso-8859-5", "iso8859_5", "iso_8859_5", "cyrillic"],
  ["iso-8859-6", "iso8859_6", "iso_8859_6", "arabic"],
  ["iso-8859-7", "iso8859_7", "iso_8859_7", "greek", "greek8"],
  ["iso-8859-8", "iso8859_8", "iso_8859_8", "hebrew"],
  ["iso-8859-10", "iso8859_10", "iso_8859_10", "latin6", "l6", "latin_6"],
  ["iso-8859-13", "iso8859_13", "iso_8859_13", "latin7", "l7", "latin_7"],
  ["iso-8859-14", "iso8859_14", "iso_8859_14", "latin8", "l8", "latin_8"],
  ["iso-8859-15", "iso8859_15", "iso_8859_15", "latin9", "l9", "latin_9"],
  ["windows-1250", "cp1250", "windows_1250", "1250"],
  ["windows-1251", "cp1251", "windows_1251", "1251"],
  ["windows-1253", "cp1253", "windows_1253", "1253"],
  ["windows-1254", "cp1254", "windows_1254", "1254"],
  ["windows-1255", "cp1255", "windows_1255", "1255"],
  ["windows-1256", "cp1256", "windows_1256", "1256"],
  ["windows-1257", "cp1257", "windows_1257", "1257"],
  ["windows-1258", "cp1258", "windows_1258", "1258"],
  ["windows-874", "cp874"],
  ["ibm866", "cp866", "ibm866", "866"],
  ["koi8-r", "koi8_r"],
  ["koi8-u", "koi8_u"],
  ["macintosh", "mac_roman", "macroman", "macintosh"],
  ["x-mac-cyrillic", "mac_cyrillic", "maccyrillic"],
  ["gbk", "gbk", "936", "cp936", "ms936", "gb2312", "euc_cn", "chinese"],
  ["gb18030", "gb18030", "gb18030_2000"],
  ["big5", "big5", "big5_tw", "csbig5", "cp950", "950", "ms950"],
  ["euc-jp", "euc_jp", "eucjp", "ujis", "u_jis"],
  ["shift_jis", "shift_jis", "csshiftjis", "shiftjis", "sjis", "s_jis", "cp932", "932", "ms932", "ms_kanji"],
  ["iso-2022-jp", "iso2022_jp", "csiso2022jp", "iso2022jp", "iso_2022_jp"],
  ["euc-kr", "euc_kr", "euckr", "korean", "ks_c_5601", "cp949", "949", "ms949", "uhc"],
]; // prettier-ignore

/** The platform gives control characters for bytes that an encoding of Windows does not use. */
function platformDecoder(label: string): Decoder {
  const unused = label.startsWith("windows-") ? /[\x80-\x9f]/g : null;
  return (bytes) => {
    const text = new TextDecoder(label).decode(bytes);
    return unused ? text.replace(unused, "\uFFFD") : text;
  };
}

/** A text of the low byte order unless its mark says otherwise, as on the machines of today. */
const utf16: Decoder = (bytes) => {
  const isBig = bytes[0] === 0xfe && bytes[1] === 0xff;
  return new TextDecoder(isBig ? "utf-16be" : "utf-16le").decode(bytes);
};

const utf32: (order: "le" | "be" | undefined) => Decoder = (order) => (bytes) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isMarkedBig = bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 0xfe && bytes[3] === 0xff;
  const isLittle = order === "le" || (order === undefined && !isMarkedBig);
  let text = "";
  for (let at = 0; at < bytes.length; at += 4) {
    const code = at + 4 <= bytes.length ? view.getUint32(at, isLittle) : -1;
    const isCharacter = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    text += isCharacter ? String.fromCodePoint(code) : "\uFFFD";
  }
  return text;
};

/** Each byte is the character of that number, up to the last one there is. */
const bytewise: (last: number) => Decoder = (last) => (bytes) =>
  Buffer.from(bytes)
    .toString("latin1")
    .replace(/[^]/g, (char) => (char.charCodeAt(0) > last ? "\uFFFD" : char));

/** An encoding of ISO whose label the platform takes for one of Windows, which differs from it below A0. */
const isoOf: (label: string) => Decoder = (label) => (bytes) => {
  const decoder = new TextDecoder(label);
  return Array.from(bytes, (byte) =>
    byte < 0xa0 ? String.fromCharCode(byte) : decoder.decode(Uint8Array.of(byte)),
  ).join("");
};

/** What windows-1252 has from 80 to 9F; some versions of the platform take it for Latin-1 there. */
const windows1252 = "€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ";

const cp1252: Decoder = (bytes) =>
  latin1(bytes).replace(/[\x80-\x9f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80]!);

const latin1 = bytewise(0xff);
const ascii = bytewise(0x7f);

const decoders: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ...platform.flatMap(([label, ...names]) =>
    names.map((name): [string, Decoder] => [name, platformDecoder(label!)]),
  ),
  ...under(latin1, "latin_1 latin1 latin l1 iso_8859_1 iso8859_1 8859 cp819 iso_ir_100 iso8859"),
  ...under(cp1252, "cp1252 windows_1252 1252"),
  ...under(ascii, "ascii us_ascii 646"),
  ...under(utf16, "utf_16 utf16 u16"),
  ...under(utf32(undefined), "utf_32 utf32 u32"),
  ...under(utf32("le"), "utf_32_le utf_32le"),
  ...under(utf32("be"), "utf_32_be utf_32be"),
  ...under(isoOf("windows-1254"), "iso8859_9 iso_8859_9 latin5 l5 latin_5"),
  ...under(isoOf("windows-874"), "iso8859_11 iso_8859_11 thai"),
]);

function under(decoder: Decoder, names: string): [string, Decoder][] {
  return names.split(" ").map((name) => [name, decoder]);
}

/** The names by which encodings are known, as they are usually written. */
export function encodingNames(): string[] {
  return [...decoders.keys()].map((name) => name.replaceAll("_", "-"));
}

/** What reads an encoding, by any of its names: case, hyphens, spaces and dots do not matter. */
export function decoderOf(name: string): Decoder | undefined {
  return decoders.get(
    name
      .trim()
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "_"),
  );
}
