import { run } from "../run.js";
import { startFederated } from "../split/federated.js";

const USAGE = `Uso / Usage: npm run federated -- [programs=http://…/programs/graphql[,http://…]] [oficinas=https://…/graphql]
  Cada argumento es un subgrafo que corre en otra parte: un módulo nuestro, o el de otra institución. Varias direcciones son réplicas.
  Each argument is a subgraph that runs elsewhere: a module of ours, or that of another institution. Several addresses are replicas.
`;

function readArguments(args: readonly string[]): Record<string, readonly string[]> {
  const named = args.map((arg) => /^([a-z][a-z0-9_]{0,39})=(\S+)$/.exec(arg));
  return Object.fromEntries(
    named.map((found) => {
      const [, name, list = ""] = found ?? [];
      const urls = list.split(",");
      if (name === undefined || !urls.every(isAddress)) throw new Error(USAGE);
      return [name, urls];
    }),
  );
}

const isAddress = (url: string) => /^https?:\/\//.test(url) && URL.canParse(url);

run(process.env, async ({ config, log }) => {
  const federated = await startFederated({ config, log, elsewhere: readArguments(process.argv.slice(2)) });
  log.info({ url: `${federated.url}/graphql`, subgraphs: federated.house?.url }, "ready");
  return federated;
});
