import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What a server may hold that has nothing to do, in bytes: more than that is what its last builds have left behind. */
const most = 200_000_000;

let collect: (() => void) | undefined;

/** Give memory back that builds have used: V8 itself waits for the next of them, which may be tomorrow. */
export function freeMemory(): void {
  if (process.memoryUsage.rss() < most) return;
  if (!collect) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void; // which the flag has put there
  }
  collect();
}
