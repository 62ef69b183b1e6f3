import { isUtf8 } from "node:buffer";
import { faultOfSvg } from "../html/svg.js";

/** Formats of pictures that browsers show: the ends of their files' names, and whether bytes are in them. */
interface Format {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly begins: (bytes: Uint8Array) => boolean;
}

const formats: readonly Format[] = [
  { name: "PNG", extensions: ["png", "apng"], begins: startsWith("\x89PNG\r\n\x1a\n") },
  { name: "JPEG", extensions: ["jpg", "jpeg", "jpe", "jfif"], begins: startsWith("\xff\xd8\xff") },
  {
    name: "GIF",
    extensions: ["gif"],
    begins: (bytes) => startsWith("GIF87a")(bytes) || startsWith("GIF89a")(bytes),
  },
  {
    name: "WebP",
    extensions: ["webp"],
    begins: (bytes) => startsWith("RIFF")(bytes) && startsWith("WEBP", 8)(bytes),
  },
  {
    name: "AVIF",
    extensions: ["avif"],
    begins: (bytes) => startsWith("ftyp", 4)(bytes) && /avi[fs]/.test(latin(bytes, 8, 64)),
  },
  { name: "BMP", extensions: ["bmp"], begins: startsWith("BM") },
  { name: "ICO", extensions: ["ico"], begins: startsWith("\0\0\x01\0") },
];

/**
 * Why a file is not copied to the site as a picture: its name or its content says that it is none, the two do not agree,
 * or it is a drawing that can do more than be looked at. `null` for one that is.
 */
export function faultOfPicture(path: string, bytes: Uint8Array): string | null {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? "";
  if (extension === "svg") return faultOfDrawing(bytes);
  const format = formats.find(({ extensions }) => extensions.includes(extension));
  if (!format) {
    const names = ["SVG", ...formats.map(({ name }) => name)].join(", ");
    return `its name does not end as that of a picture (${names})`;
  }
  if (format.begins(bytes)) return null;
  const actual = formats.find(({ begins }) => begins(bytes));
  return `its content is not ${format.name}${actual ? ` but ${actual.name}` : ""}`;
}

function faultOfDrawing(bytes: Uint8Array): string | null {
  if (!isUtf8(bytes) || bytes.includes(0)) return "its content is not SVG in UTF-8";
  return faultOfSvg(Buffer.from(bytes).toString("utf8"));
}

function startsWith(head: string, at = 0): (bytes: Uint8Array) => boolean {
  return (bytes) => latin(bytes, at, at + head.length) === head;
}

function latin(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.subarray(start, end)).toString("latin1");
}
