const digits: readonly (readonly [string, number])[] = [
  ["M", 1000],
  ["CM", 900],
  ["D", 500],
  ["CD", 400],
  ["C", 100],
  ["XC", 90],
  ["L", 50],
  ["XL", 40],
  ["X", 10],
  ["IX", 9],
  ["V", 5],
  ["IV", 4],
  ["I", 1],
];

const largest = 4999;

/** A number as Roman numeral, `null` where there is none. */
export function toRoman(number: number): string | null {
  if (number < 1 || number > largest) return null;
  let left = number;
  let out = "";
  for (const [digit, value] of digits)
    while (left >= value) {
      out += digit;
      left -= value;
    }
  return out;
}

/** The number that a Roman numeral of capitals stands for; `null` where it is not the one way to write it. */
export function fromRoman(text: string): number | null {
  // The longest one, MMMMDCCCLXXXVIII, has 16 digits.
  if (text.length > 16) return null;
  let at = 0;
  let number = 0;
  for (const [digit, value] of digits)
    while (text.startsWith(digit, at)) {
      at += digit.length;
      number += value;
    }
  return toRoman(number) === text ? number : null;
}
