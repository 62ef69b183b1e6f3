/** `m.a$b$c`, `m.a$b`, `m.a`: the names of the events that an example of this name may be of, the closest one first. */
export function eventsOfExample(name: string): readonly string[] {
  const parts = name.split("$");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("$"));
}
