/** A number as JSON has it. See RFC 8259, section 6. */
const jsonNumber = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const wholeNumber = /^(?<sign>[-+]?)(?<digits>0b[01]+|0o?[0-7]+|0x[\da-f]+)$/i;

/**
 * A number of YAML as JSON has it, digit by digit: `+1.10` is `1.10`, `.5` is `0.5`, `0xff` is `255`. `null` where JSON
 * has no such number.
 */
export function writtenNumber(written: string): string | null {
  if (jsonNumber.test(written)) return written;
  const text = written.replaceAll("_", "");
  const { sign = "", digits } = wholeNumber.exec(text)?.groups ?? {};
  if (digits !== undefined && /^0[box]/i.test(digits))
    return `${sign === "-" ? "-" : ""}${BigInt(digits.toLowerCase())}`;
  const decimal = text
    .replace(/^\+/, "")
    .replace(/^(-?)\./, "$10.")
    .replace(/^(-?)0+(?=\d)/, "$1")
    .replace(/\.(?=$|[eE])/, ".0");
  return jsonNumber.test(decimal) ? decimal : null;
}
