import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** Runs the openssl of the machine, which these tests cannot do without. */
export async function openssl(...args: readonly string[]): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)("openssl", [...args]);
    return `${stdout}${stderr}`;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: string };
    if (code === "ENOENT")
      throw new Error("openssl is not installed: these tests have a real service of time stamps made with it");
    throw new Error(`openssl ${args[0]} failed: ${stderr}`);
  }
}

const SETTINGS = `
[req]
distinguished_name = name
[name]
[authority]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign
[last_authority]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign
[stamps]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, timeStamping
[stamps_loosely]
basicConstraints = CA:FALSE
extendedKeyUsage = timeStamping
[mail]
basicConstraints = CA:FALSE
extendedKeyUsage = critical, emailProtection
[service]
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = `;

/** A certificate of the tests' own, with its key beside it. */
export interface Issued {
  readonly pem: string;
  readonly key: string;
}

/** A small authority that issues what is asked of it. */
export class Authority {
  private constructor(
    readonly folder: string,
    readonly settings: string,
    readonly root: Issued,
  ) {}

  static async make(essDigest = "sha256"): Promise<Authority> {
    const folder = await mkdtemp(join(tmpdir(), "tsa-"));
    const settings = join(folder, "openssl.cnf");
    await writeFile(settings, `${SETTINGS}${essDigest}\nserial = ${join(folder, "serial")}\n`);
    const root = { pem: join(folder, "root.pem"), key: join(folder, "root.key") };
    const made = ["-keyout", root.key, "-out", root.pem, "-subj", "/CN=Autoridad de prueba", "-days", "3650"];
    await openssl("req", "-x509", ...EC, "-nodes", ...made, "-config", settings, "-extensions", "authority");
    return new Authority(folder, settings, root);
  }

  /** A certificate by the section of the settings that says what it is for. */
  async issue(name: string, section: string, issuer = this.root, key: readonly string[] = EC): Promise<Issued> {
    const path = (ending: string) => join(this.folder, `${name}.${ending}`);
    const issued = { pem: path("pem"), key: path("key") };
    const asked = ["-keyout", issued.key, "-out", path("csr"), "-subj", `/CN=${name}`, "-config", this.settings];
    await openssl("req", ...key, "-nodes", ...asked);
    const by = ["-CA", issuer.pem, "-CAkey", issuer.key, "-CAcreateserial", "-extfile", this.settings];
    await openssl(
      "x509",
      "-req",
      "-in",
      path("csr"),
      "-out",
      issued.pem,
      ...by,
      "-extensions",
      section,
      "-days",
      "3650",
    );
    return issued;
  }

  /** What RFC 3161 answers to a question, by openssl. */
  async reply(query: Buffer, signer: Issued, chain?: Issued): Promise<Buffer> {
    const turn = `${Date.now()}-${Math.random()}`;
    const [asked, answered] = [join(this.folder, `${turn}.tsq`), join(this.folder, `${turn}.tsr`)];
    await writeFile(asked, query);
    const by = ["-signer", signer.pem, "-inkey", signer.key, ...(chain ? ["-chain", chain.pem] : [])];
    const files = ["-queryfile", asked, "-out", answered];
    await openssl("ts", "-reply", "-config", this.settings, "-section", "service", ...files, ...by);
    return readFile(answered);
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true });
  }
}

export const EC = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
export const RSA = ["-newkey", "rsa:2048"];

/** What a service does with a question, in place of answering it. */
export type Behaviour = (query: Buffer, response: ServerResponse) => Promise<void>;

export interface Tsa {
  readonly url: string;
  /** Questions that it was asked. */
  readonly asked: Buffer[];
  behave: Behaviour;
  close(): Promise<void>;
}

/** A service of time stamps on this machine. */
export async function startTsa(behave: Behaviour): Promise<Tsa> {
  const asked: Buffer[] = [];
  const server = createServer(async (request, response) => {
    const query = await bodyOf(request);
    asked.push(query);
    await tsa.behave(query, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const tsa: Tsa = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsr`,
    asked,
    behave,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return tsa;
}

export function send(response: ServerResponse, reply: Buffer): void {
  response.writeHead(200, { "content-type": "application/timestamp-reply" }).end(reply);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
