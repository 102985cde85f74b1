import { setTimeout as sleep } from "node:timers/promises";

/** How long a server may take to end in order before it is ended at once, and then before we give up waiting. */
const patience = { fast: 20_000, immediate: 10_000 };

/**
 * Ends a server: rolls back what is open, writes everything down and leaves (SIGINT). When that takes too long, at once
 * (SIGQUIT): nothing committed is lost, the next start recovers it. Answers whether the server has ended.
 */
export async function shutDown(pid: number, hasEnded: () => boolean | Promise<boolean>): Promise<boolean> {
  return (
    (await signal(pid, "SIGINT", hasEnded, patience.fast)) ||
    (await signal(pid, "SIGQUIT", hasEnded, patience.immediate))
  );
}

/** Sends a signal and waits for the process to end of it. */
export async function signal(
  pid: number,
  name: NodeJS.Signals,
  hasEnded: () => boolean | Promise<boolean>,
  milliseconds: number,
): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
  while (!(await hasEnded())) {
    if (performance.now() > deadline) return false;
    await sleep(5);
  }
  return true;
}
