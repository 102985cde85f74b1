import type { GatewayPlugin } from "@graphql-hive/gateway-runtime";
import { addSpent } from "../graph/telemetry/spent.js";
import { errorName } from "../platform/error-name.js";
import { beginSpan, currentWatch } from "../platform/telemetry/index.js";

/**
 * Shows each request to a subgraph below its operation, one that is sent again too. Ours go on below that, and what they say that it
 * has cost them is added to what the operation has cost.
 */
export function watchFetches(isOurs: (subgraph: string) => boolean): GatewayPlugin {
  return {
    onFetch({ executionRequest, fetchFn, setFetchFn }) {
      const { subgraphName: subgraph = "" } = executionRequest ?? {};
      if (currentWatch() === undefined) return;
      const ours = isOurs(subgraph);
      setFetchFn(async (url, options, ...rest) => {
        const span = beginSpan(`ask ${subgraph}`, { kind: "client", attributes: { "ventanilla.subgraph": subgraph } });
        const below = ours && span !== undefined ? { traceparent: span.traceparent } : {};
        try {
          const response = await fetchFn(url, { ...options, headers: { ...options?.headers, ...below } }, ...rest);
          span?.set({ "http.response.status_code": response.status });
          if (ours) addSpent(response.headers);
          return response;
        } catch (error) {
          span?.fail(errorName(error));
          throw error;
        } finally {
          span?.end();
        }
      });
    },
  };
}
