import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { BlobStoreError } from "../../../src/platform/blobs/blobs.js";
import { createS3Blobs } from "../../../src/platform/blobs/s3-blobs.js";
import { type S3Server, startS3Server } from "../../kit/s3-server.js";
import { signatureFault } from "../../kit/sigv4.js";
import { until } from "../../kit/until.js";

const KEY = { accessKey: "AKIDEXAMPLE", secretKey: "not-to-be-told", region: "us-east-1" };

describe("the check of signatures", () => {
  // The example "GET Object" of the S3 API reference (with its `range` header left in), and its published signature.
  const published = {
    method: "GET",
    url: "/test.txt",
    headers: {
      host: "examplebucket.s3.amazonaws.com",
      range: "bytes=0-9",
      "x-amz-content-sha256": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "x-amz-date": "20130524T000000Z",
      authorization:
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
  };
  const key = {
    accessKey: "AKIAIOSFODNN7EXAMPLE",
    secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
    region: "us-east-1",
  };
  const at = Date.UTC(2013, 4, 24);
  const faultOf = (request: object) => signatureFault(request as IncomingMessage, key, at);

  it("takes the example that Amazon publishes, and nothing that differs from it", () => {
    expect(faultOf(published)).toBeUndefined();
    expect(faultOf({ ...published, url: "/test.txT" })).toBe("SignatureDoesNotMatch");
    expect(faultOf({ ...published, method: "PUT" })).toBe("SignatureDoesNotMatch");
    expect(faultOf({ ...published, headers: { ...published.headers, range: "bytes=0-8" } })).toBe(
      "SignatureDoesNotMatch",
    );
    expect(signatureFault(published as unknown as IncomingMessage, key)).toBe("RequestTimeTooSkewed");
  });
});

describe("blobs in an S3 store", () => {
  let server: S3Server;
  beforeEach(async () => {
    server = await startS3Server(KEY, "files");
  });
  afterEach(() => server.close());
  const connect = (other: Partial<typeof KEY> = {}, bucket = "files") =>
    createS3Blobs({ endpoint: server.endpoint, bucket, ...KEY, ...other });
  async function* source(bytes: Uint8Array) {
    yield bytes;
  }
  const factsOf = (bytes: Uint8Array) => ({
    size: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
  });

  it("are asked for by path, and sent with their length in one signed request", async () => {
    const blobs = connect();
    const key = randomUUID();
    await blobs.put(key, source(Buffer.from("hola")), factsOf(Buffer.from("hola")));
    expect(server.requests).toEqual([`PUT /files/${key}`]);
    expect(server.objects.get(`/files/${key}`)?.toString()).toBe("hola");
    await blobs.close();
  });

  it.each([
    ["with another secret", { secretKey: "another" }, "403 SignatureDoesNotMatch"],
    ["with another name of the key", { accessKey: "AKIDOTHER" }, "403 InvalidAccessKeyId"],
    ["for another region", { region: "eu-west-1" }, "403 AuthorizationHeaderMalformed"],
  ])("are refused when signed %s, which is told without the secret", async (_how, other, code) => {
    const blobs = connect(other);
    const bytes = randomBytes(200_000);
    for (const refused of [blobs.put(randomUUID(), source(bytes), factsOf(bytes)), blobs.get(randomUUID())]) {
      await expect(refused).rejects.toThrow(BlobStoreError);
      await expect(refused).rejects.toThrow(code);
      await expect(refused).rejects.not.toThrow(/not-to-be-told|another/);
    }
    await blobs.close();
  });

  it("never reach the store whole when they are wrong: it is left with an unfinished request", async () => {
    const blobs = connect();
    const bytes = randomBytes(500_000);
    const pieces = async function* () {
      for (let from = 0; from < bytes.length; from += 100_000) yield bytes.subarray(from, from + 100_000);
    };
    await expect(blobs.put(randomUUID(), pieces(), { ...factsOf(bytes), sha256: "0".repeat(64) })).rejects.toThrow(
      "other-digest",
    );
    await until(() => server.unfinished === 1);
    expect(server.objects.size).toBe(0);
    await blobs.close();
  });

  it("tell a store that fails from a blob that is not there", async () => {
    const blobs = connect();
    server.failWith = { status: 503, code: "SlowDown" };
    const bytes = Buffer.from("x");
    const calls = [
      blobs.put(randomUUID(), source(bytes), factsOf(bytes)),
      blobs.get(randomUUID()),
      blobs.has(randomUUID()),
      blobs.remove(randomUUID()),
    ];
    for (const call of calls) await expect(call).rejects.toThrow(/503/);
    await server.close();
    for (const call of [blobs.put(randomUUID(), source(bytes), factsOf(bytes)), blobs.get(randomUUID())])
      await expect(call).rejects.toThrow(BlobStoreError);
    await blobs.close();
  });
});
