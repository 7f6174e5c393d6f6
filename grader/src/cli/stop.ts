/** The first Ctrl-C finishes what is in hand; the second one ends at once, and the journal keeps what is done. */
export function stopOnSignal(): { signal: AbortSignal; end: () => void } {
  const controller = new AbortController();
  const heard = () => {
    if (controller.signal.aborted) process.exit(130);
    process.stderr.write("\nFinishing what is in hand; press Ctrl-C again to stop at once.\n");
    controller.abort();
  };
  const signals = ["SIGINT", "SIGTERM"] as const;
  for (const signal of signals) process.on(signal, heard);
  return {
    signal: controller.signal,
    end: () => {
      for (const signal of signals) process.off(signal, heard);
    },
  };
}
