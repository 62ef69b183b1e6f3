import { isArray, numberText, type Json, type JsonObject } from "../data/data.js";

/** Numbers as they are written, of however many digits: doubles say of 9007199254740993 that it is 9007199254740992. */

type Holder = JsonObject | readonly Json[];

/** `digits × 10 ** exponent`, with no zero at the end of the digits. */
interface Decimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** A number with its written form, if that differs from what JavaScript prints. */
export interface Written {
  readonly value: number;
  readonly text: string | undefined;
}

/** The number under a key of an object or array. */
export function writtenAt(value: number, holder: Holder | null, key: string): Written {
  return { value, text: holder === null ? undefined : numberText(holder, key) };
}

/** Numbers of more digits than this may not be what a double says. */
const exactDigits = 15;
/** More digits would make numbers that take long to reckon with. */
const mostDigits = 2000;

function isExact({ value, text }: Written): boolean {
  if (!Number.isFinite(value)) return false;
  // An exponent may make a number that is nearer to 0 than any double.
  return text === undefined || (text.length <= exactDigits && !/e/i.test(text));
}

const numberParts = /^(?<sign>-?)(?<whole>\d+)(?:\.(?<part>\d+))?(?:[eE](?<exponent>[-+]?\d+))?$/;

/** `null` for what is too large to reckon with. */
function decimalOf({ value, text = String(value) }: Written): Decimal | null {
  const parts = numberParts.exec(text)?.groups;
  if (!parts) return null;
  const { sign = "", whole = "", part = "", exponent = "0" } = parts;
  const written = whole + part;
  let end = written.length;
  while (written.charCodeAt(end - 1) === 0x30) end--;
  const digits = written.slice(0, end);
  const shift = Number(exponent) + whole.length - digits.length;
  if (digits.replace(/^0+/, "") === "") return { digits: 0n, exponent: 0 };
  if (!Number.isSafeInteger(shift) || digits.length > mostDigits) return null;
  return { digits: BigInt(`${sign}${digits}`), exponent: shift };
}

/** Both as whole numbers of the same unit; `null` where one would have too many digits. */
function aligned(a: Decimal, b: Decimal): readonly [bigint, bigint] | null {
  const least = Math.min(a.exponent, b.exponent);
  if (Math.max(a.exponent, b.exponent) - least > mostDigits) return null;
  const scaled = ({ digits, exponent }: Decimal) => digits * 10n ** BigInt(exponent - least);
  return [scaled(a), scaled(b)];
}

/** Negative, 0 or positive, as the first number is less than, equal to or greater than the second. */
export function compareNumbers(a: Written, b: Written): number {
  const [first, second] = isExact(a) && isExact(b) ? [] : [decimalOf(a), decimalOf(b)];
  if (!first || !second) return a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  const [one, other] = aligned(first, second) ?? [magnitude(first), magnitude(second)];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** What orders numbers that are far from each other: the length of their digits, with their sign. */
function magnitude({ digits, exponent }: Decimal): number {
  const length = 2 ** 52 + String(digits).length + exponent; // no exponent is as far below 0
  return digits === 0n ? 0 : digits < 0n ? -length : length;
}

/** Whether a number is a multiple of another one, which is greater than 0. */
export function isMultipleOf(number: Written, of: Written): boolean {
  if (isExact(number) && isExact(of) && Number.isSafeInteger(number.value))
    if (Number.isSafeInteger(of.value)) return number.value % of.value === 0;
  const [a, b] = [decimalOf(number), decimalOf(of)];
  if (!a || !b || b.digits === 0n) return true; // nobody can say
  const both = aligned(a, b);
  return both === null || both[0] % both[1] === 0n;
}

export function isInteger(number: Written): boolean {
  if (isExact(number)) return Number.isInteger(number.value);
  const decimal = decimalOf(number);
  return decimal ? decimal.exponent >= 0 : Number.isInteger(number.value);
}

/** The integer next to a number: of a lower bound the least that is allowed, of an upper one the greatest. */
export function nearestInteger(number: Written, isLower: boolean, isExclusive: boolean): Written {
  const decimal = decimalOf(number);
  if (!decimal || Math.abs(decimal.exponent) > mostDigits) return number;
  const { digits, exponent } = decimal;
  const unit = exponent < 0 ? 10n ** BigInt(-exponent) : 1n;
  const whole = exponent < 0 ? digits / unit : digits * 10n ** BigInt(exponent);
  // BigInt cuts towards zero.
  const rest = exponent < 0 ? digits % unit : 0n;
  const step = isLower ? 1n : -1n;
  const isCut = rest !== 0n && rest > 0n === isLower;
  const nearest = isCut || (rest === 0n && isExclusive) ? whole + step : whole;
  return { value: Number(nearest), text: String(nearest) };
}

/** A text that is the same for the same numbers, whatever their digits. */
export function canonicalNumber(number: Written): string {
  const { value, text } = number;
  if (text === undefined && Number.isSafeInteger(value)) return String(value === 0 ? 0 : value);
  const decimal = decimalOf(number);
  if (!decimal) return text ?? String(value);
  const { digits, exponent } = decimal;
  const whole = exponent >= 0 && exponent <= exactDigits ? digits * 10n ** BigInt(exponent) : null;
  const isSafe = whole !== null && Number.isSafeInteger(Number(whole));
  return isSafe ? String(whole) : `${digits}e${exponent}`;
}

/** Deeper values, which no file has, count as the same. */
const deepest = 500;

/** A text that is the same for the same values, whatever the order of keys and the digits of numbers. */
export function canonical(value: Json, holder: Holder | null, key: string, depth = 0): string {
  if (typeof value === "number") return canonicalNumber(writtenAt(value, holder, key));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (depth > deepest) return "…";
  const below = (name: string) => canonical((value as JsonObject)[name]!, value, name, depth + 1); // an array is read by its indices
  if (isArray(value)) return `[${Object.keys(value).map(below).join()}]`;
  const names = Object.keys(value).toSorted();
  return `{${names.map((name) => `${JSON.stringify(name)}:${below(name)}`).join()}}`;
}
