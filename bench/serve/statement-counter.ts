import { type AddressInfo, connect, createServer } from "node:net";

export interface StatementCounter {
  /** The database's address, by way of this counter. */
  readonly url: string;
  count(): number;
  close(): void;
}

/** Messages of a client that run a statement: simple query, and execution of a prepared one. */
const RUNS = new Set(["Q".charCodeAt(0), "E".charCodeAt(0)]);

/** Stands between a server and its PostgreSQL and counts the statements that cross the wire, whatever client sends them. */
export async function countStatements(databaseUrl: string): Promise<StatementCounter> {
  const target = new URL(databaseUrl);
  let statements = 0;
  const server = createServer((client) => {
    const postgres = connect(Number(target.port || 5432), target.hostname);
    const read = messages((type) => {
      if (RUNS.has(type)) statements += 1;
    });
    client.on("data", read);
    client.pipe(postgres).pipe(client);
    for (const socket of [client, postgres]) socket.on("error", () => [client, postgres].map((end) => end.destroy()));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port);
  return { url: url.href, count: () => statements, close: () => server.close() };
}

/** Finds the messages in what a client sends; the first one, which opens the session, has no type. */
function messages(tell: (type: number) => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  let typed = false;
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (;;) {
      const head = typed ? 1 : 0;
      if (rest.length < head + 4) return;
      const length = head + rest.readUInt32BE(head);
      if (rest.length < length) return;
      if (typed) tell(rest[0] as number);
      typed = true;
      rest = rest.subarray(length);
    }
  };
}
