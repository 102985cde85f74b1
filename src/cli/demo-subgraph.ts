// type-graphql wants this before any decorated class is loaded.
import "reflect-metadata";
import { once } from "node:events";
import { startOfficesSubgraph } from "../demo-publishers/offices-subgraph.js";
import { globalId } from "../graph/node.js";
import { idOf } from "../programs/store/write-versions.js";

const PORT = 4201;
const program = (slug: string) => globalId("Program", idOf("program", slug));

/** Made up: offices of nobody. */
const OFFICES = [
  {
    id: "qro-centro",
    name: "Oficina de ejemplo, Centro",
    address: "Calle de Ejemplo 1, Querétaro",
    state: "MX-QUE",
    programs: [program("prosec"), program("immex")],
  },
  {
    id: "chih-norte",
    name: "Oficina de ejemplo, Norte",
    address: "Avenida de Ejemplo 2, Chihuahua",
    state: "MX-CHH",
    programs: [program("chihuahua-program-for-women")],
  },
];

const { url, close } = await startOfficesSubgraph(OFFICES, PORT);
process.stdout.write(`Subgrafo de ejemplo en / Example subgraph at: ${url}
Ahora / Now: npm run federated -- oficinas=${url}
  { programs(search: "prosec", first: 1) { nodes { name localOffices { name address state { name } } } } }
`);
await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
await close();
