import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";
import { manifest, runtime } from "./lock.js";

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly unknown[];
  readonly hashes?: readonly { readonly alg: string }[];
}

describe("the bill of materials", () => {
  it("is CycloneDX, made offline from package-lock.json, and lists what runs with the gateway: no more, no less", async () => {
    const options = {
      cwd: PACKAGE_ROOT,
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, npm_config_offline: "true" },
    };
    const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "sbom"], options);
    const { bomFormat, specVersion, metadata, components } = JSON.parse(stdout);
    expect([bomFormat, Number(specVersion) >= 1.5]).toEqual(["CycloneDX", true]);
    expect(metadata.component.purl).toBe(`pkg:npm/${manifest.name}@${manifest.version}`);
    const listed: Component[] = components;
    const names = new Set(listed.map(({ name, version }) => `${name}@${version}`));
    expect([...names].sort()).toEqual([...new Set(runtime.map(({ name, version }) => `${name}@${version}`))].sort());
    for (const { purl, licenses, hashes } of listed) {
      expect([purl, licenses?.length, hashes?.[0]?.alg]).toEqual([expect.stringMatching(/^pkg:npm\//), 1, "SHA-512"]);
    }
  }, 60_000);
});
