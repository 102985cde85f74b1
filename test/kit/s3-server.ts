import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type SigningKey, signatureFault } from "./sigv4.js";

export interface S3Server {
  readonly endpoint: string;
  /** What it keeps, by "/<bucket>/<key>". */
  readonly objects: Map<string, Buffer>;
  /** Method and path of every request that began. */
  readonly requests: string[];
  /** Answers every request with this status and code, until it is taken back. */
  failWith: { status: number; code: string } | undefined;
  /** Bodies of which the last byte did not come. */
  unfinished: number;
  close(): Promise<void>;
}

/** A small store that keeps objects in memory as S3 does, and takes no request whose signature is wrong. */
export async function startS3Server(key: SigningKey, bucket: string): Promise<S3Server> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    started.requests.push(`${request.method} ${request.url}`);
    answer(request, response).catch(() => {
      started.unfinished += 1;
      response.destroy();
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refuse = (status: number, code: string) => {
      response.writeHead(status, { "content-type": "application/xml" });
      response.end(request.method === "HEAD" ? "" : `<Error><Code>${code}</Code><Message>no</Message></Error>`);
    };
    if (started.failWith !== undefined) return refuse(started.failWith.status, started.failWith.code);
    const fault = signatureFault(request, key);
    if (fault !== undefined) return refuse(403, fault);
    const path = request.url ?? "";
    if (!path.startsWith(`/${bucket}/`)) return refuse(404, "NoSuchBucket");
    if (request.method === "PUT") {
      if (request.headers["content-length"] === undefined) return refuse(411, "MissingContentLength");
      const pieces: Buffer[] = [];
      for await (const piece of request) pieces.push(piece as Buffer);
      const bytes = Buffer.concat(pieces);
      if (createHash("sha256").update(bytes).digest("hex") !== request.headers["x-amz-content-sha256"])
        return refuse(400, "XAmzContentSHA256Mismatch");
      objects.set(path, bytes);
      response.writeHead(200).end();
      return;
    }
    if (request.method === "DELETE") {
      objects.delete(path);
      response.writeHead(204).end();
      return;
    }
    const found = objects.get(path);
    if (found === undefined) return refuse(404, "NoSuchKey");
    response.writeHead(200, { "content-length": found.length });
    response.end(request.method === "HEAD" ? undefined : found);
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const started: S3Server = {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    requests: [],
    failWith: undefined,
    unfinished: 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return started;
}
