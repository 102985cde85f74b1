import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { request as open } from "node:http";
import { join } from "node:path";
import { DIALECTS, type Question } from "./questions.js";

export interface Request {
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly etag: string | undefined;
  readonly body: string;
}

/** A way to ask: what its answers' status is, and the requests for a question. */
export interface Form {
  readonly status: number;
  make(port: number, question: Question): Promise<readonly Request[]>;
}

function post({ query, variables }: Question): readonly Request[] {
  return variables.map((values) => {
    const body = JSON.stringify({ query, variables: values });
    const headers = { "content-type": "application/json", "content-length": String(Buffer.byteLength(body)) };
    return { method: "POST", path: "/graphql", headers, body };
  });
}

const idOf = (text: string) => `sha256:${createHash("sha256").update(text).digest("hex")}`;

/** Writes the documents that a front end of ours would be built with; gives the file. */
export async function writeDocuments(folder: string): Promise<string> {
  const file = join(folder, "documents.json");
  const texts = Object.values(DIALECTS.ours);
  await writeFile(file, JSON.stringify(Object.fromEntries(texts.map((text) => [idOf(text), text]))));
  return file;
}

async function persisted(_port: number, question: Question): Promise<readonly Request[]> {
  return question.variables.map((values) => {
    const search = new URLSearchParams({ documentId: idOf(question.query), variables: JSON.stringify(values) });
    return { method: "GET", path: `/graphql?${search}`, headers: {} };
  });
}

export const FORMS = {
  POST: { status: 200, make: async (_port, question) => post(question) },
  "persisted GET": { status: 200, make: persisted },
  "not modified": {
    status: 304,
    async make(port, question) {
      const requests = await persisted(port, question);
      return Promise.all(
        requests.map(async (request) => {
          const { etag } = await ask(port, request);
          return { ...request, headers: { ...request.headers, "if-none-match": etag ?? "none" } };
        }),
      );
    },
  },
} as const satisfies Readonly<Record<string, Form>>;
export type FormName = keyof typeof FORMS;

/** What goes over the wire. */
export function wire({ method, path, headers, body = "" }: Request, port: number): string {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`).toString("base64");
}

/** Asks once, on a connection of its own. */
export function ask(port: number, { method, path, headers, body }: Request): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = open({ host: "127.0.0.1", port, method, path, headers, agent: false }, async (response) => {
      const chunks: Buffer[] = await response.toArray();
      resolve({
        status: response.statusCode ?? 0,
        etag: response.headers.etag,
        body: Buffer.concat(chunks).toString(),
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}
