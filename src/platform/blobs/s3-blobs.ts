import { Readable } from "node:stream";
import { AwsV4Signer } from "aws4fetch";
import { Agent, type Dispatcher, request } from "undici";
import { BlobStoreError, type Blobs, checkKey, verified } from "./blobs.js";

/** Longest the store may take to connect, to begin its answer, or between two pieces of it; in milliseconds. */
const PATIENCE = { connect: 5_000, answer: 30_000, piece: 30_000 };
/** SHA-256 of nothing, for requests without a body. */
const NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

export interface S3Options {
  /** e.g. https://s3.us-east-1.amazonaws.com, or the address of a MinIO. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** What is sent, with the headers that speak of it. */
interface Body {
  readonly bytes: Readable;
  readonly headers: Readonly<Record<string, string>>;
}

/** Blobs as objects of one bucket of anything that speaks as Amazon S3 does; addresses are `<endpoint>/<bucket>/<key>`. */
export function createS3Blobs(options: S3Options): Blobs {
  const { endpoint, bucket, region, accessKey, secretKey } = options;
  const agent = new Agent({
    connect: { timeout: PATIENCE.connect },
    headersTimeout: PATIENCE.answer,
    bodyTimeout: PATIENCE.piece,
  });
  /** Signing keys of the day, made once by the signer. */
  const keys = new Map<string, ArrayBuffer>();
  const base = `${endpoint.replace(/\/+$/, "")}/${encodeURIComponent(bucket)}`;

  async function send(method: Dispatcher.HttpMethod, key: string, body?: Body) {
    const signer = new AwsV4Signer({
      method,
      url: `${base}/${checkKey(key)}`,
      headers: { "x-amz-content-sha256": NOTHING, ...body?.headers },
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: "s3",
      region,
      cache: keys,
    });
    const { url, headers } = await signer.sign();
    return request(url, {
      method,
      headers: Object.fromEntries(headers),
      body: body?.bytes ?? null,
      dispatcher: agent,
    });
  }

  return {
    async put(key, source, facts) {
      let fault: unknown;
      // The announced length is sent first and the last piece only once all was right: a wrong body stays an unfinished request.
      const bytes = Readable.from(
        watched(verified(source, facts), (error) => (fault = error)),
        { objectMode: false },
      );
      const headers = { "content-length": String(facts.size), "x-amz-content-sha256": facts.sha256 };
      try {
        const answer = await send("PUT", key, { bytes, headers });
        await expectOne(answer, [200], "kept");
      } catch (error) {
        throw fault ?? asStoreError(error);
      } finally {
        bytes.destroy();
      }
    },
    async has(key) {
      const answer = await send("HEAD", key).catch(rethrow);
      return (await expectOne(answer, [200, 404], "found")) === 200;
    },
    async get(key) {
      const answer = await send("GET", key).catch(rethrow);
      if (answer.statusCode === 200) return answer.body;
      await expectOne(answer, [404], "read");
      return undefined;
    },
    async remove(key) {
      await expectOne(await send("DELETE", key).catch(rethrow), [200, 204, 404], "removed");
    },
    close: () => agent.close(),
  };
}

/** Tells of what went wrong in the source itself, which the HTTP client reports in words of its own. */
async function* watched(source: AsyncIterable<Uint8Array>, tell: (error: unknown) => void) {
  try {
    yield* source;
  } catch (error) {
    tell(error);
    throw error;
  }
}

/** The status, if it is one of those; reads the answer to its end. The store's own code is told, never its whole text. */
async function expectOne(answer: Dispatcher.ResponseData, statuses: readonly number[], done: string): Promise<number> {
  if (statuses.includes(answer.statusCode)) {
    await answer.body.dump();
    return answer.statusCode;
  }
  const text = await answer.body.text();
  const code = /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? "no code";
  throw new BlobStoreError(`an object could not be ${done}: ${answer.statusCode} ${code}`);
}

function rethrow(error: unknown): never {
  throw asStoreError(error);
}

function asStoreError(error: unknown): unknown {
  if (error instanceof BlobStoreError || error instanceof TypeError) return error;
  const { code, name } = error as { code?: string; name?: string };
  return new BlobStoreError(`the store of files does not answer: ${code ?? name ?? "unknown"}`, { cause: error });
}
