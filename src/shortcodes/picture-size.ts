/** Width and height of a picture in pixels, as the head of its file says; `null` where it does not, as in drawings. */
export function pictureSize(bytes: Uint8Array): readonly [width: number, height: number] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { magic, at = 0, least, size } of formats)
    if (bytes.length >= least && latin(bytes, at, magic.length) === magic) {
      const found = size(view, bytes);
      return found && found[0] > 0 && found[1] > 0 ? found : null;
    }
  return null;
}

type Size = readonly [width: number, height: number];

interface Format {
  readonly magic: string;
  readonly at?: number;
  /** How many bytes its head has. */
  readonly least: number;
  readonly size: (view: DataView, bytes: Uint8Array) => Size | null;
}

const formats: readonly Format[] = [
  // The chunk IHDR is the first one: https://www.w3.org/TR/png-3/#11IHDR
  {
    magic: "\x89PNG\r\n\x1a\n",
    least: 24,
    size: (view) => [view.getUint32(16), view.getUint32(20)],
  },
  { magic: "GIF8", least: 10, size: (view) => [view.getUint16(6, true), view.getUint16(8, true)] },
  { magic: "WEBP", at: 8, least: 30, size: webpSize },
  { magic: "\xff\xd8", least: 4, size: jpegSize },
  {
    magic: "BM",
    least: 26,
    size: (view) => [view.getInt32(18, true), Math.abs(view.getInt32(22, true))],
  },
];

/** The three kinds of chunks that a WebP begins with: https://www.rfc-editor.org/rfc/rfc9649 */
function webpSize(view: DataView, bytes: Uint8Array): Size | null {
  switch (latin(bytes, 12, 4)) {
    case "VP8 ":
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
    }
    case "VP8X":
      return [uint24(view, 24) + 1, uint24(view, 27) + 1];
    default:
      return null;
  }
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

/** The size stands in the segment that begins a frame, after others: ITU-T T.81, annex B. */
function jpegSize(view: DataView, bytes: Uint8Array): Size | null {
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return [view.getUint16(at + 7), view.getUint16(at + 5)];
    const isBare = marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
    at += isBare ? (marker === 0xff ? 1 : 2) : 2 + view.getUint16(at + 2);
  }
  return null;
}

function latin(bytes: Uint8Array, start: number, length: number): string {
  return Buffer.from(bytes.subarray(start, start + length)).toString("latin1");
}
