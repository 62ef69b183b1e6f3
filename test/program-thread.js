/** The thread of `program.ts`: runs the compiled program again and again. */
import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";

const { program, done, port } = workerData;
const { run } = createRequire(import.meta.url)(program);

parentPort.on("message", async ({ args, env }) => {
  process.env = env;
  let [out, err] = ["", ""];
  const code = await run(args, {
    out: (text) => void (out += text),
    err: (text) => void (err += text),
    ask: null,
    terminal: false,
    color: false,
    outColor: false,
    version: "0",
  });
  port.postMessage({ code, out, err });
  Atomics.store(done, 0, 1);
  Atomics.notify(done, 0);
});
