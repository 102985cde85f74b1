import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { request as sendRequest } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal } from "../../../src/graph/errors.js";
import type { MediaType } from "../../../src/graph/transfer/media-types.js";
import { createTickets } from "../../../src/graph/transfer/tickets.js";
import { BlobStoreError, type Blobs } from "../../../src/platform/blobs/blobs.js";
import { createFolderBlobs } from "../../../src/platform/blobs/folder-blobs.js";
import { createSeals } from "../../../src/platform/seal.js";
import { CFDI, jpeg, pdf, png, type SampleFile, sampleFile, xlsx } from "../../kit/sample-files.js";
import { startTestServer, type TestServer } from "../../kit/server.js";
import { until } from "../../kit/until.js";

const LARGEST = 10 * 1024 * 1024;
let folder: string;
let blobs: Blobs;
let server: TestServer;
let time = Date.now();
const heard: string[] = [];
let refuseWith: Error | undefined;
const tickets = createTickets(createSeals(randomBytes(32)), () => new Date(time));
const received = async (fileId: string) => {
  if (refuseWith !== undefined) throw refuseWith;
  heard.push(fileId);
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ventanilla-transfer-"));
  blobs = await createFolderBlobs(folder);
  server = await startTestServer({ transfers: { blobs, tickets, received, patience: { pause: 200, whole: 2_000 } } });
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  heard.length = 0;
  refuseWith = undefined;
});

const pdfOf = (padding = 0, name = "acta") => sampleFile(pdf(padding), "application/pdf", { name });
const uploadPath = ({ file }: SampleFile) => tickets.uploadUrlPath(file).path;
const downloadPath = ({ file }: SampleFile) => tickets.downloadUrlPath(file).path;

async function put(path: string, body: NonNullable<RequestInit["body"]>, headers: Record<string, string> = {}) {
  const response = await fetch(server.url + path, { method: "PUT", body, headers });
  const text = await response.text();
  const [error] = text === "" ? [] : (JSON.parse(text) as { errors: { message: string; extensions: object }[] }).errors;
  return { status: response.status, headers: response.headers, error };
}

/** Sends what fetch would not, piece by piece; the answer's status and text, or how the connection ended. */
function sendRaw(
  path: string,
  headers: Record<string, string>,
  pieces: AsyncIterable<Buffer> | Buffer[] = [],
  to = server.url,
) {
  const { hostname, port } = new URL(to);
  const sent = sendRequest({ hostname, port, path, method: "PUT", headers });
  const answer = new Promise<{ status: number; text: string }>((resolve, reject) => {
    sent.on("error", reject);
    sent.on("response", async (response) => {
      const text = Buffer.concat(await response.toArray()).toString();
      resolve({ status: response.statusCode ?? 0, text });
    });
  });
  const writing = (async () => {
    for await (const piece of pieces) sent.write(piece);
  })();
  return { sent, answer, finish: () => writing.then(() => void sent.end()) };
}

describe("bringing a file", () => {
  it.each([
    ["application/pdf", pdf(300_000)],
    ["image/jpeg", jpeg()],
    ["image/png", png()],
    ["application/xml", Buffer.from(CFDI)],
    ["text/csv", Buffer.from("rfc,empleos\nAAA010101AAA,5\n")],
    ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx("last")],
  ] as [MediaType, Buffer][])("keeps a file of type %s, and says so", async (mediaType, bytes) => {
    const sample = sampleFile(bytes, mediaType);
    expect(await put(uploadPath(sample), new Uint8Array(bytes))).toMatchObject({ status: 204 });
    expect(heard).toEqual([sample.file.fileId]);
    const kept = await fetch(server.url + downloadPath(sample));
    expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it("takes 10 MiB, and whatever the client calls it", async () => {
    const sample = pdfOf(LARGEST - pdf().length);
    expect(sample.file.size).toBe(LARGEST);
    const answer = await put(uploadPath(sample), new Uint8Array(sample.bytes), { "content-type": "application/json" });
    expect(answer.status).toBe(204);
  });

  it("a second time changes nothing and answers alike, even if the first was not heard of", async () => {
    const sample = pdfOf();
    refuseWith = Object.assign(new Error("gone"), { code: "ECONNREFUSED" });
    const first = await put(uploadPath(sample), new Uint8Array(sample.bytes));
    expect([first.status, first.headers.get("retry-after")]).toEqual([503, "2"]);
    expect(first.error?.extensions).toMatchObject({ code: "UNAVAILABLE", correlationId: expect.any(String) });
    expect(heard).toEqual([]);
    refuseWith = undefined;
    const path = uploadPath(sample);
    const twice = [await put(path, "x".repeat(sample.file.size)), await put(path, new Uint8Array(sample.bytes))];
    expect(twice.map(({ status }) => status)).toEqual([204, 204]);
    expect(heard).toEqual([sample.file.fileId, sample.file.fileId]);
    const kept = await fetch(server.url + downloadPath(sample));
    expect(Buffer.from(await kept.arrayBuffer()).equals(sample.bytes)).toBe(true);
  });

  it("at the same time twice leaves one whole file", async () => {
    const sample = pdfOf(1_000_000);
    const path = uploadPath(sample);
    const both = await Promise.all([1, 2].map(() => put(path, new Uint8Array(sample.bytes))));
    expect(both.map(({ status }) => status)).toEqual([204, 204]);
    expect(await blobs.has(sample.file.key)).toBe(true);
  });

  it.each([
    [
      "other bytes",
      (bytes: Buffer) => Buffer.from(bytes.toString("latin1").replace("xxx", "xyx"), "latin1"),
      400,
      "FILE_DIGEST_MISMATCH",
    ],
    ["a byte too many", (bytes: Buffer) => Buffer.concat([bytes, Buffer.from(" ")]), 400, "FILE_LENGTH_MISMATCH"],
    ["a byte too few", (bytes: Buffer) => bytes.subarray(1), 400, "FILE_LENGTH_MISMATCH"],
    ["another kind", (bytes: Buffer) => Buffer.alloc(bytes.length, "<script>"), 415, "FILE_TYPE_MISMATCH"],
  ])("refuses %s, and keeps nothing", async (_what, change, status, code) => {
    const sample = pdfOf(500_000);
    const answer = await put(uploadPath(sample), new Uint8Array(change(sample.bytes)));
    expect(answer).toMatchObject({ status, error: { extensions: { code } } });
    expect(await blobs.has(sample.file.key)).toBe(false);
    expect(heard).toEqual([]);
    expect(await readdir(join(folder, "arriving"))).toEqual([]);
    expect((await put(uploadPath(sample), new Uint8Array(sample.bytes))).status).toBe(204);
  });

  it("wants the length said, and bytes as they are", async () => {
    const sample = pdfOf();
    const chunked = sendRaw(uploadPath(sample), { "transfer-encoding": "chunked" }, [sample.bytes]);
    await chunked.finish();
    expect(await chunked.answer).toMatchObject({ status: 411, text: expect.stringContaining("LENGTH_REQUIRED") });
    const zipped = await put(uploadPath(sample), new Uint8Array(sample.bytes), { "content-encoding": "gzip" });
    expect(zipped).toMatchObject({ status: 415, error: { extensions: { code: "ENCODING_NOT_TAKEN" } } });
    expect(await put(uploadPath(sample), "")).toMatchObject({ status: 400 });
  });

  it("answers every ticket that does not open with the same words", async () => {
    const sample = pdfOf();
    const bytes = new Uint8Array(sample.bytes);
    const path = uploadPath(sample);
    const late = path;
    time += 15 * 60 * 1_000;
    const answers = [await put(late, bytes)];
    time = Date.now();
    for (const wrong of [`${path}A`, `${path.slice(0, -1)}~`, "/files/", "/files/x", `${path}/x`, downloadPath(sample)])
      answers.push(await put(wrong, bytes));
    for (const { status, error } of answers) expect([status, error]).toEqual([404, answers[0]?.error]);
    expect(answers[0]?.error?.extensions).toEqual({ code: "NOT_FOUND" });
  });

  it("ends when the body comes too slowly: after a pause, or when all of it takes too long", async () => {
    const sample = pdfOf(100_000);
    const headers = { "content-length": String(sample.file.size) };
    const silent = sendRaw(uploadPath(sample), headers, [sample.bytes.subarray(0, 10)]);
    expect(await silent.answer).toMatchObject({ status: 408, text: expect.stringContaining("TOO_SLOW") });
    let going = true;
    async function* drops() {
      for (let at = 0; going; at++) {
        yield sample.bytes.subarray(at, at + 1);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    const dripping = sendRaw(uploadPath(sample), headers, drops());
    expect(await dripping.answer).toMatchObject({ status: 408 });
    going = false;
    for (const { sent } of [silent, dripping]) sent.destroy();
    expect(await readdir(join(folder, "arriving"))).toEqual([]);
  });

  it("is put off while too many arrive at once, and only then", async () => {
    const other = await startTestServer({ transfers: { blobs, tickets, received } });
    const stalled = Array.from({ length: 32 }, () => {
      const sample = pdfOf(100_000);
      const headers = { "content-length": String(sample.file.size) };
      return sendRaw(uploadPath(sample), headers, [sample.bytes.subarray(0, 100)], other.url);
    });
    for (const { answer } of stalled) answer.catch(() => {});
    await until(async () => (await readdir(join(folder, "arriving"))).length === 32);
    const sample = pdfOf();
    const bring = () => fetch(other.url + uploadPath(sample), { method: "PUT", body: new Uint8Array(sample.bytes) });
    const refused = await bring();
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining("TOO_BUSY")]);
    for (const { sent } of stalled) sent.destroy();
    await until(async () => (await readdir(join(folder, "arriving"))).length === 0);
    expect((await bring()).status).toBe(204);
    await other.close();
  });

  it("leaves nothing of a client that goes away", async () => {
    const sample = pdfOf(2_000_000);
    const headers = { "content-length": String(sample.file.size) };
    const leaving = sendRaw(uploadPath(sample), headers, [sample.bytes.subarray(0, 1_000_000)]);
    leaving.answer.catch(() => {});
    await until(async () => (await readdir(join(folder, "arriving"))).length === 1);
    leaving.sent.destroy();
    await until(async () => (await readdir(join(folder, "arriving"))).length === 0);
    expect(await blobs.has(sample.file.key)).toBe(false);
  });

  it("answers in the reader's language, and with the words of whoever hears of the file when it refuses", async () => {
    const ask = (language: string) => put("/files/x", "x", { "accept-language": language });
    expect((await ask("en")).error?.message).toMatch(/^There is no file/);
    expect((await ask("fr")).error?.message).toMatch(/^No hay archivo/);
    refuseWith = new Refusal(
      "BAD_USER_INPUT",
      { es: "La solicitud ya se cerró", en: "The application is closed" },
      { since: "x" },
    );
    const sample = pdfOf();
    expect(await put(uploadPath(sample), new Uint8Array(sample.bytes), { "accept-language": "en" })).toMatchObject({
      status: 409,
      error: { message: "The application is closed", extensions: { code: "BAD_USER_INPUT", since: "x" } },
    });
  });

  it("says that it cannot now when the disk fails, and tells nothing of it", async () => {
    const sample = pdfOf();
    const broken: Blobs = {
      ...blobs,
      put: () => Promise.reject(new BlobStoreError("a file could not be kept: ENOSPC")),
    };
    const other = await startTestServer({ transfers: { blobs: broken, tickets, received } });
    const answer = await fetch(other.url + uploadPath(sample), { method: "PUT", body: new Uint8Array(sample.bytes) });
    expect(answer.status).toBe(503);
    expect(await answer.text()).not.toContain("ENOSPC");
    await other.close();
  });
});

describe("taking a file", () => {
  it("gives it to be saved, never shown, under its own name", async () => {
    const sample = pdfOf(0, "Acta «niño» (1)'s");
    await put(uploadPath(sample), new Uint8Array(sample.bytes));
    const answer = await fetch(server.url + downloadPath(sample));
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(sample.bytes.length),
      "content-disposition": "attachment; filename*=UTF-8''Acta%20%C2%ABni%C3%B1o%C2%BB%20%281%29%27s.pdf",
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "content-security-policy": "sandbox",
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(sample.bytes)).toBe(true);
  });

  it("answers alike for a ticket that does not open and for a file that is not there", async () => {
    const never = pdfOf();
    const answers = [];
    for (const path of [downloadPath(never), uploadPath(never), `${downloadPath(never)}A`, "/files/x"]) {
      const answer = await fetch(server.url + path);
      answers.push([answer.status, answer.headers.get("content-disposition"), await answer.text()]);
    }
    for (const answer of answers) expect(answer).toEqual([404, null, answers[0]?.[2]]);
  });

  it.each([20, 3_000_000])(
    "never gives the whole of a file that is no longer what it was (%i bytes)",
    async (padding) => {
      const sample = pdfOf(padding);
      await put(uploadPath(sample), new Uint8Array(sample.bytes));
      const { key } = sample.file;
      const rotten = Buffer.from(sample.bytes);
      rotten[rotten.length - 30] = 0x21;
      await writeFile(join(folder, key.slice(-2), key.slice(-4, -2), key), rotten);
      const answer = await fetch(server.url + downloadPath(sample)).catch(() => undefined);
      const whole = answer?.ok ? await answer.arrayBuffer().catch(() => undefined) : undefined;
      expect(whole).toBeUndefined();
    },
  );
});

describe("the routes of files", () => {
  it("leave the others as they were: JSON and nothing else, and no larger", async () => {
    const ask = (type: string, body: NonNullable<RequestInit["body"]>) =>
      fetch(`${server.url}/graphql`, { method: "POST", headers: { "content-type": type }, body });
    expect((await ask("application/pdf", new Uint8Array(pdf()))).status).toBe(415);
    expect((await ask("application/octet-stream", "{}")).status).toBe(415);
    expect((await ask("application/json", JSON.stringify({ query: " ".repeat(400_000) }))).status).toBe(413);
    expect((await ask("application/json", '{"query":"{ ping }"}')).status).toBe(200);
  });

  it("are not there unless files are", async () => {
    const without = await startTestServer();
    const sample = pdfOf();
    const answer = await fetch(without.url + uploadPath(sample), { method: "PUT", body: new Uint8Array(sample.bytes) });
    expect(answer.status).toBe(404);
    await without.close();
  });
});
