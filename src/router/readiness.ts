/** Longest that a process of subgraphs is waited for, in milliseconds. */
const PATIENCE = 3_000;

/** What processes of subgraphs say of being ready, all of it together; rejects when none of them is. */
export async function readiness(origins: readonly string[]): Promise<object> {
  const said = await Promise.allSettled(origins.map(ask));
  const ready = said.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (ready.length === 0) throw new Error(`no subgraph is ready: ${said.map(reasonOf).join("; ")}`);
  return Object.assign({}, ...ready);
}

async function ask(origin: string): Promise<object> {
  const response = await fetch(`${origin}/readyz`, { signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${origin} answers ${response.status}`);
  return (await response.json()) as object;
}

const reasonOf = (one: PromiseSettledResult<object>) => (one.status === "rejected" ? String(one.reason) : "ready");
