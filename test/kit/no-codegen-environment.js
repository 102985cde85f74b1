import vm from "node:vm";

// Jest runs tests in a context of its own, for which Node's --disallow-code-generation-from-strings does not hold unless it is told so.
const { createContext } = vm;
vm.createContext = (object, options) =>
  createContext(object, { ...options, codeGeneration: { strings: false, wasm: true } });

const { TestEnvironment } = await import("jest-environment-node");
export default TestEnvironment;
