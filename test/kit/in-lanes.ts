/**
 * Does the work for all things, so many at a time; each lane takes the next when it is free. Results in the order of the things.
 * Once it fails for one, no other is begun.
 */
export async function inLanes<T, R>(lanes: number, things: readonly T[], work: (thing: T, at: number) => Promise<R>) {
  const results = new Array<R>(things.length);
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < things.length; at = next++) results[at] = await work(things[at] as T, at);
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } catch (error) {
    next = things.length;
    throw error;
  }
  return results as readonly R[];
}
