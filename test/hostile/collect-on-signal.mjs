import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// Loaded into a gateway whose memory is measured: a signal frees what nothing holds any more.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc");
process.on("SIGUSR2", () => collect());
