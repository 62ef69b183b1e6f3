/** `m.a$b$c`, `m.a$b`, `m.a`: the names of the events that an example of this name may be of, the closest one first. */
export function eventsOfExample(name: string): readonly string[] {
  const parts = name.split("$");
  return parts.map((_, index) => parts.slice(0, parts.length - index).join("$"));
}

type ByEvent<T> = ReadonlyMap<string, readonly (readonly [name: string, example: T])[]>;

const known = new WeakMap<ReadonlyMap<string, unknown>, ByEvent<unknown>>();

/** Examples by the names of the events that they may be of, each with its own name. Of a map that is as it was, this is the same. */
export function examplesByEvent<T>(examples: ReadonlyMap<string, T>): ByEvent<T> {
  const found = known.get(examples);
  if (found) return found as ByEvent<T>; // of the same map
  const byEvent = new Map<string, (readonly [string, T])[]>();
  for (const [name, example] of examples)
    for (const event of eventsOfExample(name)) {
      const others = byEvent.get(event);
      if (others) others.push([name, example]);
      else byEvent.set(event, [[name, example]]);
    }
  known.set(examples, byEvent);
  return byEvent;
}
