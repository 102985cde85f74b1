import type { ChildProcess } from "node:child_process";
import type { Socket } from "node:net";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import type { Launcher } from "./launcher.js";
import type { Log } from "./log.js";
import { type PostmasterFile, readPostmasterFile } from "./postmaster-file.js";
import { CannotStartPostgres } from "./refusals.js";
import { type Settings, serverArguments } from "./settings.js";
import { shutDown } from "./shut-down.js";

/** PostgreSQL's first process, which starts all others. */
export interface Postmaster {
  readonly pid: number;
  stop(): Promise<void>;
}

interface Start {
  readonly program: string;
  readonly cluster: string;
  readonly socketDir: string;
  readonly settings: Settings;
  readonly launcher: Launcher;
  readonly log: Log;
}

/** Starts the server and waits until it takes connections; after a crash that includes recovering what was committed. */
export async function startPostmaster(start: Start): Promise<Postmaster> {
  const { program, cluster, socketDir, settings, launcher, log } = start;
  const args = await serverArguments(cluster, socketDir, settings);
  const former = await readPostmasterFile(cluster);
  // In a session of its own: Ctrl-C in the terminal is for us, and we end the server when we are done with it.
  const child = launcher.launch(program, args, { detached: true });
  const endWithUs = () => child.kill("SIGINT");
  process.once("exit", endWithUs);
  const lastLines = listen(child, log);

  let failure: Error | undefined;
  let expected = true;
  child.once("error", (error) => {
    failure = error;
  });
  child.once("exit", (code, signal) => {
    process.off("exit", endWithUs);
    if (!expected) log.warn({ pid: child.pid, code, signal, cluster }, "PostgreSQL ended unexpectedly");
  });

  const hasEnded = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const stop = async () => {
    expected = true;
    if (child.pid === undefined || hasEnded() || (await shutDown(child.pid, hasEnded))) return;
    throw new Error(`PostgreSQL (pid ${child.pid}) does not end; its data folder is ${cluster}`);
  };
  try {
    while (!(await isReady(cluster, child, former))) {
      await sleep(5);
      if (hasEnded()) throw await didNotStart(cluster, lastLines, failure);
    }
  } catch (error) {
    await stop();
    process.off("exit", endWithUs);
    throw error;
  }
  expected = false;
  // A process with nothing else left to do may end: `exit` above takes the server along.
  child.unref();
  for (const stream of [child.stdout, child.stderr]) (stream as Socket).unref();
  return { pid: child.pid as number, stop };
}

/** A killed server leaves its file as it was, "ready" and all, and the new one may happen to get the same pid. */
async function isReady(cluster: string, child: ChildProcess, former: PostmasterFile | undefined): Promise<boolean> {
  const file = await readPostmasterFile(cluster);
  const isFormer = file?.pid === former?.pid && file?.startedAt === former?.startedAt;
  return file?.status === "ready" && file.pid === child.pid && !isFormer;
}

/** Passes what the server says on to the log, and keeps the last of it. */
function listen(child: ChildProcess, log: Log): readonly string[] {
  const lastLines: string[] = [];
  child.stdout?.resume(); // it says nothing here, and would be stuck if it ever said much
  createInterface(child.stderr as Readable).on("line", (line) => {
    lastLines.push(line);
    if (lastLines.length > 20) lastLines.shift();
    passOn(line, log);
  });
  return lastLines;
}

/** Said at every start and stop. */
const routine =
  /starting PostgreSQL|listening on|database system (is|was) (ready|shut down)|received fast shutdown|aborting any active|background worker "logical|shutting down|due to administrator command/;

function passOn(line: string, log: Log): void {
  const [, level, message] = /^(LOG|WARNING|FATAL|PANIC): +(.*)/.exec(line) ?? [];
  if (message === undefined || routine.test(message)) return;
  if (level === "LOG") log.info({ from: "postgres" }, message);
  else log.warn({ from: "postgres", level }, message);
}

async function didNotStart(cluster: string, lastLines: readonly string[], cause: Error | undefined): Promise<Error> {
  await sleep(20); // its last words may still be on their way
  return new CannotStartPostgres(
    `La base de datos incluida no arrancó (${cluster}). Lo último que dijo está abajo; también puedes usar DATABASE_URL.`,
    `The bundled database did not start (${cluster}). Its last words follow; DATABASE_URL is the other way.\n${lastLines.join("\n")}`,
    { cause },
  );
}
