import { expect } from "vitest";
import { parseRst } from "../src/rst/rst.js";

/** Time of the processor in milliseconds: what other processes take does not count. */
export function processorTime(work: () => unknown): number {
  const time = processorClock();
  work();
  return time();
}

/** A clock that begins now, and tells the milliseconds of the processor since. */
export function processorClock(): () => number {
  const start = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
}

const ordinary =
  "Some *text* with ``code`` and a `link <http://a.example/>`_.\n\n- an item\n\n".repeat(500);

/** How much slower than an ordinary one this machine is at the moment; 1 at least. */
function slowness(): number {
  const read = () => void parseRst({ path: "ordinary", text: ordinary }, () => {});
  // The first reading pays for what is compiled.
  read();
  return Math.max(1, processorTime(read) / 40);
}

/** How often a reading that is too long is taken again: others use the machine too. */
const attempts = 4;

/** In milliseconds: a second, and some for what the machine does besides. */
const limit = 1500;

/** Holds that the work takes a second at most on an ordinary machine. */
export function expectWithinASecond(work: () => unknown): void {
  let time = processorTime(work);
  for (let left = attempts; time >= limit && left > 0; left--)
    time = Math.min(time, processorTime(work) / slowness());
  expect(time, "milliseconds").toBeLessThan(limit);
}

/** Times too short to be measured are taken for this. */
const shortest = 8;

/**
 * Holds that the work grows as its size does. The size doubles up to `most` times the first one, or until the
 * work takes a while. Three times the time in proportion are allowed; a square takes four times or more by then.
 */
export function expectLinear(work: (size: number) => unknown, first = 1, most = 16): void {
  const best = (size: number, rounds: number) =>
    Math.min(...Array.from({ length: rounds }, () => processorTime(() => work(size))));
  let small: { size: number; time: number } | undefined;
  for (let size = first; size <= first * most; size *= 2) {
    const time = best(size, 1);
    if (!small || small.time < shortest) small = { size, time };
    const growth = (of: number) => of / Math.max(small!.time, shortest) / (size / small!.size);
    if (growth(time) <= 3) {
      if (time > 60 && size >= 4 * small.size) return;
      continue;
    }
    let again = time;
    for (let rounds = 1; growth(again) > 3 && rounds <= attempts; rounds++) {
      small = { size: small.size, time: best(small.size, rounds) };
      again = Math.min(again, best(size, rounds));
    }
    expect(growth(again), `growth at ${size / small.size} times the size`).toBeLessThan(3);
  }
}
