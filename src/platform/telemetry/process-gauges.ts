import { monitorEventLoopDelay, performance } from "node:perf_hooks";
import { getHeapStatistics } from "node:v8";
import { watchGauges } from "./meters.js";

const NANO = 1e9;

/** Watches the event loop and the memory of this process; returns how to stop. */
export function watchProcess(): () => void {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let before = performance.eventLoopUtilization();
  const stop = watchGauges(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    const [p50, p99, max] = [delay.percentile(50), delay.percentile(99), delay.max];
    delay.reset();
    const heap = getHeapStatistics();
    return [
      ["nodejs.eventloop.delay.p50", p50 / NANO],
      ["nodejs.eventloop.delay.p99", p99 / NANO],
      ["nodejs.eventloop.delay.max", max / NANO],
      ["nodejs.eventloop.utilization", utilization],
      ["v8js.memory.heap.used", heap.used_heap_size],
      ["v8js.memory.heap.limit", heap.heap_size_limit],
      ["process.memory.usage", process.memoryUsage.rss()],
      ["process.uptime", process.uptime()],
    ];
  });
  return () => {
    stop();
    delay.disable();
  };
}
