import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { SETTINGS } from "../../src/config.js";
import { PACKAGE_ROOT } from "../../src/platform/package-root.js";

export interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly deploy?: { readonly replicas: number };
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
}

export interface Compose<Name extends string> {
  readonly name: string;
  readonly services: Readonly<Record<Name, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly networks: Readonly<Record<string, unknown>>;
}

/** A compose file as an engine understands it, with the variables of the shell or of `.env`. */
export function readCompose<Name extends string>(
  file: string,
  variables: Readonly<Record<string, string>> = {},
): Compose<Name> {
  const fill = (text: string) =>
    text.replace(/\$\{(\w+):-([^}]*)\}/g, (_all, name: string, otherwise: string) => variables[name] || otherwise);
  const text = readFileSync(join(PACKAGE_ROOT, file), "utf8");
  return parse(text, (_key, value) => (typeof value === "string" ? fill(value) : value), { merge: true });
}

/** Settings that containers are not given: those of the image, and those that are refused in production. */
const NOT_GIVEN = /^(NODE_ENV|HOST|PORT|DATA_DIR|AUTH_DEVELOPMENT|\w+_ALLOW_LOOPBACK)$/;

/** All that a process of ours in a container can be told. */
export const GIVEN = Object.keys(SETTINGS).filter((name) => !NOT_GIVEN.test(name));
