const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]; // prettier-ignore

/** A date in a format of `strftime`, in universal time. A code that is unknown stays as it is. */
export function formatDate(date: Date, format: string): string {
  return format.replace(/%(-?)([a-zA-Z%])/g, (all, plain: string, code: string) => {
    const value = fields[code]?.(date);
    if (value === undefined) return all;
    return plain ? value.replace(/^0+(?=\d)/, "") : value;
  });
}

const fields: Readonly<Record<string, (date: Date) => string>> = {
  "%": () => "%",
  a: (date) => days[date.getUTCDay()]!.slice(0, 3),
  A: (date) => days[date.getUTCDay()]!,
  b: (date) => months[date.getUTCMonth()]!.slice(0, 3),
  B: (date) => months[date.getUTCMonth()]!,
  c: (date) => formatDate(date, "%a %b %e %H:%M:%S %Y"),
  C: (date) => padded(Math.floor(date.getUTCFullYear() / 100)),
  d: (date) => padded(date.getUTCDate()),
  D: (date) => formatDate(date, "%m/%d/%y"),
  e: (date) => padded(date.getUTCDate(), 2, " "),
  F: (date) => formatDate(date, "%Y-%m-%d"),
  h: (date) => months[date.getUTCMonth()]!.slice(0, 3),
  H: (date) => padded(date.getUTCHours()),
  I: (date) => padded(date.getUTCHours() % 12 || 12),
  j: (date) => padded(dayOfYear(date) + 1, 3),
  m: (date) => padded(date.getUTCMonth() + 1),
  M: (date) => padded(date.getUTCMinutes()),
  n: () => "\n",
  p: (date) => (date.getUTCHours() < 12 ? "AM" : "PM"),
  R: (date) => formatDate(date, "%H:%M"),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  S: (date) => padded(date.getUTCSeconds()),
  t: () => "\t",
  T: (date) => formatDate(date, "%H:%M:%S"),
  u: (date) => String(date.getUTCDay() || 7),
  U: (date) => padded(Math.floor((dayOfYear(date) + 7 - date.getUTCDay()) / 7)),
  w: (date) => String(date.getUTCDay()),
  W: (date) => padded(Math.floor((dayOfYear(date) + 7 - ((date.getUTCDay() + 6) % 7)) / 7)),
  x: (date) => formatDate(date, "%m/%d/%y"),
  X: (date) => formatDate(date, "%H:%M:%S"),
  y: (date) => padded(date.getUTCFullYear() % 100),
  Y: (date) => String(date.getUTCFullYear()),
  z: () => "+0000",
  Z: () => "UTC",
};

function padded(number: number, width = 2, fill = "0"): string {
  return String(number).padStart(width, fill);
}

/** Days since the first of January. */
function dayOfYear(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  return (midnight - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000;
}
