import { errorName } from "./error-name.js";
import type { Log } from "./log.js";

/** Something that is to be done every now and then, in any number of gateways at once. */
export interface Job {
  readonly name: string;
  readonly everySeconds: number;
  /** Does all that is due; how many things it did is logged when it is a number. */
  readonly run: (now: Date) => Promise<number | undefined>;
  /** Has what is under way end early. */
  readonly stop?: () => void;
}

export interface UpkeepOptions {
  readonly jobs: readonly Job[];
  readonly log: Log;
  readonly now: () => Date;
}

/** Runs jobs by the clock. A job never runs twice at once here; one that fails is logged and comes again at its time. */
export interface Upkeep {
  start(): void;
  /** Begins nothing more, and ends when what is under way has ended. */
  stop(): Promise<void>;
  /** Runs every job once, in their order, as if it were that time. Rejects with what went wrong, once all have run. */
  runAll(now: Date): Promise<void>;
}

export function createUpkeep({ jobs, log, now }: UpkeepOptions): Upkeep {
  const running = new Map<Job, Promise<void>>();
  const timers: NodeJS.Timeout[] = [];

  function begin(job: Job, at: Date): Promise<void> {
    const run = async () => {
      const count = await job.run(at);
      if (count) log.info({ job: job.name, count }, "upkeep: done");
    };
    const done = run().finally(() => running.delete(job));
    running.set(job, done);
    return done;
  }

  function tick(job: Job): void {
    if (running.has(job)) return;
    begin(job, now()).catch((error: unknown) => {
      log.error({ job: job.name, error: errorName(error) }, "upkeep: failed");
    });
  }

  return {
    start() {
      timers.push(...jobs.map((job) => setInterval(() => tick(job), job.everySeconds * 1_000)));
    },
    async stop() {
      for (const timer of timers.splice(0)) clearInterval(timer);
      for (const job of running.keys()) job.stop?.();
      await Promise.allSettled(running.values());
    },
    async runAll(at) {
      const errors: unknown[] = [];
      for (const job of jobs) {
        while (running.has(job)) await running.get(job)?.catch(() => undefined);
        await begin(job, at).catch((error: unknown) => errors.push(error));
      }
      if (errors.length > 0) throw new AggregateError(errors, "upkeep failed");
    },
  };
}
