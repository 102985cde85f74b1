import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import base from "./jest.config.js";

/** Files that ask a gateway and not the split form, and why. */
const LEFT_OUT = {
  "federation/": "starts the split form itself",
};
/** Tests that the split form does not pass, by a part of their name, and why. */
const DIFFERS = {
  "are written while they are read: a reader that stops stops the reading":
    "the router's sockets hold some pages more before the reader is waited for",
  "are known to every gateway that shares a Redis":
    "a router reaches no store: what clients register is known to the router that they registered it with",
};

const folder = join(import.meta.dirname, "test");
const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts") && !/^(long|compatibility)\//.test(file))
  .filter((file) => !Object.keys(LEFT_OUT).some((start) => file.startsWith(start)))
  .filter((file) => readFileSync(join(folder, file), "utf8").includes("startTestGateway"));

/** The tests of the API with the split form in the place of the one process: `npm run test:federated`. */
process.env.TEST_FORM = "federated";
export default {
  ...base,
  testMatch: files.map((file) => `<rootDir>/test/${file}`),
  testNamePattern: `^(?!.*(${Object.keys(DIFFERS).join("|")}))`,
  testTimeout: 240_000,
};
