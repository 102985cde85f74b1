import { startFederated } from "../federated.js";
import { run } from "../run.js";

const USAGE = `Uso / Usage: npm run federated -- [programs=http://…/programs/graphql] [oficinas=https://…/graphql]
  Cada argumento es un subgrafo que corre en otra parte: un módulo nuestro, o el de otra institución.
  Each argument is a subgraph that runs elsewhere: a module of ours, or that of another institution.
`;

function readArguments(args: readonly string[]): Record<string, string> {
  const named = args.map((arg) => /^([a-z][a-z0-9_]{0,39})=(https?:\/\/\S+)$/.exec(arg));
  return Object.fromEntries(
    named.map((found) => {
      const [, name, url] = found ?? [];
      if (name === undefined || url === undefined || !URL.canParse(url)) throw new Error(USAGE);
      return [name, url];
    }),
  );
}

run(process.env, async ({ config, log }) => {
  const federated = await startFederated({ config, log, elsewhere: readArguments(process.argv.slice(2)) });
  log.info({ url: `${federated.url}/graphql`, subgraphs: federated.subgraphsUrl }, "ready");
  return federated;
});
