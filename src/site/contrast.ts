/**
 * How well a colour is read on another, as WCAG counts it: 1 (not at all) to 21 (black on white). Colours are `#rgb` or
 * `#rrggbb`.
 *
 * @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
 */
export function contrast(color: string, ground: string): number {
  const [darker, lighter] = [luminance(color), luminance(ground)].sort((a, b) => a - b);
  return (lighter! + 0.05) / (darker! + 0.05);
}

/** A colour mixed with white until it is read well enough. */
export function lighterUntil(color: string, ground: string, ratio: number): string {
  for (let part = 0; part < 1; part += 0.05) {
    const mixed = channels(color).map((value) => Math.round(value + (255 - value) * part));
    const shown = `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
    if (contrast(shown, ground) >= ratio) return shown;
  }
  return "#ffffff";
}

function channels(color: string): number[] {
  const digits = color.slice(1);
  const pairs =
    digits.length === 3 ? [...digits].map((digit) => digit + digit) : digits.match(/../g)!;
  return pairs.map((pair) => Number.parseInt(pair, 16));
}

function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
