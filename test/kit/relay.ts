import { once } from "node:events";
import {
  type AddressInfo,
  connect,
  createServer,
  type ListenOptions,
  type NetConnectOpts,
  type Socket,
} from "node:net";

/** One connection through a relay, both ends of it. */
export interface Passing {
  readonly near: Socket;
  readonly far: Socket;
  /** Cuts it at both ends. */
  end(): void;
}

export interface Relay {
  /** Where it listens, on a TCP address. */
  readonly port: number;
  /** Cuts all that is open. */
  cut(): void;
  close(): Promise<void>;
}

/** Stands between somebody and a server; `carry` says what becomes of the bytes of each connection. */
export async function startRelay(
  to: NetConnectOpts,
  carry: (passing: Passing) => void,
  listen: ListenOptions = { host: "127.0.0.1", port: 0 },
): Promise<Relay> {
  const open = new Set<Passing>();
  const server = createServer((near) => {
    const far = connect(to);
    const passing: Passing = {
      near,
      far,
      end() {
        open.delete(passing);
        near.destroy();
        far.destroy();
      },
    };
    open.add(passing);
    for (const socket of [near, far]) socket.on("error", passing.end).on("close", passing.end);
    carry(passing);
  });
  server.listen(listen);
  await once(server, "listening");
  const cut = () => {
    for (const passing of open) passing.end();
  };
  return {
    port: (server.address() as Partial<AddressInfo>).port ?? 0,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, "close");
    },
  };
}
