import { generateKeyPairSync, type KeyObject, sign as signBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export type Json = Readonly<Record<string, unknown>>;

/** An ed25519 key pair under a name. */
export interface TestKey {
  readonly kid: string;
  readonly publicKey: KeyObject;
  readonly sign: (bytes: Buffer) => Buffer;
  readonly jwk: Json;
}

export function makeKey(kid: string): TestKey {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    kid,
    publicKey,
    sign: (bytes) => signBytes(null, bytes, privateKey),
    jwk: { ...publicKey.export({ format: "jwk" }), kid, use: "sig", alg: "EdDSA" },
  };
}

/** A token put together by hand, so that what no library would make can be made too. A part given as text is taken as it is. */
export function compact(header: Json | string, payload: Json | string, sign: (bytes: Buffer) => Buffer): string {
  const [first, second] = [header, payload].map((part) =>
    Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url"),
  );
  const signed = `${first}.${second}`;
  return `${signed}.${sign(Buffer.from(signed)).toString("base64url")}`;
}

/** An issuer on this machine: says which keys it has, can change them or fall silent, and counts what it is asked. */
export interface TestIssuer {
  readonly name: string;
  readonly jwksUrl: string;
  keys: readonly Json[];
  up: boolean;
  /** Where it sends those who ask. */
  movedTo: string | undefined;
  /** Paths that were asked for. */
  readonly asked: string[];
  close(): Promise<void>;
}

export async function startIssuer(keys: readonly Json[]): Promise<TestIssuer> {
  const server = createServer((request, response) => {
    issuer.asked.push(request.url ?? "");
    const moved = issuer.movedTo === undefined ? {} : { location: issuer.movedTo };
    response.writeHead(issuer.movedTo ? 302 : issuer.up ? 200 : 500, { "content-type": "application/json", ...moved });
    response.end(issuer.up ? JSON.stringify({ keys: issuer.keys }) : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer: TestIssuer = {
    name: `${address}/`,
    jwksUrl: `${address}/jwks.json`,
    keys,
    up: true,
    movedTo: undefined,
    asked: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return issuer;
}
