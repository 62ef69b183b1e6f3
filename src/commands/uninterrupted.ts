const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Do what is done all at once: a signal waits until it is whole, only a kill can come in between. */
export function uninterrupted<T>(work: () => T): T {
  const wait = () => {};
  for (const signal of signals) process.on(signal, wait);
  try {
    return work();
  } finally {
    for (const signal of signals) process.off(signal, wait);
  }
}
