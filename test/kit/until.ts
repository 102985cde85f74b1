/** Waits for what must become true, looking often; fails after `patience` milliseconds. */
export async function until(holds: () => boolean | Promise<boolean>, patience = 10_000): Promise<void> {
  const end = performance.now() + patience;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not so within ${patience} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
